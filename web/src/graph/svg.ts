// Draws a scene as SVG: in the page, where each node can be reached by keys, and for export.

import { svg } from "../dom.js";
import { ICONS } from "../icons.js";
import type { Model } from "../model.js";
import { inkOn, mix, paper, isDark, shade } from "../theme.js";
import { head, pathData, pointAt, type Route } from "./routes.js";
import type { Scene } from "./scene.js";
import { cut, FONT, width } from "./text.js";

/** What stands out; everything else fades. */
export interface Emphasis {
  nodes: Set<number>;
  edges: Set<number>;
}

/**
 * Draws a node around the origin: its shape in a group that can be a button, its texts beside that. The button's
 * name says all of them, cut or not.
 */
export function drawNode(model: Model, scene: Scene, node: number): SVGGElement {
  const box = scene.boxes.get(node)!;
  const { card, ink, second, focus, paper: back } = paper();
  const type = model.type(node);
  const key = shade(type.color);
  const icon = (x: number, y: number, size: number) =>
    svg("path", {
      d: ICONS[type.icon] ?? ICONS.dot!,
      fill: inkOn(key),
      "fill-rule": "evenodd",
      transform: `translate(${x} ${y}) scale(${size / 16})`,
    });
  const shape = svg("g", { class: "shape" });
  const texts = svg("g", { "aria-hidden": "true" });
  const group = svg("g", { class: "node" }, shape, texts);
  if (scene.mode === "dot") {
    const { r } = box;
    shape.append(
      svg("circle", { class: "ring", r: r + 4, fill: "none", stroke: focus, "stroke-width": 3 }),
      svg("circle", { class: "face", r, fill: key, stroke: back, "stroke-width": 1.2 }),
    );
    if (r > 7.5) shape.append(icon(-r * 0.58, -r * 0.58, r * 1.16));
    return group;
  }
  const large = scene.mode === "card";
  const [x, y] = [-box.w / 2, -box.h / 2];
  const [round, strip] = large ? [7, 28] : [6, 22];
  shape.append(
    svg("rect", {
      class: "ring", x: x - 4, y: y - 4, width: box.w + 8, height: box.h + 8, rx: round + 3,
      fill: "none", stroke: focus, "stroke-width": 3,
    }),
    svg("rect", {
      class: "face", x, y, width: box.w, height: box.h, rx: round,
      fill: card, stroke: mix(key, card, isDark() ? 0.35 : 0.45), "stroke-width": 1.2,
    }),
    svg("path", {
      d: `M${x + round} ${y}H${x + strip}V${y + box.h}H${x + round}a${round} ${round} 0 0 1 -${round} -${round}V${y + round}a${round} ${round} 0 0 1 ${round} -${round}z`,
      fill: key,
    }),
  );
  const size = large ? 17 : 13;
  shape.append(icon(x + (strip - size) / 2, -size / 2, size));
  const line = (text: string, at: number, size: number, bold: boolean) => {
    // Text that begins in a right-to-left script is set against the right side.
    const rtl = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);
    return svg(
      "text",
      {
        x: rtl ? x + box.w - 9 : x + strip + (large ? 9 : 6),
        y: at,
        "font-size": size,
        "font-weight": bold ? 700 : null,
        "font-family": FONT,
        fill: bold ? ink : second,
        direction: rtl ? "rtl" : null,
      },
      text,
    );
  };
  let at = large ? y + (box.h - box.name.length * 15.5 - box.about.length * 13) / 2 + 12 : 4;
  for (const text of box.name) {
    texts.append(line(text, at, large ? 13 : 11.5, true));
    at += 15.5;
  }
  at -= 1.5;
  for (const text of box.about) {
    texts.append(line(text, at, 10.5, false));
    at += 13;
  }
  return group;
}

