#!/bin/sh
# Asks other engines the questions that kgraph asks itself: DuckDB, Spark on a cluster of two workers, and a database that
# speaks Bolt.
#
# usage: tests/engines/run.sh KGRAPH [VENV]
#
# KGRAPH is the binary, built with the feature `bolt`; VENV is a folder for the Python packages (target/engines-venv where not given). Java is installed where
# it is missing and apt-get may do so. Where pyspark, half a gigabyte, is not there within five minutes, the engines are left
# out, and that is said.
set -eu

if [ $# -lt 1 ]; then
    sed -n '4s/^# //p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
venv=${2:-$here/../../target/engines-venv}

if ! command -v java >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends openjdk-17-jre-headless >/dev/null
    else
        echo "run.sh: please install Java 17" >&2
        exit 2
    fi
fi
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
if ! timeout 300 "$venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.0 pyspark==4.3.0 arcadedb-embedded==26.10.2.post1 neo4j==6.4.1; then
    echo "run.sh: pyspark could not be installed in five minutes; the engines are not asked" >&2
    exit 0
fi
# So that `kgraph query --on` finds this Python and its packages.
PATH="$venv/bin:$PATH"
export PATH
python "$here/bolt.py" "$1"
exec python "$here/cluster.py" "$1"
