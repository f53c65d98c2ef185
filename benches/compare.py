#!/usr/bin/env python3
"""Runs kgraph beside naive code and the peers that are installed, and prints the table of ratios.

    python3 benches/compare.py [--edges N ...] [--rounds N] [--save]

Builds what it needs (kgraph and benches/naive, with cargo), makes graphs that are the same on every machine,
and runs all programs in turn, round by round. CPU is user and system time of the whole process as the kernel
counts it; ratios are taken inside a round, so that a busy machine spoils them less; medians are shown.
Memory is the peak of what is resident. networkx and igraph are run if Python finds them.
--save writes the table into docs/performance.md, between its marks.
"""
import argparse, datetime, json, os, platform, random, statistics, subprocess, sys, tempfile, textwrap, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ["json", "graphml", "dot"]
TYPES = ["person", "organisation", "policy", "place", "document", "event"]
RELATIONS = ["comments_on", "member_of", "authored", "works_for", "located_in", "supports", "opposes", "cites"]
SYLLABLES = ["ka", "lo", "mi", "ren", "tos", "vé", "ün", "ši", "ду", "東", "nor", "ela", "ba", "qu", "& co", "\"x\""]


def make_graph(path, edges, seed=1):
    """Writes a graph of so many edges and a third as many nodes; in- and outgoing degrees follow a power law."""
    rng = random.Random(seed)
    nodes = max(2, edges // 3)
    name = lambda: "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 6))).capitalize()
    far = lambda: min(nodes - 1, int(nodes * rng.random() ** 3))
    text = lambda value: json.dumps(value, ensure_ascii=False)
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"graph": {"title": "Made by compare.py", "documents": [{"id": "d1"}, {"id": "d2"}]},\n"nodes": [\n')
        for at in range(nodes):
            node = {"id": f"n{at:07}", "type": rng.choice(TYPES), "label": name()}
            if rng.random() < 0.2:
                node["aliases"] = [name() for _ in range(rng.randint(1, 3))]
            if rng.random() < 0.1:
                node["year"] = rng.randint(1900, 2025)
            out.write((",\n" if at else "") + text(node))
        out.write('\n],\n"edges": [\n')
        for at in range(edges):
            edge = {"source": f"n{far():07}", "relation": rng.choice(RELATIONS), "target": f"n{far():07}"}
            if rng.random() < 0.3:
                edge["weight"] = round(rng.random() + 0.001, 3)
            if rng.random() < 0.5:
                note = " ".join(name() for _ in range(8))
                edge["evidence"] = [{"document": rng.choice(["d1", "d2"]), "locator": f"p. {rng.randint(1, 400)}", "note": note}]
            out.write((",\n" if at else "") + text(edge))
        out.write("\n]}\n")


PEERS = {
    "networkx": """
        import json, sys, networkx as nx
        form, source, target = sys.argv[1:]
        data = json.load(open(source))
        graph = nx.MultiDiGraph()
        flat = lambda record, skip: {k: v if isinstance(v, (str, int, float)) else json.dumps(v, ensure_ascii=False)
                                     for k, v in record.items() if k not in skip}
        for node in data["nodes"]: graph.add_node(node["id"], **flat(node, {"id"}))
        for edge in data["edges"]: graph.add_edge(edge["source"], edge["target"], **flat(edge, {"source", "target"}))
        if form == "graphml": nx.write_graphml(graph, target)
        elif form == "json": json.dump(nx.node_link_data(graph), open(target, "w"), ensure_ascii=False)
        else: sys.exit(3)
        """,
    "igraph": """
        import json, sys, igraph
        form, source, target = sys.argv[1:]
        data = json.load(open(source))
        flat = lambda value: value if value is None or isinstance(value, (str, int, float)) else json.dumps(value, ensure_ascii=False)
        graph = igraph.Graph(directed=True)
        numbers = {node["id"]: at for at, node in enumerate(data["nodes"])}
        graph.add_vertices(len(numbers))
        for key in {key for node in data["nodes"] for key in node}:
            graph.vs[key] = [flat(node.get(key)) for node in data["nodes"]]
        graph.add_edges([(numbers[edge["source"]], numbers[edge["target"]]) for edge in data["edges"]])
        for key in {key for edge in data["edges"] for key in edge} - {"source", "target"}:
            graph.es[key] = [flat(edge.get(key)) for edge in data["edges"]]
        if form == "graphml": graph.write_graphml(target)
        elif form == "dot": graph.write_dot(target)
        else: sys.exit(3)
        """,
}


def run(command):
    """Returns CPU seconds, wall seconds and peak resident bytes, or None if the program refused."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss * unit


def build():
    def cargo(folder):
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=folder, check=True)
        answer = subprocess.run(["cargo", "metadata", "--format-version=1", "--no-deps"], cwd=folder, check=True,
                                capture_output=True, text=True)
        return Path(json.loads(answer.stdout)["target_directory"]) / "release"
    return cargo(ROOT) / "kgraph", cargo(ROOT / "benches/naive") / "naive"


def programs(kgraph, naive, scratch):
    yield "naive", lambda form, source, target: [naive, form, source, target]
    yield "kgraph", lambda form, source, target: [kgraph, "export", source, f"--{form}", "-o", target, "-q"]
    yield "kgraph, one thread", lambda form, source, target: [
        kgraph, "export", source, f"--{form}", "-o", target, "-q", "--threads", "1"]
    for peer, code in PEERS.items():
        if subprocess.run([sys.executable, "-c", f"import {peer}"], capture_output=True).returncode == 0:
            script = Path(scratch) / f"{peer}_peer.py"
            script.write_text(textwrap.dedent(code))
            yield peer, lambda form, source, target, script=script: [sys.executable, script, form, source, target]


def measure(kgraph, naive, sizes, rounds):
    lines = ["| edges | format | program | CPU s | × naive | wall s | wall / CPU | memory, bytes an edge |",
             "|---|---|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as scratch:
        for edges in sizes:
            source, target = Path(scratch) / "graph.json", Path(scratch) / "out"
            make_graph(source, edges)
            print(f"{edges:,} edges, {source.stat().st_size / 1e6:.0f} MB", file=sys.stderr)
            for form in FORMATS:
                results = {}
                for _ in range(rounds):
                    for name, command in programs(kgraph, naive, scratch):
                        result = run(command(form, source, target))
                        if result:
                            results.setdefault(name, []).append(result)
                for name, runs in results.items():
                    ratios = [mine[0] / theirs[0] for mine, theirs in zip(runs, results["naive"])]
                    cpu, wall, memory = (statistics.median(column) for column in zip(*runs))
                    lines.append(f"| {edges:,} | {form} | {name} | {cpu:.3f} | {statistics.median(ratios):.2f} "
                                 f"| {wall:.3f} | {wall / cpu:.2f} | {memory / edges:.0f} |")
                    print(lines[-1], file=sys.stderr)
    return lines


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--edges", type=int, nargs="+", default=[30_000, 300_000])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--save", action="store_true", help="write the table into docs/performance.md")
    options.add_argument("--kgraph", type=Path, help="a kgraph that is built already")
    options.add_argument("--naive", type=Path, help="a naive that is built already")
    options.add_argument("--make", type=Path, help="only write the graph of the first size to this file")
    arguments = options.parse_args()
    if arguments.make:
        return make_graph(arguments.make, arguments.edges[0])
    kgraph, naive = (arguments.kgraph, arguments.naive) if arguments.kgraph and arguments.naive else build()
    lines = measure(kgraph, naive, arguments.edges, arguments.rounds)
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                 platform.processor()) if os.path.exists("/proc/cpuinfo") else platform.processor()
    head = f"{datetime.date.today()}, commit {commit}, {model}, {os.cpu_count()} cores, {platform.system()}; medians of {arguments.rounds} rounds.\n"
    table = "\n".join([head, *lines])
    print(table)
    if arguments.save:
        page = ROOT / "docs/performance.md"
        before, rest = page.read_text().split("<!-- table -->\n", 1)
        _, after = rest.split("<!-- end -->", 1)
        page.write_text(f"{before}<!-- table -->\n{table}\n<!-- end -->{after}")


if __name__ == "__main__":
    main()
