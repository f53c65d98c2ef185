"""Outside judges of looks: readers must find sizes, colours and places where kgraph says they are.

Used by metrics.py. Takes the graph of graph/, with sizes by PageRank, colours by community, and places
given as numbers x and y.
"""

import json
import math
import subprocess
from pathlib import Path

import igraph
import networkx

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--size-by", "pagerank", "--color-by", "community"]


class Looks:
    """The graph with places, and what each node should look like."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        graph = json.loads((ROOT / "graph/k-visa.json").read_text())
        for number, node in enumerate(graph["nodes"]):
            node["x"], node["y"] = round(300 * math.cos(number), 2), round(200 * math.sin(number), 2)
        self.file = folder / "placed.json"
        self.file.write_text(json.dumps(graph))
        measured = json.loads(self.export("json").read_text())
        self.nodes = {node["id"]: node for node in measured["nodes"]}
        largest = max(node["pagerank"] for node in self.nodes.values())
        self.sizes = {id: 10 + 50 * math.sqrt(node["pagerank"] / largest) for id, node in self.nodes.items()}

    def export(self, form, extension=None):
        out = self.folder / f"placed-{form}.{extension or form}"
        subprocess.run([self.binary, "-q", "export", self.file, f"--{form}", *FLAGS, "-o", out], check=True)
        return out

    def check(self, found):
        """Compares size, colour, place and PageRank of each node."""
        assert found.keys() == self.nodes.keys()
        colors = {}
        for id, (size, color, x, y, pagerank) in found.items():
            node = self.nodes[id]
            assert abs(float(size) - self.sizes[id]) <= 0.051, f"{id}: size {size}, not {self.sizes[id]}"
            assert abs(float(x) - node["x"]) < 0.01 and abs(float(y) - node["y"]) < 0.01, f"{id}: {x}, {y}"
            assert float(pagerank) == node["pagerank"], f"{id}: {pagerank}"
            colors.setdefault(node["community"], set()).add(color)
        assert all(len(of_one) == 1 for of_one in colors.values()), colors
        assert len(set.union(*colors.values())) == len(colors), colors


def networkx_graphml(looks):
    graph = networkx.read_graphml(looks.export("graphml"))
    looks.check({id: [data[key] for key in ("size", "color", "x", "y", "pagerank")] for id, data in graph.nodes.items()})


def igraph_graphml(looks):
    graph = igraph.Graph.Read_GraphML(str(looks.export("graphml")))
    looks.check({v["id"]: [v[key] for key in ("size", "color", "x", "y", "pagerank")] for v in graph.vs})


def networkx_gexf(looks):
    graph = networkx.read_gexf(looks.export("gexf"))
    found = {}
    for id, data in graph.nodes.items():
        viz = data["viz"]
        place = viz["position"]
        found[id] = [viz["size"], tuple(viz["color"].values()), place["x"], place["y"], data["pagerank"]]
    looks.check(found)


def graphology_json(looks):
    graph = json.loads(looks.export("graphology", "json").read_text())
    keys = ("size", "color", "x", "y", "pagerank")
    looks.check({node["key"]: [node["attributes"][key] for key in keys] for node in graph["nodes"]})


def cytoscape_positions(looks):
    graph = json.loads(looks.export("cytoscape", "cyjs").read_text())
    for node in graph["elements"]["nodes"]:
        wanted = looks.nodes[node["data"]["id"]]
        assert node["position"] == {"x": wanted["x"], "y": -wanted["y"]}, node


def graphviz(looks):
    """neato keeps the places, and draws the text of important nodes larger."""
    ran = subprocess.run(["neato", "-n", "-Tjson", looks.export("dot")], capture_output=True, check=True)
    objects = json.loads(ran.stdout)["objects"]
    assert len(objects) == len(looks.nodes)
    origin = None
    for node in objects:
        wanted = looks.nodes[node["name"]]
        x, y = map(float, node["pos"].split(","))
        moved = (x - wanted["x"], y - wanted["y"])
        # Graphviz moves the whole picture so that its corner is 0, 0.
        origin = origin or moved
        assert math.dist(origin, moved) < 1, f"{node['name']}: {moved}, not {origin}"
        size = 14 * (1 + 1.5 * (looks.sizes[node["name"]] - 10) / 50)
        assert abs(float(node["fontsize"]) - size) <= 0.51, f"{node['name']}: {node['fontsize']}, not {size}"


JUDGES = {
    "networkx finds sizes, colours and places in GraphML": networkx_graphml,
    "igraph finds sizes, colours and places in GraphML": igraph_graphml,
    "networkx finds sizes, colours and places in GEXF": networkx_gexf,
    "graphology's attributes have sizes, colours and places": graphology_json,
    "Cytoscape.js has places": cytoscape_positions,
    "Graphviz keeps to places and sizes": graphviz,
}


def run(binary, folder):
    """Runs all judges; returns how many object."""
    looks = Looks(binary, Path(folder))
    failed = 0
    for name, judge in JUDGES.items():
        try:
            judge(looks)
            print(f"ok    {name}", flush=True)
        except Exception as error:  # whatever a reader throws is its verdict
            failed += 1
            print(f"FAIL  {name}\n      {type(error).__name__}: {error}"[:600], flush=True)
    return failed
