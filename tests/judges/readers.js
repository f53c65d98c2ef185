// What the JavaScript readers find in a file: `node readers.js graphology|cytoscape FILE`.
//
// Prints one JSON object: nodes as [id, label, type], edges as [id, source, target, relation, label].
// Whatever a reader warns of is an objection.
"use strict";

const fs = require("fs");
const [, , reader, path] = process.argv;
const data = JSON.parse(fs.readFileSync(path, "utf8"));
const warnings = [];
console.warn = (...words) => warnings.push(words.join(" "));

function graphology() {
  const { Graph } = require("graphology");
  const graph = Graph.from(data);
  const again = new Graph(data.options);
  again.import(data);
  if (again.size !== graph.size || again.order !== graph.order) throw new Error("import() and from() disagree");
  const out = graph.export();
  if (JSON.stringify(out.nodes) !== JSON.stringify(data.nodes)) throw new Error("export() gives other nodes");
  if (JSON.stringify(out.attributes) !== JSON.stringify(data.attributes)) throw new Error("other graph attributes");
  graph.forEachNode((node, a) => {
    if (typeof a.label !== "string" || typeof a.size !== "number" || !/^#[0-9a-f]{6}$/.test(a.color) || "type" in a)
      throw new Error(`sigma cannot draw ${node}: ${JSON.stringify(a)}`);
  });
  graph.forEachEdge((edge, a) => {
    if ("type" in a || "size" in a || "hidden" in a) throw new Error(`sigma would misread ${edge}`);
  });
  return {
    nodes: graph.mapNodes((node, a) => [node, a.label, a.entity_type || ""]),
    edges: graph.mapEdges((edge, a, source, target) => [edge, source, target, a.relation, a.label]),
  };
}

function cytoscape() {
  const core = require("cytoscape")({ headless: true, elements: data.elements });
  const text = (value) => (value === undefined ? "" : value);
  const nodes = core.nodes().map((node) => {
    if (node.isChild()) throw new Error(`${node.id()} stands inside another node`);
    return [node.id(), node.data("name"), text(node.data("type"))];
  });
  const edges = core.edges().map((edge) => {
    const read = (key) => edge.data(key);
    return [edge.id(), edge.source().id(), edge.target().id(), read("relation"), read("name")];
  });
  return { nodes, edges };
}

const found = { graphology, cytoscape }[reader]();
if (warnings.length) throw new Error(warnings.join("; "));
process.stdout.write(JSON.stringify(found));
