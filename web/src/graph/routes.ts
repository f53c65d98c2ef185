// The lines of edges: parallel and opposite ones side by side, self-loops, heads, and places for labels.

import type { Model } from "../model.js";
import type { Box, Scene } from "./scene.js";

/** Points of a Bézier curve (two to four), or of several cubic ones end to end; x and y in turn. */
export type Route = number[];

/** Makes the lines of all edges of a scene. Time O(edges). */
export function routes(model: Model, scene: Scene, bends?: Map<number, number[]>): Map<number, Route> {
  const found = new Map<number, Route>();
  const groups = new Map<number, number[]>();
  const n = model.nodeCount;
  for (const edge of scene.edges) {
    const [a, b] = [model.source[edge]!, model.target[edge]!];
    const key = Math.min(a, b) * n + Math.max(a, b);
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  const ports = scene.layered ? portsOf(model, scene, bends) : null;
  for (const group of groups.values()) {
    group.forEach((edge, at) => {
      const [a, b] = [model.source[edge]!, model.target[edge]!];
      if (a === b) found.set(edge, loop(scene, a, at));
      else if (ports && Math.abs(scene.x[a]! - scene.x[b]!) > 60) found.set(edge, across(scene, edge, a, b, ports, bends?.get(edge)));
      else found.set(edge, between(scene, a, b, at - (group.length - 1) / 2, model.polarity[edge] === 1));
    });
  }
  return found;
}

/** A line from border to border, bent aside by its place among those between the same two nodes. */
function between(scene: Scene, a: number, b: number, place: number, bar: boolean): Route {
  const [ax, ay, bx, by] = [scene.x[a]!, scene.y[a]!, scene.x[b]!, scene.y[b]!];
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy) || 1;
  // The same side for both directions.
  const aside = place * (scene.mode === "dot" ? 14 : 46) * (a < b ? 1 : -1);
  const [cx, cy] = [(ax + bx) / 2 - (dy / length) * aside, (ay + by) / 2 + (dx / length) * aside];
  const from = border(scene.boxes.get(a)!, ax, ay, cx, cy, 1);
  const to = border(scene.boxes.get(b)!, bx, by, cx, cy, bar ? 5 : 3.5);
  return place === 0 ? [...from, ...to] : [...from, cx, cy, ...to];
}

/** A loop at the upper right corner; further ones are larger. */
function loop(scene: Scene, node: number, at: number): Route {
  const { w, h, r } = scene.boxes.get(node)!;
  const [x, y] = [scene.x[node]!, scene.y[node]!];
  const out = (r ? 22 : 44) + at * 18;
  const [fx, fy] = r ? [x + r * 0.5, y - r * 0.87] : [x + w / 2 - 26, y - h / 2];
  const [tx, ty] = r ? [x + r + 3, y] : [x + w / 2 + 4, y - h / 2 + 12];
  return [fx, fy, fx + 4, fy - out, tx + out, ty - (r ? 8 : 4), tx, ty];
}

/** From the side of one box to the side of another, through the gaps that the layout left. */
function across(scene: Scene, edge: number, a: number, b: number, ports: Map<string, number>, bends: number[] = []): Route {
  const [ax, ay, bx, by] = [scene.x[a]!, scene.y[a]!, scene.x[b]!, scene.y[b]!];
  const way = bx > ax ? 1 : -1;
  const from = [ax + (way * scene.boxes.get(a)!.w) / 2, ay + (ports.get(`${edge}a`) ?? 0)];
  const to = [bx - way * (scene.boxes.get(b)!.w / 2 + 4), by + (ports.get(`${edge}b`) ?? 0)];
  const stops = [from[0]!, from[1]!, ...bends, to[0]!, to[1]!];
  const route = [stops[0]!, stops[1]!];
  for (let at = 2; at < stops.length; at += 2) {
    const [x0, y0, x1, y1] = stops.slice(at - 2, at + 2) as [number, number, number, number];
    const half = (x1 - x0) / 2;
    route.push(x0 + half, y0, x1 - half, y1, x1, y1);
  }
  return route;
}

