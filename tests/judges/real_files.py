"""Files that nobody here wrote: kgraph reads what other programs' packages ship or write.

usage: real_files.py KGRAPH

networkx and igraph write graphs that everybody knows; npm's vega-datasets ships the encounters of Les
Misérables, whose edges name nodes by their places; the MCP memory server writes its memory; Debian's graphviz-doc
ships Graphviz's examples. kgraph must find as many nodes and edges as the package itself, and the same direction and
ends; in Graphviz's examples as many nodes and edges as gvpr, or refuse the file with a place. Nothing of it is kept. Prints a line for each; the exit code is 1 if any differs.
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import igraph
import networkx

WELL_KNOWN = ["karate_club_graph", "les_miserables_graph", "florentine_families_graph", "davis_southern_women_graph"]
MODULES = Path(os.environ.get("KGRAPH_NODE_MODULES", "/nowhere"))
GRAPHVIZ = Path(os.environ.get("KGRAPH_GRAPHVIZ_DOC", "/usr/share/doc/graphviz"))
FAMOUS = ["Zachary", "Petersen", "Krackhardt_Kite", "Tutte"]


def shape(directed, nodes, edges):
    """Ids, and ends without order where edges have none, as texts."""
    ends = [tuple(map(str, pair)) for pair in edges]
    return directed, sorted(map(str, nodes)), sorted(ends if directed else [tuple(sorted(pair)) for pair in ends])


def of_networkx(graph):
    return shape(graph.is_directed(), graph.nodes, graph.edges())


def of_memory(folder):
    """Lets the MCP memory server write its file, over its own protocol; two relations of one pair among it."""
    server = MODULES / "@modelcontextprotocol/server-memory/dist/index.js"
    if not server.is_file():
        print("skip  MCP memory server: not in KGRAPH_NODE_MODULES")
        return
    path = folder / "memory.jsonl"
    entities = [
        {"name": 'Ann "A" Smith', "entityType": "person", "observations": ["likes tea", "naïve 北"]},
        {"name": "Acme", "entityType": "organisation", "observations": []},
        {"name": "Zoë\n2", "entityType": "person", "observations": []},
    ]
    ends = [('Ann "A" Smith', "Acme"), ('Ann "A" Smith', "Acme"), ("Acme", "Zoë\n2")]
    relations = [
        {"from": a, "to": b, "relationType": relation} for (a, b), relation in zip(ends, ["works at", "owns", "hires"])
    ]
    initialize = {
        "protocolVersion": "2024-11-05", "capabilities": {}, "clientInfo": {"name": "judge", "version": "1"},
    }
    requests = [
        ("initialize", initialize),
        ("tools/call", {"name": "create_entities", "arguments": {"entities": entities}}),
        ("tools/call", {"name": "create_relations", "arguments": {"relations": relations}}),
    ]
    running = subprocess.Popen(
        ["node", server], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        env={**os.environ, "MEMORY_FILE_PATH": str(path)},
    )
    for number, (method, params) in enumerate(requests):
        lines = [{"jsonrpc": "2.0", "id": number, "method": method, "params": params}]
        if method == "initialize":
            lines.append({"jsonrpc": "2.0", "method": "notifications/initialized"})
        running.stdin.write("".join(json.dumps(line) + "\n" for line in lines))
        running.stdin.flush()
        running.stdout.readline()
    running.stdin.close()
    running.wait(30)
    yield "MCP memory server memory.jsonl", path, shape(True, [entity["name"] for entity in entities], ends)


def of_graphviz(folder):
    """Yields Graphviz's examples as UTF-8, and what gvpr counts; nothing where Graphviz refuses the file."""
    examples = sorted(path for path in GRAPHVIZ.rglob("*") if re.search(r"\.(gv|dot)(\.gz)?$", path.name))
    if not examples:
        print(f"skip  Graphviz's examples: none in {GRAPHVIZ}")
    for number, example in enumerate(examples):
        data = example.read_bytes()
        data = gzip.decompress(data) if example.suffix == ".gz" else data
        if b"\0" in data[:1000] or data[:8].strip() == b"" or not re.search(rb"graph\b", data, re.I):
            continue
        path = folder / f"{number:03}.gv"
        path.write_bytes(data)
        counted = subprocess.run(
            ["gvpr", 'BEG_G { printf("%d %d %d\n", $G.directed, nNodes($G), nEdges($G)) }', path],
            capture_output=True, text=True, errors="replace",
        )
        lines = counted.stdout.splitlines()
        if not counted.returncode and len(lines) == 1 and "syntax error" not in counted.stderr:
            directed, nodes, edges = map(int, lines[0].split())
            yield example.name, path, (bool(directed), nodes, edges)


