#!/bin/sh
# Lets other people's readers judge what kgraph writes.
#
# usage: tests/judges/run.sh KGRAPH [VENV]
#
# KGRAPH is the binary, VENV a folder for the Python packages (target/judges-venv where not given).
# Graphviz, libxml2-utils, Node.js and npm are installed where they are missing and apt-get may do so;
# the JavaScript readers go into VENV too.
# KGRAPH_SCHEMAS names the folder of the GraphML schema, with `gexf-1.3` beside it; without it some judges are skipped.
set -eu

if [ $# -lt 1 ]; then
    sed -n '4s/^# //p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
venv=${2:-$here/../../target/judges-venv}

missing=""
command -v dot >/dev/null || missing="$missing graphviz"
command -v xmllint >/dev/null || missing="$missing libxml2-utils"
command -v node >/dev/null || missing="$missing nodejs"
command -v npm >/dev/null || missing="$missing npm"
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        # shellcheck disable=SC2086 # names are words
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
    else
        echo "run.sh: please install:$missing" >&2
        exit 2
    fi
fi

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
npm install --prefix "$venv" --no-save --silent --no-audit --no-fund graphology@0.26.0 cytoscape@3.34.4 graphology-gexf@0.13.2 graphology-graphml@0.5.2 vega-datasets@2.11.0 mermaid@11.17.2 jsdom@29.1.1 @modelcontextprotocol/server-memory@2026.8.31
# Graphviz's examples are unpacked only: small systems leave documents out of the packages that they install.
export KGRAPH_GRAPHVIZ_DOC="$venv/graphviz-doc"
if [ ! -d "$KGRAPH_GRAPHVIZ_DOC" ] && command -v apt-get >/dev/null; then
    (cd "$venv" && apt-get download -qq graphviz-doc && dpkg -x graphviz-doc_*.deb graphviz-doc && rm graphviz-doc_*.deb) ||
        echo "run.sh: apt-get cannot download graphviz-doc; its examples are not looked at" >&2
fi
export KGRAPH_NODE_MODULES="$venv/node_modules"
"$venv/bin/python" "$here/judge_text.py" "$1"
"$venv/bin/python" "$here/judge_tables.py" "$1"
"$venv/bin/python" "$here/profiles.py" "$1"
"$venv/bin/python" "$here/metrics.py" "$1"
"$venv/bin/python" "$here/real_files.py" "$1"
"$venv/bin/python" "$here/parsers.py" "$1"
"$venv/bin/python" "$here/contract.py" "$1"
"$venv/bin/python" "$here/mcp_client.py" "$1"
exec "$venv/bin/python" "$here/judge.py" "$1"