/** Spreads the ends of edges over the sides of boxes, in the order of where they lead. */
function portsOf(model: Model, scene: Scene, bends?: Map<number, number[]>): Map<string, number> {
  const sides = new Map<string, Array<{ key: string; y: number }>>();
  for (const edge of scene.edges) {
    const [a, b] = [model.source[edge]!, model.target[edge]!];
    const way = Math.sign(scene.x[b]! - scene.x[a]!);
    if (!way) continue;
    const bend = bends?.get(edge);
    for (const [node, side, key, y] of [
      [a, way, `${edge}a`, bend?.[1] ?? scene.y[b]!],
      [b, -way, `${edge}b`, bend?.at(-1) ?? scene.y[a]!],
    ] as const) {
      const list = sides.get(`${node}/${side}`);
      if (list) list.push({ key, y });
      else sides.set(`${node}/${side}`, [{ key, y }]);
    }
  }
  const ports = new Map<string, number>();
  for (const [place, list] of sides) {
    const room = scene.boxes.get(Number(place.split("/")[0]))!.h - 10;
    const gap = Math.min(13, room / list.length);
    list.sort((p, q) => p.y - q.y);
    list.forEach(({ key }, at) => ports.set(key, (at - (list.length - 1) / 2) * gap));
  }
  return ports;
}

/** Where the line from a box's centre leaves the box. */
function border(box: Box, x: number, y: number, toX: number, toY: number, gap: number): [number, number] {
  const [dx, dy] = [toX - x, toY - y];
  if (box.r) {
    const length = Math.hypot(dx, dy) || 1;
    const reach = Math.min(1, (box.r + gap) / length);
    return [x + dx * reach, y + dy * reach];
  }
  const reach = Math.min(1, (box.w / 2 + gap) / Math.abs(dx || 1e-6), (box.h / 2 + gap) / Math.abs(dy || 1e-6));
  return [x + dx * reach, y + dy * reach];
}

const r1 = (n: number) => Math.round(n * 10) / 10;

/** Writes a line as the data of an SVG path. */
export function pathData(route: Route): string {
  const p = route.map(r1);
  const start = `M${p[0]} ${p[1]}`;
  if (p.length === 4) return `${start}L${p[2]} ${p[3]}`;
  if (p.length === 6) return `${start}Q${p[2]} ${p[3]} ${p[4]} ${p[5]}`;
  return `${start}C${p.slice(2).join(" ")}`;
}

/** The point at a share of a line, from 0 to 1. */
export function pointAt(route: Route, share: number): [number, number] {
  const [x, y] = [0, 1].map((offset) => {
    const p = (at: number) => route[2 * at + offset]!;
    const count = route.length / 2;
    const [t, u] = [share, 1 - share];
    if (count === 2) return u * p(0) + t * p(1);
    if (count === 3) return u * u * p(0) + 2 * u * t * p(1) + t * t * p(2);
    const curves = (count - 1) / 3;
    const curve = Math.min(curves - 1, Math.floor(share * curves));
    const [s, v] = [share * curves - curve, 1 - (share * curves - curve)];
    const at = curve * 3;
    return v ** 3 * p(at) + 3 * v * v * s * p(at + 1) + 3 * v * s * s * p(at + 2) + s ** 3 * p(at + 3);
  }) as [number, number];
  return [x, y];
}

/** Writes the head of a line as path data: full for, bar against, open neutral. */
export function head(route: Route, polarity: number, scale: number, atStart = false): string {
  const n = route.length;
  const [x, y] = atStart ? [route[0]!, route[1]!] : [route[n - 2]!, route[n - 1]!];
  const [px, py] = atStart ? [route[2]!, route[3]!] : [route[n - 4]!, route[n - 3]!];
  const length = Math.hypot(x - px, y - py) || 1;
  const [ux, uy] = [((x - px) / length) * scale, ((y - py) / length) * scale];
  const at = (back: number, side: number) => `${r1(x - ux * back - uy * side)} ${r1(y - uy * back + ux * side)}`;
  if (polarity === 0) return `M${at(0, 0)}L${at(9, 4.5)}L${at(9, -4.5)}Z`;
  if (polarity === 1) return `M${at(0, 6)}L${at(0, -6)}`;
  return `M${at(7, 4)}L${at(0, 0)}L${at(7, -4)}`;
}
