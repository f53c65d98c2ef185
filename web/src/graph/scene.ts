// What is drawn: which nodes and edges, how large, and where.

import type { Model } from "../model.js";
import { cut, width, wrap } from "./text.js";

/** How nodes are drawn: with name and description, with their name, or as dots. */
export type Mode = "card" | "line" | "dot";

export interface Box {
  w: number;
  h: number;
  /** Radius, where the node is a dot. */
  r: number;
  name: string[];
  about: string[];
}

export interface Scene {
  mode: Mode;
  /** From the left to the right, by the direction of edges. */
  layered: boolean;
  /** The most linked first. */
  nodes: number[];
  edges: number[];
  boxes: Map<number, Box>;
  /** Centres, by node. */
  x: Float32Array;
  y: Float32Array;
}

export const CARDS = 40;
export const LINES = 150;

/** Chooses the way to draw so many nodes. */
export const modeFor = (count: number, narrow: boolean): Mode =>
  count <= (narrow ? 12 : CARDS) ? "card" : count <= (narrow ? 30 : LINES) ? "line" : "dot";

/** Measures the nodes. */
export function measure(model: Model, nodes: number[], mode: Mode): Map<number, Box> {
  const most = Math.max(1, ...nodes.slice(0, 1).map((node) => model.degree[node]!));
  return new Map(nodes.map((node) => [node, box(model, node, mode, most)]));
}

function box(model: Model, node: number, mode: Mode, most: number): Box {
  const label = model.label(node);
  if (mode === "dot") {
    // Area in proportion to degree.
    const r = 4.5 + 12 * Math.sqrt(model.degree[node]! / most);
    return { w: 2 * r, h: 2 * r, r, name: [], about: [] };
  }
  if (mode === "line") {
    const name = [cut(label, 230, 11.5, true)];
    return { w: Math.ceil(width(name[0]!, 11.5, true)) + 34, h: 23, r: 0, name, about: [] };
  }
  const name = wrap(label, 150, 13, true, 2);
  const description = model.data.nodes[node]!.description;
  const about = description ? wrap(description, 164, 10.5, false, 2) : [];
  const widest = Math.max(48, ...name.map((line) => width(line, 13, true)), ...about.map((line) => width(line, 10.5)));
  return { w: Math.ceil(widest) + 46, h: Math.max(36, 16 + name.length * 15.5 + about.length * 13), r: 0, name, about };
}

/** The rectangle around some nodes, names of dots included. */
export function bounds(scene: Scene, nodes: Iterable<number>): [x0: number, y0: number, x1: number, y1: number] {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of nodes) {
    const box = scene.boxes.get(node);
    if (!box) continue;
    const [x, y] = [scene.x[node]!, scene.y[node]!];
    x0 = Math.min(x0, x - box.w / 2);
    x1 = Math.max(x1, x + box.w / 2);
    y0 = Math.min(y0, y - box.h / 2);
    y1 = Math.max(y1, y + box.h / 2 + (box.r ? 8 : 0));
  }
  return x0 > x1 ? [0, 0, 1, 1] : [x0, y0, x1, y1];
}
