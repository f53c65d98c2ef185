"""The judges of GEXF, yEd's GraphML and GML, further readers of GraphML, and what kgraph itself reads.

Each judge gets the graph as Python reads it and the file that kgraph wrote, and throws where it objects.
"""

import contextlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import warnings
from collections import Counter
from pathlib import Path

import igraph
import networkit
import networkx
import rustworkx
from lxml import etree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GEXF = "{http://gexf.net/1.3}"
SCHEMAS = Path(os.environ.get("KGRAPH_SCHEMAS", ROOT.parent / "shared/schemas/graphml-1.1")).parent / "gexf-1.3"
KGRAPH = {}

# Cases that a reader is known not to cope with, and why.
LINES = "xmldom takes U+0085 and U+2028 for line breaks, as XML 1.1 does, though the file is XML 1.0"
EXCUSED = {
    ("graphology_gexf", "line-breaks-and-blanks"): LINES,
    ("graphology_graphml", "line-breaks-and-blanks"): LINES,
}


def clean(text):
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def demand(condition, *words):
    if not condition:
        raise AssertionError(" ".join(str(word) for word in words)[:600])


def same(what, found, wanted):
    found, wanted = Counter(found), Counter(wanted)
    demand(found == wanted, what, "found", list((found - wanted).items())[:3], "wanted", list((wanted - found).items())[:3])


def same_graph(source, nodes, edges):
    same("nodes", nodes, [tuple(clean(text) for text in node) for node in source.nodes])
    same("edges", edges, [tuple(clean(text) for text in edge[:4]) + (edge[4],) for edge in source.edges])


def relaxng(source, path):
    """xmllint has no message where all is well but `validates`."""
    command = ["xmllint", "--nonet", "--noout", "--huge", "--relaxng", SCHEMAS / "gexf.rng", path]
    ran = subprocess.run(command, capture_output=True, text=True)
    errors = [line for line in ran.stderr.splitlines() if not line.endswith(" validates")]
    demand(ran.returncode == 0 and not errors, ran.returncode, *errors)


def rules(source, path):
    """What Gephi and graphology need of a GEXF file."""
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(huge_tree=True))
    declared = {"node": set(), "edge": set()}
    for attributes in root.iter(GEXF + "attributes"):
        for attribute in attributes:
            demand(attribute.get("id") == attribute.get("title") == attribute.get("id").lower(), attribute.get("id"))
            demand(attribute.get("id") not in declared[attributes.get("class")], "twice:", attribute.get("id"))
            declared[attributes.get("class")].add(attribute.get("id"))
    demand("type" not in declared["node"] | declared["edge"], "sigma's `type`")
    for kind in ["node", "edge"]:
        ids = set()
        for element in root.iter(GEXF + kind):
            demand(element.get("id") not in ids and element.get("label") is not None, kind, element.get("id"))
            ids.add(element.get("id"))
            seen = [value.get("for") for value in element.iter(GEXF + "attvalue")]
            demand(len(seen) == len(set(seen)) and set(seen) <= declared[kind], seen)
            if kind == "edge":
                demand(element.get("kind") and float(element.get("weight")) > 0, "kind and weight")
                start, end = element.get("start"), element.get("end")
                demand(not (start and end) or start <= end, start, "after", end)


def networkx_gexf(source, path):
    graph = networkx.read_gexf(path, version="1.3")
    ids = {node: data.get("kg_id", node) for node, data in graph.nodes(data=True)}
    nodes = [(ids[node], data["label"], data.get("entity_type", "")) for node, data in graph.nodes(data=True)]
    edges = []
    for a, b, data in graph.edges(data=True):
        edges.append((ids[a], ids[b], data["relation"], data["label"], float(data["weight"])))
    same_graph(source, nodes, edges)
    for _, data in graph.nodes(data=True):
        demand(set(data["viz"]) == {"color", "size"}, data["viz"])


