"""The same rows from kgraph and from an engine that runs kgraph's SQL.

usage: compare.py KGRAPH ENGINE [--master URL] [--few] [--graphs GRAPH …]

ENGINE is duckdb or spark. Asks every pattern of patterns.txt and every question of tests/questions, and the patterns of
made.txt about further graphs, which benches/compare.py makes; --few leaves out the questions. A query that SQL cannot hold
exactly must be refused by name, and is counted. The exit code is 1 if any rows differ.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def kgraph(binary, *args):
    made = subprocess.run([binary, *map(str, args)], capture_output=True, text=True, encoding="utf-8")
    return made.returncode, made.stdout, made.stderr


def plain(value):
    """A value of an answer as the engines have it: ids for nodes and edges, lists for paths."""
    if isinstance(value, dict) and "nodes" in value and "edges" in value:
        ids = [value["nodes"][0]["id"]]
        for edge, node in zip(value["edges"], value["nodes"][1:]):
            ids += [edge["id"], node["id"]]
        return ids
    if isinstance(value, dict) and "id" in value:
        return value["id"]
    return value


def comparable(value):
    if isinstance(value, list):
        # The order of what is collected is the engine's own.
        return json.dumps(sorted(map(json.dumps, map(comparable, value))), ensure_ascii=False)
    if isinstance(value, float):
        return f"{value:.9g}"
    return json.dumps(value, ensure_ascii=False)


def rows(list_of_rows):
    return [tuple(comparable(value) for value in row) for row in list_of_rows]


class DuckDb:
    dialect = "duckdb"

    def __init__(self, _):
        import duckdb

        self.connection = duckdb.connect()

    def run(self, text):
        cursor = None
        for statement in text.split(";\n"):
            if statement.strip():
                cursor = self.connection.execute(statement)
        return [list(row) for row in cursor.fetchall()]


class Spark:
    dialect = "spark"

    def __init__(self, master):
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.config("spark.sql.shuffle.partitions", 2).config("spark.ui.enabled", "false")
        self.session = (builder.master(master) if master else builder).getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")

    def run(self, text):
        frame = None
        for statement in text.split(";\n"):
            if statement.strip():
                frame = self.session.sql(statement)
        return [list(row) for row in frame.collect()]


ENGINES = {"duckdb": DuckDb, "spark": Spark}


def lines(name):
    return [line for line in (ROOT / "tests/engines" / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def questions(graphs, few):
    yield ROOT / "graph/k-visa.json", lines("patterns.txt"), True
    for graph in graphs:
        yield Path(graph), [line for line in lines("made.txt") if line.startswith("MATCH")], True
    if few:
        return
    for path in sorted((ROOT / "tests/questions").glob("*.jsonl")):
        graph = path.with_suffix(".json")
        graph = graph if graph.exists() else ROOT / "graph/k-visa.json"
        asked = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        # The order of equal rows is open in these.
        yield graph, sorted({line["pattern"] for line in asked if "pattern" in line}), False


def main(binary, name, master, few, graphs):
    engine = ENGINES[name](master)
    same, refused, wrong = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        for number, (graph, patterns, total) in enumerate(questions(graphs, few)):
            data = Path(folder) / str(number)
            code, _, error = kgraph(binary, "export", "--quiet", "--parquet", graph, "-o", data)
            assert code == 0, error
            for pattern in patterns:
                code, text, error = kgraph(binary, "query", "-g", graph, pattern, "--emit", "sql", "--dialect", engine.dialect, "--data", data)
                if code != 0:
                    refused += 1
                    if "no exact counterpart in SQL" not in error:
                        wrong.append(f"{pattern}\n    {error}")
                    continue
                code, answer, error = kgraph(binary, "query", "--quiet", "-g", graph, pattern, "--format", "json", "--limit", 1000000)
                assert code in (0, 1), error
                answer = json.loads(answer)
                wanted = rows([[plain(row["values"][column]) for column in answer["columns"]] for row in answer["rows"]])
                try:
                    found = rows(engine.run(text))
                except Exception as failure:  # the engine's own words are the finding
                    wrong.append(f"{pattern}\n    {failure}\n{text}")
                    continue
                ordered = total and "ORDER BY" in pattern.rsplit("RETURN", 1)[1]
                if (found if ordered else sorted(found)) != (wanted if ordered else sorted(wanted)):
                    wrong.append(f"{pattern}\n    wanted {wanted[:5]} ({len(wanted)})\n    found  {found[:5]} ({len(found)})")
                    continue
                same += 1
    print(f"{name}: {same} with the same rows, {refused} refused, {len(wrong)} wrong")
    for line in wrong:
        print(f"  {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kgraph")
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("--master")
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--graphs", nargs="*", default=[])
    options = parser.parse_args()
    sys.exit(main(options.kgraph, options.engine, options.master, options.few, options.graphs))
