"""Judges of the JSON formats: networkx, a schema validator, and the JavaScript readers themselves.

The JSON formats hold every value as it is, so nothing may differ but what JavaScript does to numbers.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import jsonschema
import networkx

HERE = Path(__file__).resolve().parent
# Where graphology and cytoscape are installed.
MODULES = Path(os.environ.get("KGRAPH_NODE_MODULES", HERE / "node_modules"))
JGF_SCHEMA = json.loads((HERE / "jgf-v2.schema.json").read_text(encoding="utf-8"))

NODE_KEYS = {"id", "value", "name", "type", "label", "aliases", "description"}
EDGE_KEYS = {
    "id", "key", "source", "target", "relation", "interaction", "name", "kg_id", "label", "evidence", "weight",
    "since", "until",
}


class Objection(Exception):
    """What a judge does not like."""


def demand(condition, *words):
    if not condition:
        raise Objection(" ".join(str(word) for word in words)[:600])


def same(what, found, wanted):
    found, wanted = sorted(found, key=repr), sorted(wanted, key=repr)
    odd = [item for item in found if item not in wanted][:3], [item for item in wanted if item not in found][:3]
    demand(found == wanted, f"{what}: {len(found)} for {len(wanted)}; found {odd[0]!r:.300}, wanted {odd[1]!r:.300}")


def header_of(source):
    """Returns the header; empty lists and nulls say nothing."""
    header = {key: value for key, value in source.header.items() if value is not None and value != []}
    for key in ["types", "relations", "documents"]:
        if key in header:
            header[key] = [{"id": item} if isinstance(item, str) else item for item in header[key]]
    return header


def own_values(element, reserved):
    return [value for key, value in element.items() if key not in reserved and value is not None]


def strings(edges):
    return [tuple(edge[:4]) for edge in edges]


def networkx_cytoscape(source, path):
    data = json.loads(path.read_text(encoding="utf-8"))
    graph = networkx.cytoscape_graph(data)
    wanted = networkx.MultiDiGraph if source.data["directed"] else networkx.MultiGraph
    demand(type(graph) is wanted, "a", type(graph))
    nodes = [(node, values["name"], values.get("type", "")) for node, values in graph.nodes(data=True)]
    same("nodes", nodes, source.nodes)
    edges = list(graph.edges(keys=True, data=True))
    found = [(values["source"], values["target"], values["relation"], values["name"]) for *_, values in edges]
    same("edges", found, strings(source.edges))
    demand(all(key == values["id"] == values["key"] for _, _, key, values in edges), "keys are ids")
    for node, values in graph.nodes(data=True):
        demand(own_values(values, NODE_KEYS) == source.node_attributes()[node], "attributes of", node)
    same("attributes", [own_values(values, EDGE_KEYS) for *_, values in edges], source.edge_attributes())
    evidence = [edge.get("evidence") for edge in source.data["edges"]]
    same("evidence", [values.get("evidence") for *_, values in edges], evidence)
    header = header_of(source)
    demand(graph.graph.get("name") == header.pop("title", None), "title", graph.graph.get("name"))
    rest = {key: value for key, value in graph.graph.items() if key not in ("name", "kgraph")}
    # A key of the user's that Cytoscape gives a meaning has another name.
    same("header", rest.values(), header.values())


def networkx_d3(source, path):
    data = json.loads(path.read_text(encoding="utf-8"))
    demand("edges" not in data, "edges are links")
    found = networkx.node_link_graph(data, edges="links")
    wanted = networkx.node_link_graph(source.data, edges="edges")
    demand(type(found) is type(wanted), type(found), type(wanted))
    same("nodes", found.nodes(data=True), wanted.nodes(data=True))
    same("edges", found.edges(data=True), wanted.edges(data=True))


def jgf(source, path):
    data = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(JGF_SCHEMA).validate(data)
    graph = data["graph"]
    same("nodes", graph["nodes"], [node for node, _, _ in source.nodes])
    same("labels", [node.get("label", key) for key, node in graph["nodes"].items()], [n[1] for n in source.nodes])
    types = [node.get("metadata", {}).get("type", "") for node in graph["nodes"].values()]
    same("types", types, [node[2] for node in source.nodes])
    edges = [(edge["source"], edge["target"], edge["relation"]) for edge in graph["edges"]]
    same("edges", edges, [edge[:3] for edge in source.edges])
    ids = [edge["id"] for edge in graph["edges"]]
    demand(len(ids) == len(set(ids)), "ids of edges are unique")


def javascript(reader):
    """Returns a judge that lets a JavaScript library read the file."""

    def judge(source, path):
        command = ["node", HERE / "readers.js", reader, path]
        environment = dict(os.environ, NODE_PATH=str(MODULES))
        ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
        demand(ran.returncode == 0, ran.stderr.strip()[-500:])
        found = json.loads(ran.stdout)
        same("nodes", [tuple(node) for node in found["nodes"]], source.nodes)
        same("edges", [tuple(edge[1:]) for edge in found["edges"]], strings(source.edges))
        ids = [edge[0] for edge in found["edges"]]
        demand(len(ids) == len(set(ids)), "ids of edges are unique")

    return judge


JUDGES = [
    ("networkx reads Cytoscape.js JSON", "cytoscape", networkx_cytoscape),
    ("networkx reads D3 JSON", "d3", networkx_d3),
    ("JSON Graph Format by its schema", "jgf", jgf),
]
JAVASCRIPT = [
    ("graphology imports and exports its JSON", "graphology", javascript("graphology")),
    ("Cytoscape.js reads its JSON", "cytoscape", javascript("cytoscape")),
]


def has_javascript():
    return shutil.which("node") is not None and MODULES.is_dir()
