"""Outside judges: other people's readers open what kgraph writes and must find the same graph.

usage: judge.py KGRAPH [GRAPH.json ...]

Every graph (by default those of tests/cases and graph/) is written as DOT, GraphML, GraphML that
keeps to the official schema, GEXF, GML, yEd's GraphML, and the JSON formats. What each reader finds is compared with the graph file as
Python reads it, without kgraph. Prints a line for each judge; the exit code is 1 if any objects.

What may differ, and why:

- Characters that XML forbids are U+FFFD (no reader takes them, not even as references).
- A weight that is not above zero, is infinite or vanishes in single precision is 1, since Gephi drops
  such edges; the true one is the attribute raw_weight.
- An empty text is None in rustworkx.
- igraph shows an ampersand in an id as &#38;, however it is written.
- An id that the format cannot carry is replaced; the true one is the attribute kg_id.
"""

import json
import math
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import igraph
import networkx
import pydot
import rustworkx
from lxml import etree

import json_formats
import xml_formats

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = Path(os.environ.get("KGRAPH_SCHEMAS", ROOT.parent / "shared/schemas/graphml-1.1"))
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"

# Cases that a reader is known not to cope with, and why. They count as skipped.
EXCUSED = {**xml_formats.EXCUSED}

# The attributes that kgraph writes of itself.
OWN_NODE = {"label", "entity_type", "color", "size", "kg_id", "aliases", "description"}
OWN_EDGE = {
    "id", "label", "relation", "weight", "color", "kg_id", "raw_weight", "polarity", "symmetric", "since", "until",
    "evidence", "evidence_json", "evidence_count", "sources", "denied_by",
}


def clean(text):
    """Replaces what XML forbids."""
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def deep_clean(value):
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [deep_clean(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): deep_clean(item) for key, item in value.items()}
    return value


def label_from_id(text):
    """Makes words of an id, as kgraph documents it: quoted-by, quoted_by, quotedBy."""
    if "_" in text and not any(c.islower() for c in text):
        text = text.lower()
    text = re.sub(r"[-_]", " ", text)
    text = re.sub(r"(?<=[a-z])([A-Z])", lambda found: " " + found[1].lower(), text)
    return " ".join(text.split())


class Source:
    """A graph file as Python reads it, with kgraph's lenient spellings made strict."""

    def __init__(self, path):
        self.name = path.parent.name if path.name == "graph.json" else path.stem
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        self.header = data.get("graph", {})
        self.data = {
            "directed": data.get("directed", True),
            "multigraph": True,
            "graph": self.header,
            "nodes": [self._node(node) for node in data["nodes"]],
            "edges": [self._edge(edge) for edge in data.get("edges", data.get("links"))],
        }
        labels = {relation["id"]: relation.get("label") for relation in self.header.get("relations", [])}
        self.nodes = [(node["id"], node.get("label", node["id"]), node.get("type", "")) for node in self.data["nodes"]]
        self.edges = []
        for edge in self.data["edges"]:
            relation = edge["relation"]
            label = edge.get("label", labels.get(relation) or label_from_id(relation))
            weight = float(edge.get("weight", 1))
            if not (7.1e-46 < weight < math.inf):
                weight = 1.0
            self.edges.append((edge["source"], edge["target"], relation, label, weight))

    @staticmethod
    def _node(node):
        node = dict(node, id=str(node["id"]))
        for key, others in [("label", ["name"]), ("type", ["entity_type", "kind"])]:
            for other in others:
                if key not in node and other in node:
                    node[key] = node.pop(other)
        for key in ["type", "label", "aliases", "description"]:
            if key in node and (node[key] is None or node[key] == []):
                del node[key]
        return node

    @staticmethod
    def _edge(edge):
        edge = dict(edge, source=str(edge["source"]), target=str(edge["target"]))
        if isinstance(edge.get("evidence"), dict):
            edge["evidence"] = [edge["evidence"]]
        if edge.get("id") is not None:
            edge["id"] = str(edge["id"])
        for key in ["id", "label", "evidence", "weight", "since", "until"]:
            if key in edge and (edge[key] is None or edge[key] == []):
                del edge[key]
        return edge

    def attributes(self, element, reserved):
        """Returns the values of the user's own keys, in order, without nulls."""
        return [value for key, value in element.items() if key not in reserved and value is not None]

    def node_attributes(self):
        reserved = {"id", "type", "label", "aliases", "description"}
        return {node["id"]: self.attributes(node, reserved) for node in self.data["nodes"]}

    def edge_attributes(self):
        reserved = {"source", "target", "relation", "id", "label", "evidence", "weight", "since", "until"}
        return [self.attributes(edge, reserved) for edge in self.data["edges"]]