/** Draws an edge: what the mouse hits, the line, the heads. */
export function drawEdge(model: Model, scene: Scene, edge: number): SVGGElement {
  const polarity = model.polarities[model.polarity[edge]!]!;
  const look = model.look(edge);
  const color = shade(look.line);
  const thin = scene.mode === "dot" ? 0.7 : 1;
  const full = polarity.id === "positive";
  const path = (props: Record<string, unknown>) => svg("path", { fill: "none", ...props });
  const group = svg(
    "g",
    { class: "edge" },
    path({ class: "hit", stroke: "transparent", "stroke-width": 14 }),
    path({
      class: "stroke",
      stroke: color,
      "stroke-width": look.width * thin,
      "stroke-dasharray": look.dash ? "6 4" : null,
    }),
    path({
      class: "head",
      fill: full ? color : "none",
      stroke: color,
      "stroke-width": full ? 0 : polarity.id === "negative" ? 2.6 : 1.5,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
    svg("title", {}, model.sentence(edge).slice(0, 400)),
  );
  return group;
}

/** Puts an edge on its line. */
export function placeEdge(model: Model, scene: Scene, edge: number, route: Route, group: SVGGElement): void {
  const data = pathData(route);
  const scale = scene.mode === "dot" ? 0.75 : 1;
  const polarity = model.polarity[edge]!;
  const bothWays = model.relations[model.relation[edge]!]!.symmetric;
  const heads = head(route, polarity, scale) + (bothWays ? head(route, polarity, scale, true) : "");
  group.querySelector(".hit")!.setAttribute("d", data);
  group.querySelector(".stroke")!.setAttribute("d", data);
  group.querySelector(".head")!.setAttribute("d", heads);
}

/** Draws the labels of some edges where they cover the least. */
export function drawLabels(
  model: Model, scene: Scene, lines: Map<number, Route>, edges: number[], size: number, named: number[] = [],
): SVGTextElement[] {
  type Rect = [x0: number, y0: number, x1: number, y1: number];
  const taken: Rect[] = scene.nodes.map((node) => {
    const { w, h } = scene.boxes.get(node)!;
    const [x, y] = [scene.x[node]!, scene.y[node]!];
    return [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  });
  for (const node of named) {
    const half = (width(cut(model.label(node), 150, 11), 11) * size) / 22;
    const [x, y] = [scene.x[node]!, scene.y[node]! + scene.boxes.get(node)!.r];
    taken.push([x - half, y, x + half, y + size * 1.25]);
  }
  const overlap = (a: Rect, b: Rect) =>
    Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  const labels: SVGTextElement[] = [];
  for (const edge of edges) {
    const route = lines.get(edge);
    if (!route) continue;
    const text = cut(model.edgeLabel(edge), 160, 11);
    const half = ((width(text, 11, true) + 6) * size) / 11 / 2;
    let best: { rect: Rect; cost: number; x: number; y: number } | null = null;
    for (const share of [0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78]) {
      const [x, y] = pointAt(route, share);
      const rect: Rect = [x - half, y - size * 0.75, x + half, y + size * 0.65];
      let cost = Math.abs(share - 0.5) * 40;
      for (const other of taken) cost += overlap(rect, other);
      if (!best || cost < best.cost) best = { rect, cost, x, y };
      if (cost < 1) break;
    }
    if (!best) continue;
    taken.push(best.rect);
    const polarity = model.polarities[model.polarity[edge]!]!;
    labels.push(
      svg(
        "text",
        {
          x: best.x,
          y: best.y + size * 0.33,
          "text-anchor": "middle",
          "font-size": size,
          "font-weight": polarity.id === "neutral" ? 400 : 600,
          "font-family": FONT,
          fill: shade(model.look(edge).text),
          stroke: paper().paper,
          "stroke-width": size * 0.36,
          "stroke-linejoin": "round",
          "paint-order": "stroke",
        },
        text,
      ),
    );
  }
  return labels;
}

/** Draws the name of a dot below it; `size` in units of the picture. */
export function drawName(model: Model, scene: Scene, node: number, size: number): SVGTextElement {
  const { ink, paper: back } = paper();
  return svg(
    "text",
    {
      x: scene.x[node]!,
      y: scene.y[node]! + scene.boxes.get(node)!.r + size * 1.05,
      "text-anchor": "middle",
      "font-size": size,
      "font-family": FONT,
      fill: ink,
      stroke: back,
      "stroke-width": size * 0.28,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
    },
    cut(model.label(node), 150, 11),
  );
}

/** Chooses the names of dots that fit: the most linked first, none over another. `view` in units of the picture. */
export function namesThatFit(
  model: Model, scene: Scene, size: number, view: [number, number, number, number], only: Set<number> | null, most: number,
): number[] {
  const cell = size * 3;
  const taken = new Map<string, Array<[number, number, number, number]>>();
  const found: number[] = [];
  const cells = (rect: readonly number[]) => {
    const keys: string[] = [];
    for (let x = Math.floor(rect[0]! / cell); x <= rect[2]! / cell; x++)
      for (let y = Math.floor(rect[1]! / cell); y <= rect[3]! / cell; y++) keys.push(`${x},${y}`);
    return keys;
  };
  // What stands out is named in its own order, the chosen node first.
  for (const node of only ?? scene.nodes) {
    if (found.length >= most) break;
    if (!scene.boxes.has(node)) continue;
    const { r } = scene.boxes.get(node)!;
    const [x, y] = [scene.x[node]!, scene.y[node]! + r];
    if (x < view[0] || x > view[2] || y < view[1] || y > view[3]) continue;
    const half = (width(cut(model.label(node), 150, 11), 11) * size) / 22;
    const rect: [number, number, number, number] = [x - half, y, x + half, y + size * 1.25];
    const keys = cells(rect);
    const clash = keys.some((key) =>
      taken.get(key)?.some((o) => o[0] < rect[2] && o[2] > rect[0] && o[1] < rect[3] && o[3] > rect[1]),
    );
    if (clash) continue;
    for (const key of keys) (taken.get(key) ?? taken.set(key, []).get(key)!).push(rect);
    found.push(node);
  }
  return found;
}

/** Draws a whole picture, with title and legend, for export. */
export function drawPicture(model: Model, scene: Scene, lines: Map<number, Route>, emphasis: Emphasis | null, box: [number, number, number, number]): SVGSVGElement {
  const { paper: back, ink, second } = paper();
  const [x0, y0, x1, y1] = box;
  const [margin, top, bottom] = [36, 64, 58];
  const [w, h] = [Math.max(680, x1 - x0 + 2 * margin), y1 - y0 + 2 * margin + top + bottom];
  const picture = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg", width: Math.round(w), height: Math.round(h),
    viewBox: `0 0 ${w.toFixed(1)} ${h.toFixed(1)}`, "font-family": FONT,
  });
  picture.append(svg("title", {}, model.title), svg("rect", { width: "100%", height: "100%", fill: back }));
  picture.append(svg("text", { x: margin, y: 44, "font-size": 22, "font-weight": 700, fill: ink }, cut(model.title, w - 80, 22, true)));
  const fade = (element: SVGElement, stands: boolean) => {
    if (!stands) element.setAttribute("opacity", "0.13");
    return element;
  };
  const [edges, labels, nodes] = [svg("g"), svg("g"), svg("g")];
  for (const edge of scene.edges) {
    const group = drawEdge(model, scene, edge);
    placeEdge(model, scene, edge, lines.get(edge)!, group);
    group.querySelector(".hit")!.remove();
    edges.append(fade(group, !emphasis || emphasis.edges.has(edge)));
  }
  const dots = scene.mode === "dot";
  const labelled = emphasis ? [...emphasis.edges] : !dots && scene.edges.length <= 120 ? scene.edges : [];
  if (labelled.length <= 160) labels.append(...drawLabels(model, scene, lines, labelled, 11));
  for (const node of scene.nodes) {
    const group = drawNode(model, scene, node);
    group.querySelector(".ring")!.remove();
    group.setAttribute("transform", `translate(${scene.x[node]!.toFixed(1)} ${scene.y[node]!.toFixed(1)})`);
    group.prepend(svg("title", {}, `${model.type(node).label}: ${model.label(node)}`.slice(0, 400)));
    nodes.append(fade(group, !emphasis || emphasis.nodes.has(node)));
  }
  if (dots) {
    const size = Math.max(11, (x1 - x0) / 110);
    const fitting = namesThatFit(model, scene, size, [-1e9, -1e9, 1e9, 1e9], emphasis?.nodes ?? null, 150);
    nodes.append(...fitting.map((node) => drawName(model, scene, node, size)));
  }
  const whole = svg("g", { transform: `translate(${((w - (x1 - x0)) / 2 - x0).toFixed(1)} ${(margin + top - y0).toFixed(1)})` });
  whole.append(edges, labels, nodes);
  picture.append(whole);
  let x = margin;
  const y = h - 30;
  const word = (text: string) => {
    picture.append(svg("text", { x, y: y + 4, "font-size": 12, fill: second }, text));
    x += width(text, 12) + 20;
  };
  for (const type of new Set(scene.nodes.map((node) => model.type(node)))) {
    const key = shade(type.color);
    picture.append(
      svg("rect", { x, y: y - 8, width: 16, height: 16, rx: 4, fill: key }),
      svg("path", { d: ICONS[type.icon] ?? ICONS.dot!, fill: inkOn(key), "fill-rule": "evenodd", transform: `translate(${x + 2.5} ${y - 5.5}) scale(0.69)` }),
    );
    x += 22;
    word(cut(type.plural, 130, 12));
  }
  for (const look of model.looksOf(scene.edges)) {
    const color = shade(look.line);
    const full = look.polarity === 0;
    picture.append(
      svg("path", { d: `M${x} ${y}H${x + 24}`, stroke: color, "stroke-width": look.width, "stroke-dasharray": look.dash ? "5 3" : null }),
      svg("path", { d: head([x, y, x + 30, y], look.polarity, 1), fill: full ? color : "none", stroke: color, "stroke-width": full ? 0 : 1.8 }),
    );
    x += 38;
    word(cut(look.name, 130, 12));
  }
  // The legend of many types is wider than a small picture.
  if (x > w) {
    picture.setAttribute("width", String(Math.round(x)));
    picture.setAttribute("viewBox", `0 0 ${x.toFixed(1)} ${h.toFixed(1)}`);
  }
  for (const element of picture.querySelectorAll("[class], [aria-hidden]")) {
    element.removeAttribute("class");
    element.removeAttribute("aria-hidden");
  }
  return picture;
}
