// Walks over the visible part of the graph: neighbourhoods and shortest paths. Edges are walked both ways.

import type { Model } from "./model.js";
import type { Visible } from "./filter.js";

export interface Path {
  nodes: number[];
  edges: number[];
}

/** Returns the hops to each node within `depth` of a node. */
export function around(model: Model, visible: Visible, centre: number, depth: number): Map<number, number> {
  const hops = new Map([[centre, 0]]);
  for (const [node, distance] of hops) {
    if (distance === depth) continue;
    for (const edge of model.edgesOf(node)) {
      const next = model.otherEnd(edge, node);
      if (visible.edges[edge] && !hops.has(next)) hops.set(next, distance + 1);
    }
  }
  return hops;
}

/** Finds a shortest path; null if there is none among what is visible. Time O(nodes + edges). */
export function shortestPath(model: Model, visible: Visible, from: number, to: number): Path | null {
  if (!visible.nodes[from] || !visible.nodes[to]) return null;
  const cameBy = new Map<number, number>([[from, -1]]);
  for (const [node] of cameBy) {
    if (node === to) break;
    for (const edge of model.edgesOf(node)) {
      const next = model.otherEnd(edge, node);
      if (visible.edges[edge] && !cameBy.has(next)) cameBy.set(next, edge);
    }
  }
  if (!cameBy.has(to)) return null;
  const path: Path = { nodes: [to], edges: [] };
  for (let node = to; node !== from; ) {
    const edge = cameBy.get(node)!;
    path.edges.unshift(edge);
    node = model.otherEnd(edge, node);
    path.nodes.unshift(node);
  }
  return path;
}
