// Which part of the graph is drawn: all that is visible, a neighbourhood, a path, or the most linked nodes.

import type { Visible } from "../filter.js";
import type { Model } from "../model.js";
import type { State } from "../state.js";
import { around, type Path } from "../walk.js";

/** More than this is not drawn at once: it could be neither read nor moved. `src/page/data.rs` knows these numbers. */
export const MOST_NODES = 12_000;
export const MOST_EDGES = 40_000;
/** How many nodes stand for a graph that is too large. */
export const CORE = 120;
/** How many neighbours come along when a node is opened that the core lacks. */
const COMPANY = 12;

export interface Scope {
  nodes: number[];
  edges: number[];
  /** Everything visible is drawn, or a part that was asked for, or only the most linked nodes. */
  kind: "all" | "part" | "core";
}

/** Chooses what is drawn. Time O(nodes log nodes + edges). */
export function scope(model: Model, visible: Visible, state: State, path: Path | null, added: Set<number>): Scope {
  const { chosen, depth } = state;
  if (depth && path) return { nodes: byDegree(model, path.nodes), edges: path.edges, kind: "part" };
  if (depth && chosen?.kind === "node") {
    const near = [...around(model, visible, chosen.at, depth).keys()].filter((node) => visible.nodes[node]);
    const nodes = byDegree(model, near).slice(0, MOST_NODES);
    return { nodes, edges: among(model, visible, nodes), kind: "part" };
  }
  const all: number[] = [];
  for (let node = 0; node < model.nodeCount; node++) if (visible.nodes[node]) all.push(node);
  if (all.length <= MOST_NODES && visible.edgeCount <= MOST_EDGES) {
    const nodes = byDegree(model, all);
    return { nodes, edges: among(model, visible, nodes), kind: "all" };
  }
  const core = new Set(byDegree(model, all).slice(0, CORE));
  const wanted = new Set(added);
  if (chosen?.kind === "node") wanted.add(chosen.at);
  if (chosen?.kind === "edge") wanted.add(model.source[chosen.at]!).add(model.target[chosen.at]!);
  path?.nodes.forEach((node) => wanted.add(node));
  for (const node of wanted) {
    if (!visible.nodes[node]) continue;
    core.add(node);
    const near = [...around(model, visible, node, 1).keys()].filter((other) => visible.nodes[other]);
    byDegree(model, near).slice(0, COMPANY).forEach((other) => core.add(other));
  }
  const nodes = byDegree(model, [...core]);
  return { nodes, edges: among(model, visible, nodes), kind: "core" };
}

const byDegree = (model: Model, nodes: number[]) =>
  [...nodes].sort((a, b) => model.degree[b]! - model.degree[a]! || a - b);

/** The visible edges between some nodes. */
function among(model: Model, visible: Visible, nodes: number[]): number[] {
  const inside = new Uint8Array(model.nodeCount);
  for (const node of nodes) inside[node] = 1;
  const edges: number[] = [];
  for (let edge = 0; edge < model.edgeCount; edge++) {
    if (visible.edges[edge] && inside[model.source[edge]!] && inside[model.target[edge]!]) edges.push(edge);
  }
  return edges;
}