class Objection(Exception):
    """What a judge does not like."""


def demand(condition, *words):
    if not condition:
        raise Objection(" ".join(str(word) for word in words)[:600])


def same(what, found, wanted):
    found, wanted = sorted(found, key=repr), sorted(wanted, key=repr)
    if found != wanted:
        odd = [item for item in found if item not in wanted][:3], [item for item in wanted if item not in found][:3]
        raise Objection(f"{what}: {len(found)} for {len(wanted)}; found {odd[0]!r:.300}, wanted {odd[1]!r:.300}")


def same_graph(source, nodes, edges):
    """Compares (id, label, type) of nodes and (source, target, relation, label, weight) of edges."""
    same("nodes", nodes, [tuple(clean(text) for text in node) for node in source.nodes])
    wanted = [tuple(clean(text) for text in edge[:4]) + (edge[4],) for edge in source.edges]
    same("edges", edges, wanted)


def same_value(found, wanted):
    """Compares a value in a typed column with the JSON value."""
    wanted = deep_clean(wanted)
    if isinstance(wanted, bool):
        return found is wanted or found == json.dumps(wanted)
    if isinstance(wanted, (int, float)):
        return (json.loads(found) if isinstance(found, str) else found) == wanted
    if isinstance(wanted, str):
        return found == wanted
    if isinstance(wanted, list) and not found.startswith("["):
        return found.split("; ") == wanted
    return deep_clean(json.loads(found)) == wanted


def same_values(where, found, wanted):
    good = len(found) == len(wanted) and all(same_value(a, b) for a, b in zip(found, wanted))
    demand(good, f"attributes of {where}: found {found!r:.200}, wanted {wanted!r:.200}")


def networkx_graphml(source, path):
    graph = networkx.read_graphml(path)
    ids = {node: data.get("kg_id", node) for node, data in graph.nodes(data=True)}
    nodes = [(ids[node], data.get("label", ""), data.get("entity_type", "")) for node, data in graph.nodes(data=True)]
    edges = [
        (ids[a], ids[b], data["relation"], data.get("label", ""), data["weight"])
        for a, b, data in graph.edges(data=True)
    ]
    same_graph(source, nodes, edges)
    pairs = len({edge[:2] for edge in edges})
    demand(graph.is_multigraph() == (pairs < len(edges)), "parallel edges make a multigraph")
    if len({clean(node[0]) for node in source.nodes}) < len(source.nodes):
        return
    wanted = {clean(node): values for node, values in source.node_attributes().items()}
    for node, data in graph.nodes(data=True):
        same_values(ids[node], [value for key, value in data.items() if key not in OWN_NODE], wanted[ids[node]])


def networkx_values(source, path):
    """Reads every edge on its own, so that values can be compared in the order of the file."""
    graph = networkx.read_graphml(path, force_multigraph=True)
    by_pair = {}
    for (a, b, _, _, _), edge, values in zip(source.edges, source.data["edges"], source.edge_attributes()):
        by_pair.setdefault((clean(a), clean(b)), []).append((edge, values))
    ids = {node: data.get("kg_id", node) for node, data in graph.nodes(data=True)}
    for a, b, data in graph.edges(data=True):
        edge, values = by_pair[ids[a], ids[b]].pop(0)
        where = f"{ids[a]} {edge['relation']} {ids[b]}"
        same_values(where, [value for key, value in data.items() if key not in OWN_EDGE], values)
        demand("evidence" in data or "evidence" not in edge, f"{where}: evidence to read")
        evidence = deep_clean(json.loads(data.get("evidence_json", "[]")))
        demand(evidence == deep_clean(edge.get("evidence", [])), f"{where}: evidence without loss")
        demand(data.get("evidence_count", 0) == len(evidence), f"{where}: evidence counted")
        for key in ["since", "until"]:
            demand(data.get(key) == edge.get(key), f"{where}: {key}")
        if "raw_weight" in data:
            demand(json.loads(data["raw_weight"]) == edge["weight"], f"{where}: raw weight")
    if source.data["directed"]:
        symmetric = {relation["id"] for relation in source.header.get("relations", []) if relation.get("symmetric")}
        for _, _, data in graph.edges(data=True):
            demand(data.get("symmetric", False) == (data["relation"] in symmetric), "symmetric", data)