def files(folder):
    """Yields a name, a file, and what its own program finds in it."""
    for name in WELL_KNOWN:
        graph = getattr(networkx, name)()
        # Lists, which networkx itself cannot write as GraphML.
        graph.graph.clear()
        for way, extension in (("graphml", "graphml"), ("gexf", "gexf")):
            path = folder / f"{name}.{extension}"
            getattr(networkx, f"write_{way}")(graph, path)
            yield f"networkx {path.name}", path, of_networkx(getattr(networkx, f"read_{way}")(path))
        path = folder / f"{name}.gml"
        networkx.write_gml(graph, path)
        yield f"networkx {path.name}", path, of_networkx(networkx.read_gml(path, label="id"))
        for way, data in (
            ("node-link", networkx.node_link_data(graph, edges="links")),
            ("cytoscape", networkx.cytoscape_data(graph)),
        ):
            path = folder / f"{name}.{way}.json"
            path.write_text(json.dumps(data, default=list), encoding="utf-8")
            yield f"networkx {path.name}", path, of_networkx(graph)
    for name in FAMOUS:
        graph = igraph.Graph.Famous(name)
        path = folder / f"{name}.graphml"
        graph.write_graphml(str(path))
        ids = [f"n{number}" for number in range(graph.vcount())]
        ends = [(ids[edge.source], ids[edge.target]) for edge in graph.es]
        yield f"igraph {path.name}", path, shape(graph.is_directed(), ids, ends)
        path = folder / f"{name}.gml"
        graph.write_gml(str(path))
        ends = [(edge.source, edge.target) for edge in graph.es]
        yield f"igraph {path.name}", path, shape(graph.is_directed(), range(graph.vcount()), ends)
    yield from of_memory(folder)
    path = MODULES / "vega-datasets/data/miserables.json"
    if path.is_file():
        data = json.loads(path.read_text(encoding="utf-8"))
        ids = [node["name"] for node in data["nodes"]]
        ends = [(ids[link["source"]], ids[link["target"]]) for link in data["links"]]
        yield "vega-datasets miserables.json", path, shape(True, ids, ends)
    else:
        print("skip  vega-datasets: not in KGRAPH_NODE_MODULES")


def found(kgraph, path):
    ran = subprocess.run([kgraph, "convert", "--quiet", path, "--json", "-o", "-"], capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        return ran.stderr[:300]
    data = json.loads(ran.stdout)
    ends = [(edge["source"], edge["target"]) for edge in data["edges"]]
    return shape(data["directed"], [node["id"] for node in data["nodes"]], ends)


def differs(wanted, mine):
    if isinstance(mine, str):
        return mine
    mine, wanted = (f"directed {it[0]}, {len(it[1])} nodes, {len(it[2])} edges" for it in (mine, wanted))
    return f"{mine} for {wanted}, or other ids"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: real_files.py KGRAPH")
    kgraph, seen, objections = Path(sys.argv[1]).resolve(), 0, []
    with tempfile.TemporaryDirectory() as folder:
        for name, path, wanted in files(Path(folder)):
            mine = found(kgraph, path)
            seen += 1
            if mine != wanted:
                objections.append(f"{name}: {differs(wanted, mine)}")
        for name, path, wanted in of_graphviz(Path(folder)):
            mine = found(kgraph, path)
            seen += 1
            # What is refused, with a place, is not Unicode, or several graphs.
            refused = isinstance(mine, str) and re.search(r"error\[[a-z0-9-]+\]", mine) and "gv:" in mine
            counts = mine if isinstance(mine, str) else (mine[0], len(mine[1]), len(mine[2]))
            if counts != wanted and not refused:
                objections.append(f"Graphviz {name}: {counts} for {wanted}")
            elif refused:
                print(f"  refused: {name}: {' '.join(mine.split())[:110]}")
    print(f"files of other people: {seen} looked at, {len(objections)} objections")
    for line in objections:
        print(f"  {line}")
    return 1 if objections else 0


if __name__ == "__main__":
    sys.exit(main())
