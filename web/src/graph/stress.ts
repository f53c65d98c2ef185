// The network layout of a part: distances in the picture near those in the graph.
//
// Stress by stochastic gradient descent (Zheng, Pawar, Goodman 2018, "Graph Drawing by Stochastic Gradient Descent"),
// each component by itself; then boxes are moved apart, and off the lines of others. Time O(nodes²) a round: it is
// for parts of a few hundred nodes. The same part gives the same picture: the order is shuffled by a fixed seed.

export interface Size {
  w: number;
  h: number;
}

/** Places things by their number in `sizes`; links are pairs of such numbers. */
export function network(sizes: Size[], links: Array<[number, number]>, step: number, aspect: number) {
  const n = sizes.length;
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  const near: number[][] = sizes.map(() => []);
  for (const [a, b] of links) if (a !== b) near[a]!.push(b), near[b]!.push(a);
  const parts = components(near);
  const placed = parts.map((part) => {
    descend(part, near, step, x, y);
    lieDown(part, x, y, aspect);
    const own = links.filter(([a, b]) => a !== b && part.includes(a));
    settle(part, own, sizes, x, y);
    return part;
  });
  pack(placed, sizes, x, y, aspect);
  return { x, y };
}

function components(near: number[][]): number[][] {
  const seen = new Uint8Array(near.length);
  const parts: number[][] = [];
  for (let start = 0; start < near.length; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    const part = [start];
    for (const node of part) for (const next of near[node]!) if (!seen[next]) (seen[next] = 1), part.push(next);
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

/** Hops from a node to each other node of its component. */
function hops(near: number[][], from: number): Map<number, number> {
  const found = new Map([[from, 0]]);
  for (const [node, distance] of found) for (const next of near[node]!) if (!found.has(next)) found.set(next, distance + 1);
  return found;
}

function descend(part: number[], near: number[][], step: number, x: Float64Array, y: Float64Array): void {
  const random = generator();
  for (const node of part) (x[node] = random() * step), (y[node] = random() * step);
  const pairs: Array<[number, number, number]> = [];
  for (const a of part) {
    for (const [b, distance] of hops(near, a)) {
      if (a >= b) continue;
      // Hubs need room around them.
      const crowd = 1 + 0.14 * Math.log2(1 + Math.min(near[a]!.length, near[b]!.length));
      pairs.push([a, b, distance * step * crowd]);
    }
  }
  if (!pairs.length) return;
  const longest = Math.max(...pairs.map(([, , d]) => d).slice(0, 100_000));
  const shortest = step;
  const rounds = part.length > 250 ? 24 : 48;
  for (let round = 0; round < rounds; round++) {
    // From moving everything to moving hardly anything.
    const rate = longest ** 2 * (0.1 * (shortest / longest) ** 2) ** (round / (rounds - 1));
    shuffle(pairs, random);
    for (const [a, b, wanted] of pairs) {
      const share = Math.min(1, rate / wanted ** 2);
      const [dx, dy] = [x[a]! - x[b]! || 1e-3, y[a]! - y[b]! || 1e-3];
      const far = Math.hypot(dx, dy);
      const move = (share * (far - wanted)) / 2 / far;
      x[a]! -= dx * move;
      y[a]! -= dy * move;
      x[b]! += dx * move;
      y[b]! += dy * move;
    }
  }
}

/** Turns a component so that its long axis lies along the long side of the picture, and stretches it that way. */
function lieDown(part: number[], x: Float64Array, y: Float64Array, aspect: number): void {
  const mean = (list: Float64Array) => part.reduce((sum, node) => sum + list[node]!, 0) / part.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  for (const node of part) {
    const [dx, dy] = [x[node]! - mx, y[node]! - my];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2 + (aspect < 1 ? Math.PI / 2 : 0);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [wide, tall] = [0, 0];
  for (const node of part) {
    const [dx, dy] = [x[node]! - mx, y[node]! - my];
    x[node] = dx * cos + dy * sin;
    y[node] = dy * cos - dx * sin;
    wide += Math.abs(x[node]!);
    tall += Math.abs(y[node]!);
  }
  const stretch = Math.sqrt(Math.max(0.6, Math.min(1.8, (aspect * tall) / (wide || 1))));
  for (const node of part) {
    x[node]! *= stretch;
    y[node]! /= stretch;
  }
}

/** Moves boxes apart, and off the lines between others. */
function settle(part: number[], links: Array<[number, number]>, sizes: Size[], x: Float64Array, y: Float64Array): void {
  const careful = part.length <= 150;
  for (let round = 0; round < 120; round++) {
    if (careful && round < 70 && round % 2 === 0) avoidLines(part, links, sizes, x, y);
    if (!separate(part, sizes, x, y) && round > 70) break;
  }
}

/** Pushes overlapping boxes apart along the shorter way, once. Returns whether any did. */
export function separate(part: number[], sizes: Size[], x: Float64Array | Float32Array, y: Float64Array | Float32Array): boolean {
  let moved = false;
  const order = [...part].sort((a, b) => x[a]! - x[b]! || a - b);
  const widest = Math.max(0, ...part.map((node) => sizes[node]!.w));
  for (let i = 0; i < order.length; i++) {
    const a = order[i]!;
    for (let j = i + 1; j < order.length; j++) {
      const b = order[j]!;
      if (x[b]! - x[a]! > (sizes[a]!.w + widest) / 2 + 1) break;
      const overX = (sizes[a]!.w + sizes[b]!.w) / 2 - Math.abs(x[b]! - x[a]!);
      const overY = (sizes[a]!.h + sizes[b]!.h) / 2 - Math.abs(y[b]! - y[a]!);
      if (overX <= 0.01 || overY <= 0.01) continue;
      moved = true;
      if (overX < overY) {
        const push = (overX / 2 + 0.05) * (x[b]! >= x[a]! ? 1 : -1);
        x[a]! -= push;
        x[b]! += push;
      } else {
        const push = (overY / 2 + 0.05) * (y[b]! > y[a]! || (y[b] === y[a] && b > a) ? 1 : -1);
        y[a]! -= push;
        y[b]! += push;
      }
    }
  }
  return moved;
}

function avoidLines(part: number[], links: Array<[number, number]>, sizes: Size[], x: Float64Array, y: Float64Array): void {
  for (const [a, b] of links) {
    const [dx, dy] = [x[b]! - x[a]!, y[b]! - y[a]!];
    const length = Math.hypot(dx, dy) || 1;
    for (const node of part) {
      if (node === a || node === b) continue;
      const along = ((x[node]! - x[a]!) * dx + (y[node]! - y[a]!) * dy) / length ** 2;
      if (along < 0.05 || along > 0.95) continue;
      // How far the box reaches across the line, and how far its centre is from it.
      const reach = (Math.abs(dy) * sizes[node]!.w + Math.abs(dx) * sizes[node]!.h) / 2 / length;
      const off = ((x[node]! - x[a]!) * dy - (y[node]! - y[a]!) * dx) / length;
      const over = reach - Math.abs(off);
      if (over <= 0) continue;
      const push = Math.min(over * 0.25, 14) * (off >= 0 ? 1 : -1);
      x[node]! += (dy / length) * push;
      y[node]! -= (dx / length) * push;
      for (const end of [a, b]) {
        x[end]! -= (dy / length) * push * 0.25;
        y[end]! += (dx / length) * push * 0.25;
      }
    }
  }
}

/** Puts the components beside each other: the largest first, the small ones in rows below. */
function pack(parts: number[][], sizes: Size[], x: Float64Array, y: Float64Array, aspect: number): void {
  const boxes = parts.map((part) => {
    const reach = (of: (node: number) => number) => part.map(of).reduce((a, b) => Math.max(a, b), -Infinity);
    const x1 = reach((node) => x[node]! + sizes[node]!.w / 2);
    const x0 = -reach((node) => sizes[node]!.w / 2 - x[node]!);
    const y1 = reach((node) => y[node]! + sizes[node]!.h / 2);
    const y0 = -reach((node) => sizes[node]!.h / 2 - y[node]!);
    return { part, x0, y0, w: x1 - x0, h: y1 - y0 };
  });
  const gap = 14;
  const area = boxes.reduce((sum, box) => sum + (box.w + gap) * (box.h + gap), 0);
  const room = Math.max(boxes[0]?.w ?? 0, Math.sqrt(area * Math.max(0.4, aspect)));
  let [left, top, tall] = [0, 0, 0];
  for (const { part, x0, y0, w, h } of boxes) {
    if (left > 0 && left + w > room) (left = 0), (top += tall + gap), (tall = 0);
    for (const node of part) (x[node]! += left - x0), (y[node]! += top - y0);
    left += w + gap;
    tall = Math.max(tall, h);
  }
}

/** Park and Miller's minimal standard generator: the same numbers on each opening. */
function generator(): () => number {
  let seed = 20_250_919;
  return () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
}
