#!/usr/bin/env python3
"""What the same questions cost in process, on DuckDB, and on Spark with one and two workers.

    python3 benches/engines.py KGRAPH GRAPH.json …

Needs the Python packages duckdb and pyspark, and Java; Spark's workers have one core each, on the loopback interface. All
questions about a graph go through one process, after one that warms it up; seconds of wall time, the median of three, or
the one that took longer than ten. What starting costs (reading the graph, starting an engine with the first question) stands in a row of its own.
"""
import json, statistics, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/engines"))
from cluster import Cluster  # noqa: E402


def questions(graph):
    """One hop, aggregates and joins, about the busiest node and one in the middle."""
    degree = {}
    for edge in graph["edges"]:
        degree[edge["target"]] = degree.get(edge["target"], 0) + 1
    busiest = max(degree, key=degree.get)
    middle = sorted(degree, key=lambda id: (degree[id], id))[len(degree) // 2]
    return {
        "edges of each relation": "MATCH ()-[r]->() RETURN type(r) AS relation, count(*) AS n ORDER BY n DESC, relation",
        "one hop to an ordinary node": f"MATCH (a)-[r]->(b {{id: '{middle}'}}) RETURN a.id, type(r) ORDER BY a.id, type(r)",
        "ten busiest nodes": "MATCH (a)-->(b) RETURN b.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 10",
        "two hops, counted": "MATCH (a:person)-->(b)<--(c:person) RETURN count(*)",
        "within three steps, counted": f"MATCH (a {{id: '{middle}'}})-[*..3]->(b) RETURN count(DISTINCT b)",
        "shortest path": f"MATCH p = shortestPath((a {{id: '{middle}'}})-[*..8]-(b {{id: '{busiest}'}})) RETURN length(p)",
    }


class Session:
    """One kgraph process that is asked line by line."""

    def __init__(self, args, environment=None):
        self.process = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)

    def ask(self, text):
        start = time.monotonic()
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        lines = []
        while True:
            line = self.process.stdout.readline()
            assert line, "kgraph ended"
            lines.append(line)
            if line == "}\n":
                return time.monotonic() - start, json.loads("".join(lines))["rows"]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def main(kgraph, paths):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for path in map(Path, paths):
            graph = json.loads(path.read_text(encoding="utf-8"))
            asked = questions(graph)
            size = f"{len(graph['nodes']):,} nodes, {len(graph['edges']):,} edges"
            del graph
            data = folder / path.stem
            start = time.monotonic()
            subprocess.run([kgraph, "export", "--quiet", "--parquet", "-g", path, "-o", data], check=True, stderr=subprocess.DEVNULL)
            exported = time.monotonic() - start
            bytes_of = {table: sum(file.stat().st_size for file in (data / table).rglob("*.parquet")) for table in ("nodes", "edges", "evidence")}
            print(f"\n{path.stem}: {size}; exported in {exported:.1f} s; bytes {bytes_of}", flush=True)
            base = [kgraph, "query", "--quiet", "--format", "json"]
            table, wanted = {}, {}
            for name in ("in process", "in process, data set", "DuckDB", "Spark, 1 worker", "Spark, 2 workers"):
                cluster = None
                if name.startswith("Spark"):
                    place = folder / f"cluster-{path.stem}-{name[7]}"
                    place.mkdir()
                    cluster = Cluster(place, workers=int(name[7]))
                try:
                    where = {"in process": ["-g", path], "in process, data set": ["-g", data], "DuckDB": ["--on", "duckdb", "--data", data]}
                    session = Session([*base, *where[name]] if not cluster else [*base, "--on", "spark", "--master", cluster.master, "--data", data], cluster and cluster.environment)
                    first, _ = session.ask("MATCH (n) RETURN count(*)")
                    table[name] = {"starting": first}
                    for question, pattern in asked.items():
                        times = []
                        for _ in range(3):
                            seconds, rows = session.ask(pattern)
                            times.append(seconds)
                            if seconds > 10:
                                break
                        values = [row["values"] for row in rows]
                        assert wanted.setdefault(question, values) == values, f"{name}: {question}: {values} is not {wanted[question]}"
                        table[name][question] = statistics.median(times)
                    session.end()
                    print(f"  {name}: " + ", ".join(f"{question} {seconds:.2f}" for question, seconds in table[name].items()), flush=True)
                finally:
                    if cluster:
                        cluster.stop()
            print("| question | " + " | ".join(table) + " |\n|---|" + "---|" * len(table))
            for question in ["starting", *asked]:
                print(f"| {question} | " + " | ".join(f"{table[name][question]:.2g}" if table[name][question] < 10 else f"{table[name][question]:.0f}" for name in table) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
