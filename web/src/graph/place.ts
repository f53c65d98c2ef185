// Positions for a scene: those that came with the page, or new ones for a part.

import type { Model } from "../model.js";
import { layers } from "./layers.js";
import type { Scene } from "./scene.js";
import { network, separate, type Size } from "./stress.js";

/** The largest part that is laid out here, in the page. */
export const LARGEST_PART = 400;
/** The largest part that is laid out from left to right. */
export const LARGEST_LAYERED = 150;

/** Gives the nodes of a scene their places; returns the bends of edges, where the layout has some. */
export function place(model: Model, scene: Scene, whole: boolean, aspect: number): Map<number, number[]> | undefined {
  const given = whole ? model.page.positions?.[scene.layered ? "layers" : "network"] : undefined;
  const margin = scene.mode === "card" ? { w: 30, h: 26 } : scene.mode === "line" ? { w: 14, h: 12 } : { w: 8, h: 8 };
  const sizes: Size[] = scene.nodes.map((node) => {
    const { w, h } = scene.boxes.get(node)!;
    return { w: w + margin.w, h: h + margin.h };
  });
  if (given) {
    for (const node of scene.nodes) {
      scene.x[node] = given[2 * node]!;
      scene.y[node] = given[2 * node + 1]!;
    }
    if (scene.nodes.length <= LARGEST_PART) apart(scene, sizes);
    return undefined;
  }
  if (scene.nodes.length > LARGEST_PART) return spiral(scene);
  const number = new Map(scene.nodes.map((node, at) => [node, at]));
  const links = scene.edges.map((edge): [number, number] => [number.get(model.source[edge]!)!, number.get(model.target[edge]!)!]);
  const put = (found: { x: Float64Array; y: Float64Array }) =>
    scene.nodes.forEach((node, at) => {
      scene.x[node] = found.x[at]!;
      scene.y[node] = found.y[at]!;
    });
  if (scene.layered) {
    const found = layers(scene.nodes.map((node) => scene.boxes.get(node)!), links, scene.mode === "card" ? 110 : 56);
    put(found);
    return new Map(scene.edges.map((edge, at) => [edge, found.bends[at]!]));
  }
  const step = scene.mode === "card" ? 150 : scene.mode === "line" ? 84 : 46;
  put(network(sizes, links, step, aspect));
  return undefined;
}

function apart(scene: Scene, sizes: Size[]): void {
  const part = scene.nodes.map((_, at) => at);
  const [x, y] = [scene.nodes.map((node) => scene.x[node]!), scene.nodes.map((node) => scene.y[node]!)].map((list) => Float64Array.from(list)) as [Float64Array, Float64Array];
  for (let round = 0; round < 200 && separate(part, sizes, x, y); round++);
  scene.nodes.forEach((node, at) => {
    scene.x[node] = x[at]!;
    scene.y[node] = y[at]!;
  });
}

/** A sunflower, the most linked in the middle: for what nothing has laid out. */
function spiral(scene: Scene): undefined {
  scene.nodes.forEach((node, at) => {
    const [far, angle] = [16 * Math.sqrt(at), at * 2.399963];
    scene.x[node] = far * Math.cos(angle);
    scene.y[node] = far * Math.sin(angle);
  });
  return undefined;
}
