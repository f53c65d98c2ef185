// The layout from left to right of a part: edges point right where they can.
//
// Layers by longest path over an order that a depth-first walk finds, crossings lowered by barycentres (Sugiyama,
// Tagawa, Toda 1981), heights by moving nodes towards their neighbours. Long edges get a place in each layer that
// they cross, so that they pass between the boxes.

import type { Size } from "./stress.js";

interface Item {
  /** Number of the thing, or -1 for a place on a long edge. */
  node: number;
  layer: number;
  h: number;
  y: number;
  left: Item[];
  right: Item[];
}

/** Places things by their number in `sizes`; `links` are directed. Returns centres, and the bends of each link. */
export function layers(sizes: Size[], links: Array<[number, number]>, gap: number) {
  const layer = layerOf(sizes.length, links);
  const columns: Item[][] = [];
  const put = (item: Item) => ((columns[item.layer] ??= []).push(item), item);
  const items = sizes.map((size, node) => put({ node, layer: layer[node]!, h: size.h, y: 0, left: [], right: [] }));
  const bends: Item[][] = links.map(([a, b]) => {
    if (layer[a] === layer[b]) return [];
    const [from, to] = layer[a]! < layer[b]! ? [items[a]!, items[b]!] : [items[b]!, items[a]!];
    const way: Item[] = [];
    let before = from;
    for (let at = from.layer + 1; at <= to.layer; at++) {
      const item = at === to.layer ? to : put({ node: -1, layer: at, h: 8, y: 0, left: [], right: [] });
      before.right.push(item);
      item.left.push(before);
      if (item !== to) way.push(item);
      before = item;
    }
    return layer[a]! < layer[b]! ? way : way.reverse();
  });
  order(columns);
  level(columns);
  const [x, y] = [new Float64Array(sizes.length), new Float64Array(sizes.length)];
  const centres: number[] = [];
  let edge = 0;
  for (const column of columns) {
    const wide = Math.max(20, ...column.map((item) => (item.node < 0 ? 0 : sizes[item.node]!.w)));
    centres.push(edge + wide / 2);
    edge += wide + gap;
  }
  for (const item of items) (x[item.node] = centres[item.layer]!), (y[item.node] = item.y);
  return { x, y, bends: bends.map((way) => way.flatMap((item) => [centres[item.layer]!, item.y])) };
}

/** The layer of each thing; links that would close a circle are turned round. */
function layerOf(n: number, links: Array<[number, number]>): Int32Array {
  const next: number[][] = Array.from({ length: n }, () => []);
  const into = new Int32Array(n);
  for (const [a, b] of links) if (a !== b) next[a]!.push(b), into[b]!++;
  const state = new Uint8Array(n);
  const forward: number[][] = Array.from({ length: n }, () => []);
  const done: number[] = [];
  // Sources first, so that few links point back; the stack is our own, for long chains.
  const starts = [...Array(n).keys()].sort((a, b) => into[a]! - into[b]! || next[b]!.length - next[a]!.length || a - b);
  for (const start of starts) {
    if (state[start]) continue;
    const stack: Array<[number, number]> = [[start, 0]];
    state[start] = 1;
    while (stack.length) {
      const top = stack.at(-1)!;
      const [node, at] = top;
      const to = next[node]![at];
      if (to === undefined) {
        state[node] = 2;
        done.push(node);
        stack.pop();
        continue;
      }
      top[1]++;
      if (state[to] === 1) forward[to]!.push(node);
      else forward[node]!.push(to);
      if (!state[to]) (state[to] = 1), stack.push([to, 0]);
    }
  }
  const layer = new Int32Array(n);
  for (const node of done.reverse()) for (const to of forward[node]!) layer[to] = Math.max(layer[to]!, layer[node]! + 1);
  // A thing moves right, beside what it points to, where nothing points to it.
  for (const node of [...done].reverse()) {
    const beyond = forward[node]!.map((to) => layer[to]!);
    const pinned = forward.some((list) => list.includes(node));
    if (beyond.length && !pinned) layer[node] = Math.min(...beyond) - 1;
  }
  return layer;
}

function order(columns: Item[][]): void {
  const place = new Map<Item, number>();
  const number = (column: Item[]) => column.forEach((item, at) => place.set(item, at - column.length / 2));
  columns.forEach(number);
  for (let round = 0; round < 16; round++) {
    const side = round % 2 === 0 ? "left" : "right";
    for (const column of round % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = new Map(
        column.map((item) => {
          const list = item[side].length ? item[side] : item[side === "left" ? "right" : "left"];
          const mean = list.reduce((sum, other) => sum + place.get(other)!, 0) / (list.length || 1);
          return [item, list.length ? mean : place.get(item)!];
        }),
      );
      column.sort((a, b) => wanted.get(a)! - wanted.get(b)! || place.get(a)! - place.get(b)!);
      number(column);
    }
  }
}

function level(columns: Item[][]): void {
  const gap = (a: Item, b: Item) => (a.h + b.h) / 2 + (a.node < 0 || b.node < 0 ? 10 : 18);
  for (const column of columns) {
    let y = 0;
    column.forEach((item, at) => (item.y = y = at ? y + gap(column[at - 1]!, item) : 0));
    const middle = y / 2;
    for (const item of column) item.y -= middle;
  }
  for (let round = 0; round < 24; round++) {
    for (const column of round % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = column.map((item) => {
        const list = [...item.left, ...item.right];
        return list.length ? list.reduce((sum, other) => sum + other.y, 0) / list.length : item.y;
      });
      // Down and up keep the gaps; their mean is near what was wanted.
      const down: number[] = [];
      column.forEach((item, at) => down.push(at ? Math.max(wanted[at]!, down[at - 1]! + gap(column[at - 1]!, item)) : wanted[0]!));
      const up: number[] = new Array(column.length);
      for (let at = column.length - 1; at >= 0; at--) {
        const below = column[at + 1];
        up[at] = below ? Math.min(wanted[at]!, up[at + 1]! - gap(column[at]!, below)) : wanted[at]!;
      }
      column.forEach((item, at) => (item.y = (down[at]! + up[at]!) / 2));
    }
  }
}