def igraph_graphml(source, path):
    graph = igraph.Graph.Read_GraphML(str(path))
    ids = [node.attributes().get("kg_id") or node["id"].replace("&#38;", "&") for node in graph.vs]
    nodes = [(name, node["label"], node["entity_type"]) for name, node in zip(ids, graph.vs)]
    edges = [
        (ids[edge.source], ids[edge.target], edge["relation"], edge["label"], edge["weight"]) for edge in graph.es
    ]
    same_graph(source, nodes, edges)


def rustworkx_graphml(source, path):
    graphs = rustworkx.read_graphml(str(path))
    demand(len(graphs) == 1, "one graph")
    graph = graphs[0]
    names = {at: graph[at].get("kg_id") or graph[at]["id"] for at in graph.node_indices()}
    nodes = [(names[at], graph[at]["label"] or "", graph[at]["entity_type"] or "") for at in graph.node_indices()]
    edges = [
        (names[a], names[b], data["relation"], data["label"] or "", data["weight"])
        for a, b, data in graph.weighted_edge_list()
    ]
    same_graph(source, nodes, edges)


def is_numeric(text):
    try:
        int(text)
        return True
    except ValueError:
        return False


VALUES = {
    "boolean": lambda text: text in ("true", "false"),
    "int": lambda text: -(2**31) <= int(text) < 2**31,
    "long": lambda text: abs(int(text)) <= 2**53,
    "double": lambda text: math.isfinite(float(text)) and (float(text) == 0 or abs(float(text)) >= sys.float_info.min),
    "string": lambda text: True,
}


