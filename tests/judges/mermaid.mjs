// usage: mermaid.mjs FILE…
//
// Parses flowcharts with Mermaid itself: for each file its type, how many nodes and how many edges, parted by tabs; or
// what Mermaid objects to. The packages lie in the folder that KGRAPH_NODE_MODULES names.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.KGRAPH_NODE_MODULES}/`);
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("<!doctype html><body></body>");
for (const name of ["window", "document", "Element", "HTMLElement", "DOMParser", "Node"]) {
  globalThis[name] = name === "window" ? window : window[name];
}
const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")));
// What GitHub allows is for the format's loss report to say; here everything is parsed.
mermaid.initialize({ maxEdges: 1e6, maxTextSize: 1e9 });
for (const path of process.argv.slice(2)) {
  try {
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(path, "utf8"));
    console.log([type, db.getVertices().size, db.getEdges().length].join("\t"));
  } catch (error) {
    console.log(String(error.message).replaceAll(/\s+/g, " ").slice(0, 300));
  }
}
