"""Outside judges of the text formats: tables, DOT as kgraph reads it, scripts.

usage: judge_text.py KGRAPH

Needs Python alone, and Graphviz; pandas is asked too where it is installed. Prints a line for each
judge; the exit code is 1 if any objects.
"""

import csv
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(ROOT.glob("tests/cases/*/graph.json")) + sorted(ROOT.glob("graph/*.json"))
# Where Debian and others put Graphviz's own examples.
EXAMPLES = [Path("/usr/share/graphviz"), Path("/usr/share/doc/graphviz"), Path(os.environ.get("KGRAPH_DOT_EXAMPLES", "/nowhere"))]


def run(*args, **more):
    return subprocess.run(list(map(str, args)), capture_output=True, text=True, encoding="utf-8", **more)


class Judge:
    def __init__(self, name):
        self.name, self.seen, self.objections = name, 0, []

    def check(self, place, good, text):
        if not good:
            self.objections.append(f"{place}: {text}")

    def report(self):
        print(f"{self.name}: {self.seen} looked at, {len(self.objections)} objections")
        for line in self.objections[:10]:
            print(f"  {line}")
        return not self.objections


def name(path):
    return path.parent.name if path.name == "graph.json" else path.stem


def expected(path):
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    return data["nodes"], data.get("edges", data.get("links"))


def export(kgraph, path, flag, out):
    made = run(kgraph, "export", "--quiet", f"--{flag}", path, "-o", out)
    if made.returncode:
        raise SystemExit(f"{path}: --{flag}: {made.stderr}")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def tables(kgraph, folder):
    judge = Judge("Python's csv reads the tables of csv")
    pandas = None
    try:
        import pandas
    except ImportError:
        pass
    frames = Judge("pandas reads the tables of csv") if pandas else None
    for path in CASES:
        nodes, edges = expected(path)
        out = folder / "csv" / name(path)
        export(kgraph, path, "csv", out)
        for file, records, keys in (("nodes.csv", nodes, ["id"]), ("edges.csv", edges, ["source", "target"])):
            table = rows(out / file)
            judge.seen += 1
            judge.check(name(path), len(table) == len(records) + 1, f"{file}: {len(table) - 1} rows for {len(records)}")
            judge.check(name(path), all(len(row) == len(table[0]) for row in table), f"{file}: rows of unequal length")
            lower = [cell.lower() for cell in table[0]]
            judge.check(name(path), len(set(lower)) == len(lower), f"{file}: two columns of one name")
            for row, record in zip(table[1:], records):
                wanted = [str(record[key]) for key in keys]
                found = [re.sub(r"^'(?='+[=+\-@\t\r])", "", cell) for cell in row[: len(keys)]]
                judge.check(name(path), found == wanted, f"{file}: {found} for {wanted}")
            if frames:
                frame = pandas.read_csv(out / file, dtype=str, keep_default_na=False)
                frames.seen += 1
                frames.check(name(path), len(frame) == len(records), f"{file}: {len(frame)} for {len(records)}")
    return [judge] + ([frames] if frames else [])


# The documented header of neo4j-admin: name:type{options}, or an id, label or end.
FIELD = re.compile(
    r"^(?:.*:ID(\(.*\))?|:LABEL|:TYPE|:START_ID(\(.*\))?|:END_ID(\(.*\))?|:IGNORE"
    r"|[^:]+(:(int|long|float|double|boolean|byte|short|char|string|date)(\[\])?)?)$",
    re.S,
)
VALUES = {
    "long": re.compile(r"^-?\d{1,19}$"),
    "double": re.compile(r"^-?\d+(\.\d+)?([eE][-+]?\d+)?$"),
    "boolean": re.compile(r"^(true|false)$"),
}