def rules(source, path, strict):
    """The rules that no single reader checks: what Gephi, TinkerPop, Cytoscape and JGraphT need."""
    text = path.read_bytes()
    demand(text.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n'), "declaration, and no byte order mark")
    root = etree.fromstring(text)
    tags = [etree.QName(element).localname for element in root]
    demand(tags == ["key"] * (len(tags) - 1) + ["graph"], "keys, then one graph")
    keys = {}
    names = set()
    for key in root.findall(GRAPHML + "key"):
        demand(key.get("id").lower() not in {id.lower() for id in keys}, "key twice:", key.get("id"))
        demand((key.get("for"), key.get("attr.name")) not in names, "name twice:", key.get("attr.name"))
        names.add((key.get("for"), key.get("attr.name")))
        keys[key.get("id")] = (key.get("for"), VALUES[key.get("attr.type")])
    graph = root.find(GRAPHML + "graph")
    demand(graph.get("edgedefault") == "directed", "edgedefault")
    tags = [etree.QName(element).localname for element in graph]
    desc = ["desc"] if tags[:1] == ["desc"] else []
    demand(tags == desc + ["node"] * len(source.nodes) + ["edge"] * len(source.edges), "description, nodes, edges")
    ids = set()
    for element in graph:
        kind = etree.QName(element).localname
        if kind == "desc":
            continue
        demand((kind, element.get("id")) not in ids, "id twice:", element.get("id"))
        ids.add((kind, element.get("id")))
        demand(kind == "node" or not is_numeric(element.get("id")), "numeric edge id:", element.get("id"))
        seen = {}
        for data in element:
            demand(len(data) == 0 and data.get("key") not in seen, "data twice:", data.get("key"))
            target, check = keys[data.get("key")]
            demand(target == kind and check(data.text or ""), "value:", data.get("key"), data.text)
            seen[data.get("key")] = data.text or ""
        if kind == "edge":
            wanted = None if strict else seen["labelE"]
            demand(element.get("label") == wanted, "Gephi's edge type:", element.get("label"))
            demand(float(seen["weight"]) > 0, "weight", seen["weight"])


def validate(path, schema):
    command = ["xmllint", "--nonet", "--noout", "--schema", SCHEMAS / schema, path]
    ran = subprocess.run(command, capture_output=True, text=True)
    # xmllint says on standard error that all is well, too.
    errors = [line for line in ran.stderr.splitlines() if not line.endswith(" validates")]
    demand(ran.returncode == 0 and not errors, ran.returncode, *errors)


def official_schema(source, path):
    validate(path, "graphml.xsd")


def extended_schema(source, path):
    """Validates with the official schema and its extension by <edge label>.

    Outside the strict profile ids are written as they are. Where some are no name tokens, which the
    schema asks for, a copy with numbered ids is validated.
    """
    tree = etree.parse(path, etree.XMLParser(huge_tree=True))
    ids = [element.get("id") for element in tree.iter(GRAPHML + "node", GRAPHML + "edge")]
    if not all(re.fullmatch("[A-Za-z0-9._:-]+", id) for id in ids):
        numbers = {}
        for node in tree.iter(GRAPHML + "node"):
            numbers[node.get("id")] = f"n{len(numbers)}"
            node.set("id", numbers[node.get("id")])
        for number, edge in enumerate(tree.iter(GRAPHML + "edge")):
            edge.set("id", f"e{number}")
            for end in ["source", "target"]:
                edge.set(end, numbers[edge.get(end)])
        path = path.with_suffix(".numbered.graphml")
        tree.write(path, encoding="UTF-8", xml_declaration=True)
    validate(path, "graphml+kgraph.xsd")


def graphviz(source, path):
    outputs = {kind: path.with_suffix("." + kind) for kind in ["canon", "svg", "dot_json"]}
    command = ["dot", path] + [word for kind, out in outputs.items() for word in [f"-T{kind}", "-o", out]]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300)
    demand(ran.returncode == 0 and not ran.stderr, ran.returncode, ran.stderr)
    etree.parse(outputs["svg"], etree.XMLParser(huge_tree=True))
    found = json.loads(outputs["dot_json"].read_text(encoding="utf-8"))
    nodes = len(found.get("objects", [])) - found.get("_subgraph_cnt", 0)
    edges = len(found.get("edges", []))
    wanted = (len(source.nodes), len(source.edges))
    demand((nodes, edges) == wanted, "nodes and edges:", (nodes, edges), "for", wanted)


def pydot_dot(source, path):
    graphs = pydot.graph_from_dot_file(str(path), encoding="utf-8")
    demand(graphs and len(graphs) == 1, "one graph")

    def count(graph):
        nodes = [node for node in graph.get_nodes() if node.get_name() not in ("node", "edge", "graph")]
        inner = [count(inner) for inner in graph.get_subgraphs()]
        return len(nodes) + sum(n for n, _ in inner), len(graph.get_edges()) + sum(m for _, m in inner)

    wanted = (len(source.nodes), len(source.edges))
    demand(count(graphs[0]) == wanted, "nodes and edges:", count(graphs[0]), "for", wanted)


