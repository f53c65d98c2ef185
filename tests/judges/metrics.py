"""Outside judges of the metrics: networkx and igraph must find the same numbers.

usage: metrics.py KGRAPH [GRAPH.json ...]

Takes the graphs of tests/cases and graph/, and generated ones with parallel edges, loops, symmetric
relations and weights of every kind. The definitions are those of docs/metrics.md. Values must agree
to 1e-9; communities must be as good as those of networkx's Louvain and igraph's Leiden and Louvain.
"""

import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import igraph
import networkx

import looks

ROOT = Path(__file__).resolve().parents[2]
TOLERANCE = 1e-9
# How far below the best of the others the modularity of ours may be.
SLACK = 2e-3


def read(binary, path):
    """Returns the nodes with their metrics, the edges, and the modularity."""
    command = [binary, "--quiet", "export", path, "--json", "--metrics", "all"]
    graph = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    command = [binary, "--quiet", "stats", path, "--format", "json", "--metrics", "communities"]
    modularity = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["metrics"]["modularity"]
    return graph, modularity


def weight(edge):
    value = float(edge.get("weight", 1))
    return value if value >= 0 and math.isfinite(value) else 0.0


class Graphs:
    """A graph as its two views: directed arcs, and undirected edges."""

    def __init__(self, graph):
        self.ids = [node["id"] for node in graph["nodes"]]
        self.nodes = {node["id"]: node for node in graph["nodes"]}
        symmetric = {relation["id"] for relation in graph["graph"].get("relations", []) if relation.get("symmetric")}
        self.directed, self.undirected = networkx.MultiDiGraph(), networkx.MultiGraph()
        for view in (self.directed, self.undirected):
            view.add_nodes_from(self.ids)
        for edge in graph["edges"]:
            source, target = edge["source"], edge["target"]
            self.directed.add_edge(source, target, weight=weight(edge))
            both = not graph["directed"] or edge["relation"] in symmetric
            if both and source != target:
                self.directed.add_edge(target, source, weight=weight(edge))
            self.undirected.add_edge(source, target, weight=weight(edge))
        self.simple_directed = networkx.DiGraph(self.directed)
        self.simple = networkx.Graph(self.undirected)
        for view in (self.simple_directed, self.simple):
            view.remove_edges_from(list(networkx.selfloop_edges(view)))
        number = {id: at for at, id in enumerate(self.ids)}

        def as_igraph(view, directed):
            edges = [(number[a], number[b]) for a, b in view.edges()]
            made = igraph.Graph(n=len(self.ids), edges=edges, directed=directed)
            made.es["weight"] = [data.get("weight", 1.0) for *_, data in view.edges(data=True)]
            return made

        self.arcs = as_igraph(self.directed, True)
        self.edges = as_igraph(self.undirected, False)
        self.simple_arcs = as_igraph(self.simple_directed, True)
        self.simple_edges = as_igraph(self.simple, False)

    def column(self, name):
        return {id: node[name] for id, node in self.nodes.items()}


def near(ours, theirs, who):
    """Compares values of all nodes; the tolerance is relative for large ones."""
    for id, value in ours.items():
        other = float(theirs[id])
        if not abs(value - other) <= TOLERANCE * max(1.0, abs(other)):
            raise AssertionError(f"{who}: {id} has {value!r}, not {other!r}")


def both(column, in_networkx, in_igraph):
    """Makes a judge that asks networkx and igraph for a value of each node."""

    def ask(graphs):
        ours = graphs.column(column)
        near(ours, dict(in_networkx(graphs)), "networkx")
        if in_igraph:
            near(ours, dict(zip(graphs.ids, in_igraph(graphs))), "igraph")

    return ask


def pagerank(graphs):
    ours = graphs.column("pagerank")
    if not ours:
        return
    near(ours, networkx.pagerank(graphs.directed, tol=1e-15, max_iter=2000), "networkx")
    # igraph spreads what leaves a node by arcs of no weight in its own way.
    if all(weight > 0 for weight in graphs.arcs.es["weight"]):
        near(ours, dict(zip(graphs.ids, graphs.arcs.pagerank(weights="weight"))), "igraph")


def groups(column, in_networkx, in_igraph):
    """Makes a judge that compares a partition."""

    def ask(graphs):
        ours = {}
        for id, number in graphs.column(column).items():
            ours.setdefault(number, set()).add(id)
        sizes = [len(ours[number]) for number in range(len(ours))]
        assert sizes == sorted(sizes, reverse=True), f"sizes {sizes}"
        parts = set(map(frozenset, ours.values()))
        assert parts == set(map(frozenset, in_networkx(graphs))), "networkx"
        theirs = [[graphs.ids[at] for at in part] for part in in_igraph(graphs)]
        assert parts == set(map(frozenset, theirs)), "igraph"

    return ask


def communities(graphs, modularity):
    membership = [graphs.nodes[id]["community"] for id in graphs.ids]
    weights = graphs.edges.es["weight"]
    if not sum(weights):
        assert modularity is None, modularity
        return
    ours = {}
    for id, number in zip(graphs.ids, membership):
        ours.setdefault(number, set()).add(id)
    values = [
        networkx.community.modularity(graphs.undirected, ours.values()),
        graphs.edges.modularity(membership, weights=weights),
    ]
    if max(weights) > 1e100:
        # Both leave the range of numbers; kgraph scales the weights first.
        return
    for value in values:
        assert abs(value - modularity) <= TOLERANCE, f"modularity is {modularity!r}, not {value!r}"
    if 0 in weights:
        return
    leiden = graphs.edges.community_leiden(objective_function="modularity", weights=weights, n_iterations=-1)
    best = max(
        graphs.edges.modularity(leiden.membership, weights=weights),
        graphs.edges.modularity(graphs.edges.community_multilevel(weights=weights).membership, weights=weights),
        *(
            networkx.community.modularity(graphs.undirected, networkx.community.louvain_communities(graphs.undirected, seed=seed))
            for seed in range(3)
        ),
    )
    assert modularity >= best - SLACK, f"modularity is {modularity:.6f}, others find {best:.6f}"
    communities.margins.append(modularity - best)
    heavy = graphs.simple.edge_subgraph([pair for pair in graphs.simple.edges if graphs.simple.edges[pair]["weight"] > 0])
    for members in ours.values():
        assert len(members) == 1 or networkx.is_connected(heavy.subgraph(members)), "a community is not connected"


