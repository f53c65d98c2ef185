// What graphology's readers of XML find in a file: `node xml_readers.mjs gexf|graphml FILE`.
//
// Prints one JSON object: nodes as [id, attributes], edges as [id, source, target, attributes].
// The modules are in the folder that KGRAPH_NODE_MODULES names.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.env.KGRAPH_NODE_MODULES + "/");
const { MultiGraph } = require("graphology");
const [, , format, path] = process.argv;
const reader = format === "gexf" ? require("graphology-gexf") : require("graphology-graphml");
const graph = reader.parse(MultiGraph, readFileSync(path, "utf8"));
const nodes = graph.mapNodes((id, attributes) => [id, attributes]);
const edges = graph.mapEdges((id, attributes, source, target) => [id, source, target, attributes]);
process.stdout.write(JSON.stringify({ type: graph.type, nodes, edges }));