def networkx_json(source, path):
    data = json.loads(path.read_text(encoding="utf-8"))
    demand((len(data["nodes"]), len(data["edges"])) == (len(source.nodes), len(source.edges)), "counts")
    found = networkx.node_link_graph(data, edges="edges")
    wanted = networkx.node_link_graph(source.data, edges="edges")
    demand(type(found) is type(wanted), type(found), type(wanted))
    same("nodes", found.nodes(data=True), wanted.nodes(data=True))
    same("edges", found.edges(data=True), wanted.edges(data=True))
    # Empty lists and nulls say nothing.
    header = {key: value for key, value in source.header.items() if value is not None and value != []}
    demand(found.graph == header, "graph:", found.graph, "for", header)


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: judge.py KGRAPH [GRAPH.json ...]")
    binary = Path(sys.argv[1]).resolve()
    xml_formats.KGRAPH["binary"] = binary
    files = [Path(name) for name in sys.argv[2:]]
    files = files or sorted(ROOT.glob("tests/cases/*/graph.json")) + sorted(ROOT.glob("graph/*.json"))
    sources = [Source(path) for path in files]
    exports = {
        "dot": ["--format", "dot"],
        "graphml": ["--format", "graphml"],
        "strict.graphml": ["--format", "graphml", "--strict-xsd"],
        "json": ["--format", "json"],
        **{name: ["--format", name] for name in ["cytoscape", "graphology", "jgf", "d3"]},
        "gexf": ["--format", "gexf"],
        "gml": ["--format", "gml"],
        "yed.graphml": ["--format", "yed"],
    }
    judges = [
        ("Graphviz draws the DOT, silently", "dot", graphviz),
        ("pydot reads the DOT", "dot", pydot_dot),
        ("xmllint: GraphML by the extended schema", "graphml", extended_schema),
        ("xmllint: strict GraphML by the official schema", "strict.graphml", official_schema),
        ("lxml: GraphML by the rules of other readers", "graphml", lambda source, path: rules(source, path, False)),
        ("lxml: strict GraphML by the same rules", "strict.graphml", lambda source, path: rules(source, path, True)),
        ("networkx reads GraphML", "graphml", networkx_graphml),
        ("networkx reads strict GraphML", "strict.graphml", networkx_graphml),
        ("networkx finds attributes and evidence", "graphml", networkx_values),
        ("networkx finds attributes and evidence, strict", "strict.graphml", networkx_values),
        ("igraph reads GraphML", "graphml", igraph_graphml),
        ("igraph reads strict GraphML", "strict.graphml", igraph_graphml),
        ("rustworkx reads GraphML", "graphml", rustworkx_graphml),
        ("rustworkx reads strict GraphML", "strict.graphml", rustworkx_graphml),
        ("networkx reads the JSON", "json", networkx_json),
        *json_formats.JUDGES,
        *json_formats.JAVASCRIPT,
        *xml_formats.JUDGES,
        *xml_formats.JAVASCRIPT,
    ]
    passed, failed, skipped = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        written = {}
        unwritten = []
        for number, (path, source) in enumerate(zip(files, sources)):
            for extension, flags in exports.items():
                out = Path(folder) / f"{number:02}.{extension}"
                ran = subprocess.run([binary, "export", path, *flags, "-o", out], capture_output=True, text=True)
                if ran.returncode == 0:
                    written[number, extension] = out
                else:
                    unwritten.append(f"{source.name}.{extension}: {ran.returncode} {ran.stderr[:300]}")
        passed += len(written)
        failed += len(unwritten)
        report("kgraph writes every graph in every format", len(written), unwritten, [])
        for name, extension, judge in judges:
            if judge in (official_schema, extended_schema) and not SCHEMAS.is_dir():
                print(f"skip  {name}: no schema in KGRAPH_SCHEMAS", flush=True)
                skipped += 1
                continue
            if (name, extension, judge) in json_formats.JAVASCRIPT and not json_formats.has_javascript():
                print(f"skip  {name}: no node, or no modules in KGRAPH_NODE_MODULES", flush=True)
                skipped += 1
                continue
            lacks = xml_formats.missing(name, extension, judge)
            if lacks:
                print(f"skip  {name}: {lacks}", flush=True)
                skipped += 1
                continue
            good, objections, excuses = 0, [], []
            for number, source in enumerate(sources):
                if (number, extension) not in written:
                    continue
                excuse = EXCUSED.get((judge.__name__, source.name))
                if excuse:
                    excuses.append(f"{source.name}: {excuse}")
                    continue
                try:
                    judge(source, written[number, extension])
                    good += 1
                except Exception as error:  # whatever a reader throws is its verdict
                    objections.append(f"{source.name}: {type(error).__name__}: {error}"[:900])
            passed, failed, skipped = passed + good, failed + len(objections), skipped + len(excuses)
            report(name, good, objections, excuses)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


def report(name, good, objections, excuses):
    print(f"{'FAIL' if objections else 'ok':4}  {name}: {good} of {good + len(objections)}", flush=True)
    for objection in objections:
        print(f"      {objection}", flush=True)
    for excuse in excuses:
        print(f"      excused: {excuse}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