def graphology(source, path, format):
    ran = subprocess.run(["node", HERE / "xml_readers.mjs", format, path], capture_output=True, text=True)
    demand(ran.returncode == 0, ran.stderr)
    found = json.loads(ran.stdout)
    demand(found["type"] == "directed" or not source.edges, found["type"])
    ids = {id: data.get("kg_id", id) for id, data in found["nodes"]}
    nodes = [(ids[id], data.get("label", ""), data.get("entity_type", "")) for id, data in found["nodes"]]
    edges = [
        (ids[a], ids[b], data["relation"], data.get("label", ""), float(data["weight"])) for _, a, b, data in found["edges"]
    ]
    same_graph(source, nodes, edges)


def graphology_gexf(source, path):
    graphology(source, path, "gexf")


def graphology_graphml(source, path):
    graphology(source, path, "graphml")


def networkit_graphml(source, path):
    with contextlib.redirect_stdout(io.StringIO()):
        graph = networkit.graphio.GraphMLReader().read(str(path))
    found = (graph.numberOfNodes(), graph.numberOfEdges())
    demand(found == (len(source.nodes), len(source.edges)), "nodes and edges:", found)
    demand(graph.isDirected(), "directed")


def yed(source, path):
    """Every node and edge has its drawing, with its label."""
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(huge_tree=True))
    y = "{http://www.yworks.com/xml/graphml}"
    text = lambda element: element.text or ""
    found = [text(label) for label in root.iter(y + "NodeLabel")]
    same("labels of nodes", found, [clean(label) for _, label, _ in source.nodes])
    found = [text(label) for label in root.iter(y + "EdgeLabel")]
    same("labels of edges", found, [clean(edge[3]) for edge in source.edges])
    demand(len(list(root.iter(y + "ShapeNode"))) == len(source.nodes), "shapes")
    types = [key.get("yfiles.type") for key in root if key.get("yfiles.type")]
    demand(types == ["nodegraphics", "edgegraphics"], types)


def networkx_gml(source, path):
    """By numbers, and by labels, of which no two are equal."""
    graph = networkx.read_gml(path, label="id")
    demand(graph.is_multigraph() and graph.is_directed() == source.data["directed"], type(graph))
    label = lambda data: data.get("kg_label", data["label"])
    ids = {node: data.get("kg_id", str(node)) for node, data in graph.nodes(data=True)}
    nodes = [(ids[node], label(data), data.get("entity_type", "")) for node, data in graph.nodes(data=True)]
    same("nodes", nodes, source.nodes)
    edges = []
    for a, b, data in graph.edges(data=True):
        if not graph.is_directed():
            # networkx forgets which end came first; kgraph does not.
            a, b = sorted([a, b], key=lambda end: ids[end])
        edges.append((ids[a], ids[b], data["relation"], data["label"], float(data["weight"])))
    wanted = source.edges
    if not graph.is_directed():
        wanted = [(*sorted(edge[:2]), *edge[2:]) for edge in wanted]
    same("edges", edges, wanted)
    by_label = networkx.read_gml(path)
    demand(by_label.number_of_nodes() == len(source.nodes), "nodes by label:", by_label.number_of_nodes())


