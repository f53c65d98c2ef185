"""Files that nobody here wrote: kgraph reads what other programs' packages ship or write.

usage: real_files.py KGRAPH

networkx and igraph write graphs that everybody knows; npm's vega-datasets ships the encounters of Les
Misérables, whose edges name nodes by their places. kgraph must find as many nodes and edges as the package itself,
and the same direction and ends. Nothing of it is kept. Prints a line for each; the exit code is 1 if any differs.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import igraph
import networkx

WELL_KNOWN = ["karate_club_graph", "les_miserables_graph", "florentine_families_graph", "davis_southern_women_graph"]
FAMOUS = ["Zachary", "Petersen", "Krackhardt_Kite", "Tutte"]


def shape(directed, nodes, edges):
    """Ids, and ends without order where edges have none, as texts."""
    ends = [tuple(map(str, pair)) for pair in edges]
    return directed, sorted(map(str, nodes)), sorted(ends if directed else [tuple(sorted(pair)) for pair in ends])


def of_networkx(graph):
    return shape(graph.is_directed(), graph.nodes, graph.edges())


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
    path = Path(os.environ.get("KGRAPH_NODE_MODULES", "/nowhere")) / "vega-datasets/data/miserables.json"
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
    print(f"files of other people: {seen} looked at, {len(objections)} objections")
    for line in objections:
        print(f"  {line}")
    return 1 if objections else 0


if __name__ == "__main__":
    sys.exit(main())