def neo4j(kgraph, folder):
    judge = Judge("Neo4j's rules hold for the tables of neo4j")
    for path in CASES:
        nodes, edges = expected(path)
        out = folder / "neo4j" / name(path)
        export(kgraph, path, "neo4j", out)
        n, r = rows(out / "nodes.csv"), rows(out / "relationships.csv")
        judge.seen += 1
        for header in (n[0], r[0]):
            for field in header:
                judge.check(name(path), FIELD.match(field), f"header {field!r}")
            names = [field.split(":")[0] for field in header if field.split(":")[0]]
            judge.check(name(path), len(set(names)) == len(names), "two properties of one name")
        judge.check(name(path), [h for h in n[0] if h.endswith(":ID")] == ["id:ID"] and ":LABEL" in n[0], "nodes' header")
        for field in (":START_ID", ":END_ID", ":TYPE"):
            judge.check(name(path), field in r[0], f"no {field}")
        ids = [row[n[0].index("id:ID")] for row in n[1:]]
        judge.check(name(path), len(ids) == len(nodes) == len(set(ids)), "node ids")
        judge.check(name(path), len(r) - 1 == len(edges), f"{len(r) - 1} relationships for {len(edges)}")
        for row in r[1:]:
            ends = {row[r[0].index(":START_ID")], row[r[0].index(":END_ID")]}
            judge.check(name(path), ends <= set(ids), f"no node {ends}")
            judge.check(name(path), re.match(r"^[A-Z_][A-Z0-9_]*$", row[r[0].index(":TYPE")]), f"type {row}")
        types = {(row[r[0].index("relation")], row[r[0].index(":TYPE")]) for row in r[1:]}
        judge.check(name(path), len({a for a, _ in types}) == len({b for _, b in types}) == len(types), "types collide")
        for table in (n, r):
            for at, field in enumerate(table[0]):
                rule = VALUES.get(field.split(":")[-1]) if ":" in field else None
                for row in table[1:]:
                    judge.check(name(path), not rule or row[at] == "" or rule.match(row[at]), f"{field}: {row[at]!r}")
    return [judge]


def graphviz(kgraph, folder):
    judge = Judge("Graphviz finds as many nodes and edges as kgraph in DOT")
    if not shutil.which("dot"):
        print("Graphviz is not installed: skipped")
        return []
    files = sorted(ROOT.glob("tests/cases/*/golden.dot")) + sorted(ROOT.glob("exports/*.dot"))
    for place in EXAMPLES:
        files += sorted(path for path in place.rglob("*") if re.search(r"\.(dot|gv)(\.gz)?$", path.name))
    for number, path in enumerate(files):
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        copy = folder / f"{number}.gv"
        copy.write_bytes(data)
        # No layout (-Knop would want positions): canonical DOT is enough to count.
        counted = run("gvpr", "BEG_G { } N { n++ } E { e++ } END { print(n, \" \", e) } BEGIN { int n = 0; int e = 0 }", copy)
        if counted.returncode or not counted.stdout.strip():
            continue
        if len(re.findall(rb"(?mi)^\s*(strict\s+)?(di)?graph\b[^=\[]*\{", data)) > 1:
            continue
        wanted = tuple(map(int, counted.stdout.split()))
        found = run(kgraph, "stats", "--format", "json", "--quiet", copy)
        judge.seen += 1
        if found.returncode:
            judge.check(path, False, found.stderr[:300])
            continue
        stats = json.loads(found.stdout)
        judge.check(path, (stats["nodes"], stats["edges"]) == wanted, f"{stats['nodes']} {stats['edges']} for {wanted}")
    return [judge]


def mermaid(kgraph, folder):
    judge = Judge("Mermaid's lines are nodes and edges and nothing else")
    label = r'"(?:[^"<&`\\]|<br/>)*"'
    node = re.compile(rf"^  n\d+(\[{label}\]|\(\[{label}\]\))(:::t\d+)?$")
    edge = re.compile(rf"^  n\d+ (-->|---)\|{label}\| n\d+$")
    for path in CASES:
        nodes, edges = expected(path)
        out = folder / "x.mmd"
        export(kgraph, path, "mermaid", out)
        lines = out.read_text(encoding="utf-8").split("\n")
        judge.seen += 1
        judge.check(name(path), lines[0].startswith("%%") or lines[0] == "flowchart LR", lines[0])
        judge.check(name(path), sum(bool(node.match(line)) for line in lines) == len(nodes), "nodes")
        judge.check(name(path), sum(bool(edge.match(line)) for line in lines) == len(edges), "edges")
        rest = [line for line in lines if line and not node.match(line) and not edge.match(line)]
        judge.check(name(path), all(re.match(r"^(%% .*|flowchart LR|  classDef t\d+ [-a-z0-9#:,]+)$", line) for line in rest), rest)
    return [judge]


def main():
    kgraph = Path(sys.argv[1]).resolve()
    formats = run(kgraph, "export", "--help").stdout
    judges = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for flag, ask in (("csv", tables), ("neo4j", neo4j), ("dot", graphviz), ("mermaid", mermaid)):
            if f"--{flag}" in formats:
                judges += ask(kgraph, folder)
    return 0 if all([judge.report() for judge in judges]) else 1


if __name__ == "__main__":
    sys.exit(main())