def igraph_gml(source, path):
    """igraph knows the five entities of XML, and gives every other back as it stands."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = igraph.Graph.Read_GML(str(path))
    demand(graph.is_directed() == source.data["directed"], "directed")
    text = lambda element, key, other="": re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), element.attributes().get(key) or other)
    ids = [text(node, "kg_id") or str(int(node["id"])) for node in graph.vs]
    nodes = [(ids[node.index], text(node, "kg_label") or text(node, "label"), text(node, "entity_type")) for node in graph.vs]
    decoded = lambda element: tuple(re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), part) for part in element)
    same("nodes", nodes, [decoded(node) for node in source.nodes])
    edges = []
    for edge in graph.es:
        edges.append((ids[edge.source], ids[edge.target], text(edge, "relation"), text(edge, "label"), edge["weight"]))
    wanted = [(*decoded(edge[:4]), edge[4]) for edge in source.edges]
    if not graph.is_directed():
        edges, wanted = ([(*sorted(edge[:2]), *edge[2:]) for edge in list] for list in (edges, wanted))
    same("edges", edges, wanted)


def counts(path):
    """Counts nodes and edges of a file as kgraph reads it, by converting it to JSON."""
    ran = subprocess.run([KGRAPH["binary"], "export", path, "--format", "json"], capture_output=True, text=True)
    demand(ran.returncode == 0, ran.stderr)
    data = json.loads(ran.stdout)
    return len(data["nodes"]), Counter(edge["relation"] for edge in data["edges"])


def written_by_others(source, path):
    """networkx, igraph and rustworkx write the GraphML they have read; kgraph finds the same in it."""
    wanted = len(source.nodes), Counter(clean(edge[2]) for edge in source.edges)
    out = path.with_suffix(".networkx.graphml")
    graph = networkx.read_graphml(path, force_multigraph=True)
    networkx.write_graphml(graph, out)
    demand(counts(out) == wanted, "networkx's GraphML:", counts(out))
    out = path.with_suffix(".networkx.gexf")
    networkx.write_gexf(graph, out)
    demand(counts(out) == wanted, "networkx's GEXF:", counts(out))
    out = path.with_suffix(".igraph.graphml")
    igraph.Graph.Read_GraphML(str(path)).write_graphml(str(out))
    demand(counts(out) == wanted, "igraph's GraphML:", counts(out))
    out = path.with_suffix(".rustworkx.graphml")
    try:
        rustworkx.write_graphml(rustworkx.read_graphml(str(path))[0], str(out))
    except Exception as error:
        # It takes only the keys whose type the first node or edge tells; the article's graph is such.
        demand("Unknown key" in str(error) and source.name != "k-visa", error)
        return
    demand(counts(out) == wanted, "rustworkx's GraphML:", counts(out))


def gml_by_others(source, path):
    """networkx and igraph write the GML they have read; kgraph finds the same in it."""
    wanted = len(source.nodes), Counter(edge[2] for edge in source.edges)
    out = path.with_suffix(".networkx.gml")
    networkx.write_gml(networkx.read_gml(path), out)
    demand(counts(out) == wanted, "networkx's GML:", counts(out))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        igraph.Graph.Read_GML(str(path)).write_gml(str(path.with_suffix(".igraph.gml")))
    # igraph writes the ampersand of an entity that it does not know as another entity.
    nodes, relations = counts(path.with_suffix(".igraph.gml"))
    found = nodes, Counter({html.unescape(relation): count for relation, count in relations.items()})
    demand(found == wanted, "igraph's GML:", found)


JUDGES = [
    ("xmllint: GEXF by the grammar of version 1.3", "gexf", relaxng),
    ("lxml: GEXF by the rules of Gephi and graphology", "gexf", rules),
    ("networkx reads the GEXF", "gexf", networkx_gexf),
    ("networkit reads GraphML", "graphml", networkit_graphml),
    ("networkit reads strict GraphML", "strict.graphml", networkit_graphml),
    ("lxml finds yEd's drawings", "yed.graphml", yed),
    ("networkx reads GML", "gml", networkx_gml),
    ("igraph reads GML", "gml", igraph_gml),
    ("kgraph reads the GML that networkx and igraph write", "gml", gml_by_others),
    ("kgraph reads what networkx, igraph and rustworkx write", "graphml", written_by_others),
]
JAVASCRIPT = [
    ("graphology-gexf reads the GEXF", "gexf", graphology_gexf),
    ("graphology-graphml reads GraphML", "graphml", graphology_graphml),
    ("graphology-graphml reads strict GraphML", "strict.graphml", graphology_graphml),
]


def missing(name, extension, judge):
    """Says what a judge lacks here, if anything."""
    if judge is relaxng and not SCHEMAS.is_dir():
        return "no grammar beside KGRAPH_SCHEMAS"
    modules = Path(os.environ.get("KGRAPH_NODE_MODULES", "/nowhere")) / "graphology-gexf"
    if (name, extension, judge) in JAVASCRIPT and not (shutil.which("node") and modules.is_dir()):
        return "no node, or no modules in KGRAPH_NODE_MODULES"
    return None
