#!/usr/bin/env python3
"""Asks kgraph and its peers the same questions about the same graph, in process, and prints the ratios.

    python3 benches/peers/questions.py [GRAPH.json ENDS.json] [--rounds N]

Without a graph one is made (100,000 nodes, 300,000 edges). Peers that are not installed are left out:
networkx, rustworkx and duckdb from PyPI; graph-tool (Debian's python3-graph-tool) may sit in another
Python, named by GRAPH_TOOL_PYTHON. Peers run one after the other in each round; a figure is the median
over rounds of the median of several runs. What they find is compared.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
QUESTIONS = ["hub", "ordinary", "paths", "shortest", "both ways", "two hops"]
# What kgraph's benchmark calls them: by the library's functions, by the pattern language.
OURS = {
    "hub": ["who comments on a hub: slice, sorted", "who comments on a hub: pattern"],
    "ordinary": ["who comments on an ordinary one: slice", "who comments on an ordinary one: pattern"],
    "paths": ["simple paths of 3 hops: paths", "simple paths of 3 hops: pattern"],
    "shortest": ["shortest path: paths", "shortest path: pattern"],
    "both ways": ["shortest path, both ways: paths", "shortest path, both ways: pattern"],
    "two hops": [None, "count of a two-hop pattern"],
}


def timed(runs, ask):
    found, times = ask(), []
    for _ in range(runs):
        start = time.perf_counter_ns()
        ask()
        times.append(time.perf_counter_ns() - start)
    return {"ns": statistics.median(times), "found": found}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def networkx(path, ends):
    import networkx as nx

    graph = nx.node_link_graph(load(path), edges="edges")
    both = graph.to_undirected(as_view=True)
    kind = graph.nodes(data="type")

    def comments(node):
        return len({source for source, _, relation in graph.in_edges(node, data="relation") if relation == "comments_on"})

    def two_hops():
        count = 0
        for node, own in kind:
            if own == "organization":
                edges = graph.in_edges(node, data="relation")
                before = sum(1 for s, _, r in edges if r == "works_for" and kind[s] == "person")
                edges = graph.out_edges(node, data="relation") if before else []
                count += before * sum(1 for _, t, r in edges if r == "influences" and kind[t] == "policy")
        return count

    return {
        "hub": timed(9, lambda: comments(ends["x_hub"])),
        "ordinary": timed(9, lambda: comments(ends["x_mid"])),
        "paths": timed(3, lambda: len(set(map(tuple, nx.all_simple_paths(graph, ends["p_from"], ends["p_to"], cutoff=3))))),
        "shortest": timed(9, lambda: nx.shortest_path_length(graph, ends["s_from"], ends["s_to"])),
        "both ways": timed(9, lambda: nx.shortest_path_length(both, ends["u_from"], ends["u_to"])),
        "two hops": timed(3, two_hops),
    }


def rustworkx(path, ends):
    import rustworkx as rx

    file = load(path)
    graph = rx.PyDiGraph(multigraph=True)
    at = dict(zip((node["id"] for node in file["nodes"]), graph.add_nodes_from(file["nodes"])))
    graph.add_edges_from([(at[e["source"]], at[e["target"]], e["relation"]) for e in file["edges"]])
    kinds = [node["type"] for node in file["nodes"]]

    def comments(node):
        return len({source for source, _, relation in graph.in_edges(node) if relation == "comments_on"})

    def two_hops():
        count = 0
        for node, own in enumerate(kinds):
            if own == "organization":
                before = sum(1 for s, _, r in graph.in_edges(node) if r == "works_for" and kinds[s] == "person")
                edges = graph.out_edges(node) if before else []
                count += before * sum(1 for _, t, r in edges if r == "influences" and kinds[t] == "policy")
        return count

    def shortest(source, target, both):
        found = rx.dijkstra_shortest_paths(graph, source, target=target, as_undirected=both)
        return len(found[target]) - 1

    hub, ordinary, a, b, c, d, e, f = (
        at[ends[key]] for key in ["x_hub", "x_mid", "p_from", "p_to", "s_from", "s_to", "u_from", "u_to"]
    )
    return {
        "hub": timed(9, lambda: comments(hub)),
        "ordinary": timed(9, lambda: comments(ordinary)),
        # Its cut-off counts nodes.
        "paths": timed(9, lambda: len(set(map(tuple, rx.all_simple_paths(graph, a, b, cutoff=4))))),
        "shortest": timed(3, lambda: shortest(c, d, False)),
        "both ways": timed(3, lambda: shortest(e, f, True)),
        "two hops": timed(3, two_hops),
    }


def graph_tool(path, ends):
    import graph_tool as gt
    import numpy as np
    from graph_tool import topology

    file = load(path)
    at = {node["id"]: number for number, node in enumerate(file["nodes"])}
    graph = gt.Graph(directed=True)
    graph.add_vertex(len(at))
    codes = {}
    relation = graph.new_ep("int")
    triples = ((at[e["source"]], at[e["target"]], codes.setdefault(e["relation"], len(codes))) for e in file["edges"])
    graph.add_edge_list(triples, eprops=[relation])
    names = sorted({node["type"] for node in file["nodes"]})
    kinds = np.array([names.index(node["type"]) for node in file["nodes"]])
    code = codes["comments_on"]

    def comments(node):
        edges = graph.get_in_edges(node, [relation])
        return int(len(np.unique(edges[edges[:, 2] == code, 0])))

    def two_hops():
        edges = graph.get_edges([relation])
        kind = {name: number for number, name in enumerate(names)}
        first = (edges[:, 2] == codes["works_for"]) & (kinds[edges[:, 0]] == kind["person"])
        first &= kinds[edges[:, 1]] == kind["organization"]
        second = (edges[:, 2] == codes["influences"]) & (kinds[edges[:, 1]] == kind["policy"])
        size = graph.num_vertices()
        return int((np.bincount(edges[first, 1], minlength=size) * np.bincount(edges[second, 0], minlength=size)).sum())

    both = gt.GraphView(graph, directed=False)
    hub, ordinary, a, b, c, d, e, f = (
        at[ends[key]] for key in ["x_hub", "x_mid", "p_from", "p_to", "s_from", "s_to", "u_from", "u_to"]
    )
    return {
        "hub": timed(31, lambda: comments(hub)),
        "ordinary": timed(31, lambda: comments(ordinary)),
        "paths": timed(9, lambda: len({tuple(map(int, p)) for p in topology.all_paths(graph, a, b, cutoff=3)})),
        "shortest": timed(9, lambda: int(topology.shortest_distance(graph, c, d))),
        "both ways": timed(9, lambda: int(topology.shortest_distance(both, e, f))),
        "two hops": timed(9, two_hops),
    }


def duckdb(path, ends):
    import duckdb

    base = duckdb.connect()
    base.execute("SET threads = 1")
    file = load(path)
    import csv

    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/n.csv", "w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows((node["id"], node["type"]) for node in file["nodes"])
        with open(f"{folder}/e.csv", "w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows((e["source"], e["target"], e["relation"]) for e in file["edges"])
        base.execute(f"CREATE TABLE n AS SELECT * FROM read_csv('{folder}/n.csv', names=['id', 'type'], header=false)")
        names = "names=['source', 'target', 'relation'], header=false"
        base.execute(f"CREATE TABLE e AS SELECT * FROM read_csv('{folder}/e.csv', {names})")
    for index in ["n(id)", "e(source)", "e(target)"]:
        base.execute(f"CREATE INDEX {index[0]}_{index[2:-1]} ON {index}")
    one = lambda text: lambda: base.execute(text).fetchone()[0]
    hub = "SELECT count(DISTINCT source) FROM e WHERE target = '{}' AND relation = 'comments_on'"
    two = """SELECT count(*) FROM e a JOIN e b ON a.target = b.source JOIN n x ON x.id = a.source
        JOIN n y ON y.id = a.target JOIN n z ON z.id = b.target WHERE a.relation = 'works_for'
        AND b.relation = 'influences' AND x.type = 'person' AND y.type = 'organization' AND z.type = 'policy'"""
    return {
        "hub": timed(9, one(hub.format(ends["x_hub"]))),
        "ordinary": timed(9, one(hub.format(ends["x_mid"]))),
        "two hops": timed(5, one(two)),
    }


PEERS = {"networkx": networkx, "rustworkx": rustworkx, "graph-tool": graph_tool, "duckdb": duckdb}


def ask_peer(name, path, ends):
    """Runs a peer in a process of its own; None where it is not installed."""
    python = os.environ.get("GRAPH_TOOL_PYTHON", sys.executable) if name == "graph-tool" else sys.executable
    done = subprocess.run([python, __file__, "--peer", name, path, ends], capture_output=True, text=True)
    if done.returncode:
        print(f"{name} left out: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


def ask_kgraph(path, ends):
    options = [path, "--json"] + (["--ends", ends] if ends else [])
    program = os.environ.get("KGRAPH_QUESTIONS")
    command = [program] if program else ["cargo", "bench", "--quiet", "--bench", "questions", "--"]
    return json.loads(subprocess.run(command + options, capture_output=True, text=True, check=True).stdout)


def figure(nanoseconds):
    micro = nanoseconds / 1000
    return f"{micro / 1000:.2f} ms" if micro >= 1000 else f"{micro:.2f} µs" if micro < 10 else f"{micro:.0f} µs"


def main():
    args = sys.argv[1:]
    if args[:1] == ["--peer"]:
        with open(args[3], encoding="utf-8") as file:
            print(json.dumps(PEERS[args[1]](args[2], json.load(file))))
        return
    rounds = int(args[args.index("--rounds") + 1]) if "--rounds" in args else 3
    given = [arg for arg in args if arg.endswith(".json")]
    folder = tempfile.TemporaryDirectory()
    path = given[0] if given else f"{folder.name}/graph.json"
    if not given:
        subprocess.run(["cargo", "bench", "--quiet", "--bench", "questions", "--", "--write", path], check=True)
    ends = given[1] if len(given) > 1 else None
    if not ends:
        ends = f"{folder.name}/ends.json"
        with open(ends, "w", encoding="utf-8") as file:
            json.dump(ask_kgraph(path, None)["ends"], file)
    ours, peers = [], {}
    for _ in range(rounds):
        ours.append(ask_kgraph(path, ends))
        for name in list(PEERS):
            answer = ask_peer(name, path, ends)
            if answer:
                peers.setdefault(name, []).append(answer)
            else:
                del PEERS[name]
    median = lambda values: statistics.median(values)
    kgraph = {}
    for one in ours[0]["questions"]:
        times = [q["ns"] for run in ours for q in run["questions"] if q["name"] == one["name"]]
        kgraph[one["name"]] = {"ns": median(times), "found": one["found"]}
    print(f"index: {median([run['index_ns_per_edge'] for run in ours]):.0f} ns an edge, both directions\n")
    print("| question | kgraph, functions | kgraph, pattern | " + " | ".join(peers) + " | found |")
    print("|---|---|---|" + "---|" * len(peers) + "---|")
    for question in QUESTIONS:
        own = [kgraph.get(name) for name in OURS[question]]
        cells = [figure(one["ns"]) if one else "—" for one in own]
        founds = {one["found"] for one in own if one}
        for runs in peers.values():
            if question in runs[0]:
                time_taken = median([run[question]["ns"] for run in runs])
                cells.append(f"{figure(time_taken)} (kgraph: {own[1]['ns'] / time_taken:.3f} ×)")
                founds.add(runs[0][question]["found"])
            else:
                cells.append("—")
        print(f"| {question} | " + " | ".join(cells) + f" | {', '.join(map(str, sorted(founds)))} |")
    print()
    for name, one in kgraph.items():
        print(f"{name:<44} {figure(one['ns']):>10} {one['found']:>10} found")


if __name__ == "__main__":
    main()
