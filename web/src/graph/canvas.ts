// Draws large scenes on a canvas, and finds what is under the pointer.

import type { Model } from "../model.js";
import { paper, shade } from "../theme.js";
import type { Route } from "./routes.js";
import { head, pointAt } from "./routes.js";
import type { Scene } from "./scene.js";
import { namesThatFit, type Emphasis } from "./svg.js";
import { cut, FONT } from "./text.js";
import type { Viewport } from "./viewport.js";

/** Above so many emphasised edges, their labels and heads would be a blot. */
const LABELLED = 60;

export class CanvasPainter {
  readonly canvas: HTMLCanvasElement;
  /** The last whole picture, shown moved and scaled while a new one is being made. */
  private readonly kept = document.createElement("canvas");
  private keptView = { x: 0, y: 0, k: 1 };
  private timer = 0;
  private scene: Scene | null = null;
  private lines = new Map<number, Route>();
  private emphasis: Emphasis | null = null;
  private grid = new Map<number, number[]>();
  private cell = 40;

  constructor(private readonly model: Model, private readonly view: Viewport) {
    this.canvas = document.createElement("canvas");
  }

  /** Takes a new scene. */
  show(scene: Scene, lines: Map<number, Route>): void {
    this.scene = scene;
    this.lines = lines;
    this.grid = new Map();
    for (const node of scene.nodes) {
      const key = this.key(scene.x[node]!, scene.y[node]!);
      const list = this.grid.get(key);
      if (list) list.push(node);
      else this.grid.set(key, [node]);
    }
  }

  emphasise(emphasis: Emphasis | null, cursor: number | null): void {
    this.emphasis = emphasis;
    this.cursor = cursor;
    this.paint();
  }

  private cursor: number | null = null;

