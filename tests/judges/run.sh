#!/bin/sh
# Lets other people's readers judge what kgraph writes.
#
# usage: tests/judges/run.sh KGRAPH [VENV]
#
# KGRAPH is the binary, VENV a folder for the Python packages (target/judges-venv where not given).
# Graphviz and libxml2-utils are installed where they are missing and apt-get may do so.
# KGRAPH_SCHEMAS names the folder of the GraphML schema; without it one judge is skipped.
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
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        # shellcheck disable=SC2086 # two names, two words
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
    else
        echo "run.sh: please install:$missing" >&2
        exit 2
    fi
fi

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
"$venv/bin/python" "$here/judge_text.py" "$1"
exec "$venv/bin/python" "$here/judge.py" "$1"