communities.margins = []

JUDGES = {
    "degree": both("degree", lambda g: g.undirected.degree(), lambda g: g.edges.degree()),
    "in_degree": both("in_degree", lambda g: g.directed.in_degree(), lambda g: g.arcs.indegree()),
    "out_degree": both("out_degree", lambda g: g.directed.out_degree(), lambda g: g.arcs.outdegree()),
    "strength": both(
        "strength", lambda g: g.undirected.degree(weight="weight"), lambda g: g.edges.strength(weights="weight")
    ),
    "in_strength": both(
        "in_strength",
        lambda g: g.directed.in_degree(weight="weight"),
        lambda g: g.arcs.strength(weights="weight", mode="in"),
    ),
    "out_strength": both(
        "out_strength",
        lambda g: g.directed.out_degree(weight="weight"),
        lambda g: g.arcs.strength(weights="weight", mode="out"),
    ),
    "pagerank": pagerank,
    "betweenness": both(
        "betweenness",
        lambda g: networkx.betweenness_centrality(g.simple_directed),
        lambda g: [
            value / max(1, (len(g.ids) - 1) * (len(g.ids) - 2)) for value in g.simple_arcs.betweenness(directed=True)
        ],
    ),
    "harmonic": both(
        "harmonic",
        lambda g: networkx.harmonic_centrality(g.simple_directed),
        lambda g: [
            0.0 if math.isnan(value) else value
            for value in g.simple_arcs.harmonic_centrality(mode="in", normalized=False)
        ],
    ),
    "core_number": both(
        "core_number", lambda g: networkx.core_number(g.simple), lambda g: g.simple_edges.coreness()
    ),
    "clustering": both(
        "clustering",
        lambda g: networkx.clustering(g.simple),
        lambda g: g.simple_edges.transitivity_local_undirected(mode="zero"),
    ),
    "component": groups(
        "component",
        lambda g: networkx.weakly_connected_components(g.directed),
        lambda g: g.arcs.connected_components(mode="weak"),
    ),
    "strong_component": groups(
        "strong_component",
        lambda g: networkx.strongly_connected_components(g.directed),
        lambda g: g.arcs.connected_components(mode="strong"),
    ),
}


def generated():
    """Yields graphs of many shapes; the same every time."""
    for seed, (nodes, edges) in enumerate([(1, 2), (2, 3), (5, 8), (30, 20), (40, 400), (200, 260), (300, 1500)]):
        for weights in (None, [0.5, 1, 2.25, 1e3], [0, 1, 3]):
            chance = random.Random(seed)
            shape = chance.choice(["random", "blocks"])

            def pair():
                source = chance.randrange(nodes)
                if shape == "blocks" and chance.random() < 0.8:
                    return source, (source // 10 * 10 + chance.randrange(10)) % nodes
                return source, int(nodes * chance.random() ** 2)

            made = []
            for _ in range(edges):
                source, target = pair()
                edge = {"source": f"n{source}", "target": f"n{target}", "relation": chance.choice(["a", "b", "both"])}
                if weights:
                    edge["weight"] = chance.choice(weights)
                made.append(edge)
            relations = [{"id": "a"}, {"id": "b"}, {"id": "both", "symmetric": True}]
            yield f"generated-{nodes}-{edges}-{'weights' if weights else 'plain'}{0 in (weights or []) and '-zero' or ''}", {
                "graph": {"relations": relations},
                "nodes": [{"id": f"n{at}"} for at in range(nodes)],
                "edges": made,
            }


def main():
    binary, *files = sys.argv[1:]
    files = [Path(file) for file in files]
    if not files:
        files = sorted([*ROOT.glob("tests/cases/*/graph.json"), *ROOT.glob("graph/*.json")])
    # igraph draws from Python's random numbers: the same search every time.
    random.seed(1)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) == 2:
            for name, graph in generated():
                files.append(Path(folder) / f"{name}.json")
                files[-1].write_text(json.dumps(graph))
        failed += looks.run(binary, folder)
        read_graphs = []
        for path in files:
            graph, modularity = read(binary, path)
            name = path.parent.name if path.name == "graph.json" else path.stem
            read_graphs.append((name, Graphs(graph), modularity))
    for metric in [*JUDGES, "community"]:
        objections = []
        for name, graphs, modularity in read_graphs:
            try:
                communities(graphs, modularity) if metric == "community" else JUDGES[metric](graphs)
            except Exception as error:  # whatever a reader throws is its verdict
                objections.append(f"{name}: {type(error).__name__}: {error}"[:300])
        failed += len(objections)
        verdict = "FAIL" if objections else "ok"
        print(f"{verdict:4}  networkx and igraph find the same {metric}: {len(files) - len(objections)} of {len(files)}")
        for objection in objections:
            print(f"      {objection}", flush=True)
    margins = communities.margins
    print(f"      modularity less the best of the others: {min(margins):+.6f} to {max(margins):+.6f}")
    print(f"{len(files) * (len(JUDGES) + 1) + len(looks.JUDGES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