  /** Shows the kept picture where the view is now; a whole one follows once the view rests. */
  move(): void {
    const { context, ratio } = this.clear(this.canvas);
    const [a, b] = [this.keptView, this.view];
    const k = b.k / a.k;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.kept, (b.x - a.x * k) * ratio, (b.y - a.y * k) * ratio, this.kept.width * k, this.kept.height * k);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.paint(), 90);
  }

  /** Draws everything. Time O(nodes + edges). */
  paint(): void {
    clearTimeout(this.timer);
    const { scene, model, emphasis } = this;
    if (!scene) return;
    const { context } = this.clear(this.canvas);
    const { x, y, k } = this.view;
    context.translate(x, y);
    context.scale(k, k);
    const faint = emphasis ? 0.1 : scene.edges.length > 20_000 ? 0.22 : 0.45;
    // What is neutral lies below the rest.
    const looks = model.looks.map((_, at) => at).sort((a, b) => model.looks[b]!.polarity - model.looks[a]!.polarity);
    for (const at of looks) {
      const info = model.looks[at]!;
      const { polarity } = info;
      context.strokeStyle = shade(info.line);
      context.globalAlpha = polarity === 2 ? faint : Math.min(1, faint * 1.7);
      context.lineWidth = (polarity === 2 ? 0.7 : 1) / k;
      context.setLineDash(info.dash ? [6 / k, 4 / k] : []);
      // Dashes of thousands of lines cost more than they tell.
      if (scene.edges.length > 3_000) context.setLineDash([]);
      context.beginPath();
      for (const edge of scene.edges) if (model.lookAt[edge] === at) trace(context, this.lines.get(edge)!);
      context.stroke();
    }
    context.setLineDash([]);
    if (emphasis) this.strongEdges(context, emphasis, k);
    this.dots(context, k);
    this.names(context, k);
    context.globalAlpha = 1;
    this.kept.width = this.canvas.width;
    this.kept.height = this.canvas.height;
    this.kept.getContext("2d")!.drawImage(this.canvas, 0, 0);
    this.keptView = { x, y, k };
  }

  private strongEdges(context: CanvasRenderingContext2D, emphasis: Emphasis, k: number): void {
    const { model } = this;
    context.globalAlpha = emphasis.edges.size > 400 ? 0.5 : 1;
    for (const edge of emphasis.edges) {
      const route = this.lines.get(edge);
      if (!route) continue;
      const polarity = model.polarity[edge]!;
      const info = model.look(edge);
      context.strokeStyle = context.fillStyle = shade(info.line);
      context.lineWidth = (info.width * 1.2) / k;
      context.setLineDash(info.dash ? [6 / k, 4 / k] : []);
      context.beginPath();
      trace(context, route);
      context.stroke();
      context.setLineDash([]);
      if (emphasis.edges.size > LABELLED) continue;
      const tip = new Path2D(head(route, polarity, 1 / k));
      if (polarity === 0) context.fill(tip);
      else context.stroke(tip);
    }
  }

  private dots(context: CanvasRenderingContext2D, k: number): void {
    const { model, emphasis } = this;
    const scene = this.scene!;
    const byType = new Map<number, number[]>();
    for (const node of scene.nodes) {
      const list = byType.get(model.nodeType[node]!);
      if (list) list.push(node);
      else byType.set(model.nodeType[node]!, [node]);
    }
    const circles = (nodes: number[]) => {
      context.beginPath();
      for (const node of nodes) {
        const [x, y, r] = [scene.x[node]!, scene.y[node]!, this.radius(node, k)];
        context.moveTo(x + r, y);
        context.arc(x, y, r, 0, 2 * Math.PI);
      }
    };
    context.strokeStyle = paper().paper;
    context.lineWidth = 1 / k;
    for (const strong of emphasis ? [false, true] : [true]) {
      context.globalAlpha = strong ? 1 : 0.16;
      for (const [type, all] of byType) {
        const nodes = emphasis ? all.filter((node) => emphasis.nodes.has(node) === strong) : all;
        context.fillStyle = shade(model.types[type]!.color);
        circles(nodes);
        context.fill();
        if (strong) context.stroke();
      }
    }
    if (this.cursor !== null) {
      context.strokeStyle = paper().focus;
      context.lineWidth = 3 / k;
      context.beginPath();
      context.arc(scene.x[this.cursor]!, scene.y[this.cursor]!, this.radius(this.cursor, k) + 4 / k, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  private names(context: CanvasRenderingContext2D, k: number): void {
    const { model, emphasis } = this;
    const scene = this.scene!;
    const size = 11.5 / k;
    const { width: w, height: h } = this.canvas.getBoundingClientRect();
    const { x, y } = this.view;
    const view: [number, number, number, number] = [-x / k, -y / k, (w - x) / k, (h - y) / k];
    context.font = `${size}px ${FONT}`;
    context.textAlign = "center";
    context.lineJoin = "round";
    context.globalAlpha = 1;
    const write = (text: string, x: number, y: number, color: string) => {
      context.strokeStyle = paper().paper;
      context.lineWidth = size * 0.3;
      context.strokeText(text, x, y);
      context.fillStyle = color;
      context.fillText(text, x, y);
    };
    if (emphasis && emphasis.edges.size <= LABELLED) {
      for (const edge of emphasis.edges) {
        const route = this.lines.get(edge);
        if (!route) continue;
        const [x, y] = pointAt(route, 0.5);
        write(cut(model.edgeLabel(edge), 130, 11), x, y, shade(model.look(edge).text));
      }
    }
    for (const node of namesThatFit(model, scene, size, view, emphasis?.nodes ?? null, 140)) {
      const r = this.radius(node, k);
      write(cut(model.label(node), 150, 11), scene.x[node]!, scene.y[node]! + r + size * 1.05, paper().ink);
    }
  }

  /** Dots stay large enough to see and hit when the view is far away. */
  private radius(node: number, k: number): number {
    return Math.max(this.scene!.boxes.get(node)!.r, 1.8 / k);
  }

  /** Returns the node at a point of the picture. Time O(nodes near by). */
  nodeAt(x: number, y: number): number | null {
    const scene = this.scene;
    if (!scene) return null;
    const slack = 4 / this.view.k;
    const reach = 17 + slack;
    let best: number | null = null;
    let nearest = Infinity;
    for (let cx = Math.floor((x - reach) / this.cell); cx <= (x + reach) / this.cell; cx++) {
      for (let cy = Math.floor((y - reach) / this.cell); cy <= (y + reach) / this.cell; cy++) {
        for (const node of this.grid.get(pair(cx, cy)) ?? []) {
          const far = Math.hypot(scene.x[node]! - x, scene.y[node]! - y) - this.radius(node, this.view.k);
          if (far <= slack && far < nearest) (nearest = far), (best = node);
        }
      }
    }
    return best;
  }

  /** Returns the edge at a point of the picture. Time O(edges). */
  edgeAt(x: number, y: number): number | null {
    const scene = this.scene;
    if (!scene) return null;
    let nearest = 5 / this.view.k;
    let best: number | null = null;
    for (const edge of this.emphasis ? this.emphasis.edges : scene.edges) {
      const route = this.lines.get(edge);
      if (!route) continue;
      const steps = route.length === 4 ? 1 : 8;
      let [px, py] = [route[0]!, route[1]!];
      for (let step = 1; step <= steps; step++) {
        const [qx, qy] = step === steps ? [route.at(-2)!, route.at(-1)!] : pointAt(route, step / steps);
        const far = toSegment(x, y, px, py, qx, qy);
        if (far < nearest) (nearest = far), (best = edge);
        [px, py] = [qx, qy];
      }
    }
    return best;
  }

  private key(x: number, y: number): number {
    return pair(Math.floor(x / this.cell), Math.floor(y / this.cell));
  }

  private clear(canvas: HTMLCanvasElement) {
    const { width: w, height: h } = canvas.getBoundingClientRect();
    const ratio = Math.min(2, devicePixelRatio);
    const [pw, ph] = [Math.max(1, Math.round(w * ratio)), Math.max(1, Math.round(h * ratio))];
    if (canvas.width !== pw || canvas.height !== ph) (canvas.width = pw), (canvas.height = ph);
    const context = canvas.getContext("2d")!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = paper().paper;
    context.fillRect(0, 0, pw, ph);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return { context, ratio };
  }
}

const pair = (x: number, y: number) => (x + 100_000) * 200_000 + (y + 100_000);

function trace(context: CanvasRenderingContext2D, route: Route): void {
  context.moveTo(route[0]!, route[1]!);
  if (route.length === 4) context.lineTo(route[2]!, route[3]!);
  else if (route.length === 6) context.quadraticCurveTo(route[2]!, route[3]!, route[4]!, route[5]!);
  else for (let at = 2; at < route.length; at += 6) context.bezierCurveTo(...(route.slice(at, at + 6) as [number, number, number, number, number, number]));
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}
