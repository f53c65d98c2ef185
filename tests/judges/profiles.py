"""Judges of the profiles: each file is opened as `kgraph export --for list` says, by the tool itself where it installs.

usage: profiles.py KGRAPH

What igraph, rustworkx, networkx and so on find in each format is for the other judges; here it is what the profile
adds: names for igraph, places for sigma, cells that are no formulas, notes and links of a vault. Prints a line for
each judge; the exit code is 1 if any objects.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import igraph
import networkx
import rustworkx
import yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
CASES = sorted(ROOT.glob("tests/cases/*/graph.json")) + sorted(ROOT.glob("graph/*.json"))
MODULES = Path(os.environ.get("KGRAPH_NODE_MODULES", HERE / "node_modules"))
# Names that Windows keeps for devices (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
DEVICE = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.I)


class Objection(Exception):
    """What a judge does not like."""


def demand(condition, *words):
    if not condition:
        raise Objection(" ".join(str(word) for word in words)[:600])


def load(path):
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    return data["nodes"], data.get("edges", data.get("links")), data


def of_igraph(source, out):
    graph = igraph.Graph.Read_GraphML(str(out))
    nodes, edges, _ = source
    demand((graph.vcount(), graph.ecount()) == (len(nodes), len(edges)), graph.summary())
    if nodes:
        names = graph.vs["name"]
        # Ids that differ only in characters which XML forbids are one name.
        clean = {re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", str(node["id"])) for node in nodes}
        demand(len(set(names)) == len(clean), "names are unique")
        demand(all(graph.vs.find(name)["name"] == name for name in names), "nodes are found by name")


def of_rustworkx(source, out):
    graph = rustworkx.read_graphml(str(out))[0]
    demand((len(graph), graph.num_edges()) == (len(source[0]), len(source[1])), len(graph), graph.num_edges())


def of_networkx(source, out):
    with open(out, encoding="utf-8") as file:
        graph = networkx.node_link_graph(json.load(file))
    # A user's own `key` is the identity of an edge to networkx: the profile says so.
    keys = [(edge["source"], edge["target"], edge.get("key", ("no key", at))) for at, edge in enumerate(source[1])]
    demand((len(graph), graph.size()) == (len(source[0]), len(set(keys))), graph)


def of_d3(source, out):
    data = json.loads(out.read_text(encoding="utf-8"))
    ids = {node["id"] for node in data["nodes"]}
    demand((len(ids), len(data["links"])) == (len(source[0]), len(source[1])), "counts")
    demand(all({link["source"], link["target"]} <= ids for link in data["links"]), "ends of links are ids")


def of_sigma(source, out):
    """What sigma demands of each node before it draws; graphology itself reads the file."""
    ran = subprocess.run(
        ["node", HERE / "readers.js", "graphology", out],
        capture_output=True, text=True, encoding="utf-8", env=dict(os.environ, NODE_PATH=str(MODULES)),
    )
    demand(ran.returncode == 0, ran.stderr.strip()[-500:])
    found = json.loads(ran.stdout)
    demand((len(found["nodes"]), len(found["edges"])) == (len(source[0]), len(source[1])), "counts")
    for node in json.loads(out.read_text(encoding="utf-8"))["nodes"]:
        place = [node["attributes"].get(axis) for axis in "xy"]
        demand(all(isinstance(value, (int, float)) for value in place), "no place for", node["key"])


def of_excel(source, out):
    """What a spreadsheet needs of CSV: a byte order mark, and no cell that is a formula."""
    for name, count in [("nodes.csv", len(source[0])), ("edges.csv", len(source[1]))]:
        data = (out / name).read_bytes()
        demand(data.startswith(b"\xef\xbb\xbf"), name, "has no byte order mark")
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True), strict=True))
        demand(len(rows) == count + 1, name, len(rows))
        for cell in (cell for row in rows for cell in row):
            number = re.fullmatch(r"-(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?", cell)
            demand(number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), "a formula:", cell)


def of_github(source, out):
    text = out.read_text(encoding="utf-8")
    demand(len(re.findall(r"(?m)^```", text)) == 2 and text.endswith("\n```\n"), "one block")
    block = text.split("```mermaid\n", 1)[1]
    demand(len(re.findall(r"(?m)^  n\d+[\[(]", block)) == len(source[0]), "nodes")
    demand(len(re.findall(r"(?m)^  n\d+ (?:-->|---)\|", block)) == len(source[1]), "edges")


def of_obsidian(source, out):
    """A vault as Obsidian sees it: properties, tags, aliases, and links that find their note."""
    nodes, edges, data = source
    notes = {path.name.removesuffix(".md"): path.read_text(encoding="utf-8") for path in out.iterdir()}
    demand(len(notes) == len(nodes) + 1, len(notes), "notes")
    folded = {unicodedata.normalize("NFD", name).casefold() for name in notes}
    demand(len(folded) == len(notes), "two notes are one file on some systems")
    for name in notes:
        demand(not re.search(r'[<>:"/\\|?*#^\[\]\x00-\x1f]', name) and not DEVICE.match(name), "a bad name:", name)
        demand(name == name.strip(" .") and len(name.encode()) <= 210, "a bad name:", name)
    ids, links = {}, []
    for name, text in notes.items():
        _, properties, body = re.split(r"(?m)^---\n", text, maxsplit=2)
        properties = yaml.safe_load(properties) or {}
        if "id" in properties:
            ids[name] = properties["id"]
        for line in body.split("\n"):
            found = re.fullmatch(r"- (.*?):: \[\[([^\[\]|#^]+)(?:\|[^\[\]|]+)?\]\]", line)
            demand(found or not line.startswith("- ") or "id" not in properties, "a line that is no relation:", line)
            if found:
                links.append((name, found[2]))
    demand(sorted(ids.values()) == sorted(str(node["id"]) for node in nodes), "ids")
    demand(all(target in ids for _, target in links), "links without a note")
    wanted = sorted((str(edge["source"]), str(edge["target"])) for edge in edges)
    demand(sorted((ids[a], ids[b]) for a, b in links) == wanted, "edges are not the links")


JUDGES = [
    ("igraph", of_igraph), ("rustworkx", of_rustworkx), ("networkx", of_networkx), ("d3", of_d3), ("excel", of_excel),
    ("github", of_github), ("obsidian", of_obsidian), ("sigma", of_sigma),
]


def main():
    kgraph = Path(sys.argv[1]).resolve()
    good = True
    with tempfile.TemporaryDirectory() as temporary:
        for name, judge in JUDGES:
            objections = []
            for number, path in enumerate(CASES):
                case = path.parent.name if path.name == "graph.json" else path.stem
                out = Path(temporary) / f"{name}-{number}"
                made = subprocess.run([kgraph, "export", "--quiet", "--for", name, path, "-o", out], capture_output=True, text=True)
                try:
                    demand(made.returncode == 0, made.stderr)
                    judge(load(path), out)
                except Exception as objection:  # what a reader raises is an objection too
                    objections.append(f"{case}: {type(objection).__name__}: {objection}")
            print(f"profile {name}: {len(CASES)} looked at, {len(objections)} objections")
            for line in objections[:10]:
                print(f"  {line[:600]}")
            good = good and not objections
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
