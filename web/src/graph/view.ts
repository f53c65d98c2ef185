// The graph view: what is drawn follows the state, and pointer and keys act on what is drawn.

import { count, el, say, svg } from "../dom.js";
import type { Visible } from "../filter.js";
import type { Model } from "../model.js";
import type { State } from "../state.js";
import type { Path } from "../walk.js";
import { CanvasPainter } from "./canvas.js";
import { place } from "./place.js";
import { pointAt, routes, type Route } from "./routes.js";
import { bounds, measure, modeFor, type Scene } from "./scene.js";
import { scope, type Scope } from "./scope.js";
import { drawEdge, drawLabels, drawName, drawNode, drawPicture, namesThatFit, placeEdge, type Emphasis } from "./svg.js";
import { Viewport } from "./viewport.js";

export interface Actions {
  openNode(node: number): void;
  openEdge(edge: number): void;
  /** Asks for the path from the chosen node to this one. */
  pathTo(node: number): void;
  clear(): void;
}

/** Above so many nodes a canvas draws, below SVG. */
const SVG_NODES = 400;
/** All relations are named up to this number; of more, only those that stand out, or that are near. */
const LABELLED_EDGES = 60;

type Hit = { node: number } | { edge: number } | null;

export class GraphView {
  private readonly stage = el("div", { class: "stage" });
  private readonly svg = svg("svg", { role: "group", "aria-label": "Graph: arrow keys move between nodes, Enter opens one" });
  private readonly world = svg("g");
  private readonly edgeLayer = svg("g");
  private readonly labelLayer = svg("g", { "aria-hidden": "true", "pointer-events": "none" });
  private readonly nodeLayer = svg("g");
  private readonly nameLayer = svg("g", { "aria-hidden": "true", "pointer-events": "none" });
  private readonly view = new Viewport();
  private readonly painter: CanvasPainter;

  private state!: State;
  private path: Path | null = null;
  private visible: Visible | null = null;
  private scope: Scope = { nodes: [], edges: [], kind: "all" };
  private scene: Scene;
  private lines = new Map<number, Route>();
  private bends: Map<number, number[]> | undefined;
  private nodes = new Map<number, SVGGElement>();
  private buttons = new Map<number, SVGGElement>();
  private edges = new Map<number, SVGGElement>();
  private drawnKey = "";
  private hover: Hit = null;
  private cursor: number | null = null;
  /** Nodes that were opened by search, which a large graph's picture keeps. */
  private readonly added = new Set<number>();
  private fitted = true;
  private frame = 0;

  constructor(host: HTMLElement, private readonly model: Model, private readonly act: Actions) {
    const empty = () => new Float32Array(model.nodeCount);
    this.scene = { mode: "card", layered: false, nodes: [], edges: [], boxes: new Map(), x: empty(), y: empty() };
    this.painter = new CanvasPainter(model, this.view);
    this.world.append(this.edgeLayer, this.labelLayer, this.nodeLayer, this.nameLayer);
    this.svg.append(this.world);
    const { canvas } = this.painter;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", "Graph: arrow keys move between nodes, Enter opens one. The table lists all relations.");
    this.stage.append(this.svg, canvas);
    host.prepend(this.stage);
    this.listen();
    new ResizeObserver(() => this.resized()).observe(this.stage);
  }

  /** Whether a canvas draws, since there is much to draw. */
  get isLarge(): boolean {
    return this.scene.nodes.length > SVG_NODES || this.scene.edges.length > 4 * SVG_NODES;
  }

  get drawn(): Scope {
    return this.scope;
  }

  /** Draws a state. What has not changed keeps its place. */
  update(state: State, visible: Visible, path: Path | null): void {
    const before = this.state;
    this.state = state;
    this.path = path;
    this.hover = null;
    if (state.chosen?.kind === "node") this.added.add(state.chosen.at);
    // While everything is drawn, opening something only changes what stands out.
    const same = before && visible === this.visible && state.layout === before.layout && this.scope.kind === "all" && !state.depth;
    this.visible = visible;
    if (!same) this.redraw(visible);
    const moved = JSON.stringify([state.chosen, state.path]) !== JSON.stringify([before?.chosen, before?.path]);
    if (state.chosen?.kind === "node" && moved) this.setCursor(state.chosen.at);
    this.emphasise();
    if (moved && !state.depth) this.show();
  }

  /** Draws what the state and the filters leave; it is laid out anew only if it must be. */
  private redraw(visible: Visible): void {
    const { state } = this;
    this.scope = scope(this.model, visible, state, this.path, this.added);
    const mode = modeFor(this.scope.nodes.length, this.width < 640);
    const whole = this.scope.kind === "all";
    // While everything is drawn, hiding a type or relation moves nothing.
    const area = whole ? "all" : `${this.scope.kind}:${this.scope.nodes.join()}`;
    const key = `${area}/${mode}/${state.layout}`;
    const relaid = key !== this.drawnKey;
    if (relaid) {
      this.drawnKey = key;
      this.layOut(mode, visible, whole);
    } else {
      this.scene = { ...this.scene, nodes: this.scope.nodes, edges: this.scope.edges };
    }
    this.build();
    if (relaid) this.fit();
  }

  /** Draws again what is there: in other colours, or for another width. */
  refresh(): void {
    if (!this.state || !this.visible) return;
    this.redraw(this.visible);
    this.emphasise();
  }

  private layOut(mode: Scene["mode"], visible: Visible, whole: boolean): void {
    const old = this.scene;
    const scene: Scene = {
      ...old, mode, layered: this.state.layout === "layers", nodes: this.scope.nodes, edges: this.scope.edges,
      boxes: new Map(), x: old.x.slice(), y: old.y.slice(),
    };
    // A whole graph is laid out with what filters hide, so that it does not move when they change.
    if (whole) {
      scene.nodes = [...Array(this.model.nodeCount).keys()].sort((a, b) => this.model.degree[b]! - this.model.degree[a]! || a - b);
      scene.edges = [...Array(this.model.edgeCount).keys()];
      if (modeFor(scene.nodes.length, this.width < 640) !== mode || scene.nodes.length > visible.nodeCount * 3) {
        scene.nodes = this.scope.nodes;
        scene.edges = this.scope.edges;
      }
    }
    scene.boxes = measure(this.model, scene.nodes, mode);
    this.bends = place(this.model, scene, whole, this.width / this.height);
    this.scene = { ...scene, nodes: this.scope.nodes, edges: this.scope.edges };
  }

  /** Makes what is drawn anew. */
  private build(): void {
    this.lines = routes(this.model, this.scene, this.bends);
    const large = this.isLarge;
    this.svg.toggleAttribute("hidden", large);
    this.painter.canvas.toggleAttribute("hidden", !large);
    const focused = this.button?.isSameNode(document.activeElement);
    this.nodes.clear();
    this.buttons.clear();
    this.edges.clear();
    if (large) {
      this.nodeLayer.replaceChildren();
      this.edgeLayer.replaceChildren();
      this.painter.show(this.scene, this.lines);
      return;
    }
    for (const edge of this.scene.edges) {
      const group = drawEdge(this.model, this.scene, edge);
      group.dataset.edge = String(edge);
      group.setAttribute("aria-hidden", "true");
      placeEdge(this.model, this.scene, edge, this.lines.get(edge)!, group);
      this.edges.set(edge, group);
    }
    for (const node of this.scene.nodes) {
      const group = drawNode(this.model, this.scene, node);
      const shape = group.firstElementChild as SVGGElement;
      shape.dataset.node = String(node);
      shape.setAttribute("role", "button");
      shape.setAttribute("tabindex", "-1");
      shape.setAttribute("aria-label", this.describe(node));
      this.buttons.set(node, shape);
      group.setAttribute("transform", `translate(${this.scene.x[node]!.toFixed(1)} ${this.scene.y[node]!.toFixed(1)})`);
      this.nodes.set(node, group);
    }
    this.edgeLayer.replaceChildren(...this.edges.values());
    this.nodeLayer.replaceChildren(...this.nodes.values());
    if (this.cursor === null || !this.nodes.has(this.cursor)) this.cursor = this.scene.nodes[0] ?? null;
    this.button?.setAttribute("tabindex", "0");
    if (focused) this.button?.focus({ preventScroll: true });
  }

  /** The element of the node that Tab reaches. */
  private get button(): SVGGElement | undefined {
    return this.buttons.get(this.cursor ?? -1);
  }

  private describe(node: number): string {
    return `${this.model.type(node).label}: ${this.model.label(node).slice(0, 200)}, ${count(this.model.degree[node]!, "relation")}`;
  }

  // What stands out.

  private emphasis(): Emphasis | null {
    const { chosen, depth } = this.state;
    const hit = this.hover;
    if (!hit && !chosen && this.path) {
      return depth ? null : { nodes: new Set(this.path.nodes), edges: new Set(this.path.edges) };
    }
    if (!hit && depth && chosen?.kind === "node") return null;
    const node = hit ? ("node" in hit ? hit.node : null) : chosen?.kind === "node" ? chosen.at : null;
    const edge = hit ? ("edge" in hit ? hit.edge : null) : chosen?.kind === "edge" ? chosen.at : null;
    const drawn = new Set(this.scene.edges);
    if (node !== null) {
      const edges = [...this.model.edgesOf(node)].filter((edge) => drawn.has(edge));
      return { nodes: new Set([node, ...edges.map((edge) => this.model.otherEnd(edge, node))]), edges: new Set(edges) };
    }
    if (edge === null) return null;
    return { nodes: new Set([this.model.source[edge]!, this.model.target[edge]!]), edges: new Set([edge]) };
  }

  private emphasise(): void {
    const emphasis = this.emphasis();
    if (this.isLarge) {
      this.painter.emphasise(emphasis, document.activeElement === this.painter.canvas || this.state.chosen ? this.cursor : null);
      return;
    }
    const { chosen } = this.state;
    for (const [node, group] of this.nodes) {
      group.classList.toggle("dim", !!emphasis && !emphasis.nodes.has(node));
      const picked = chosen?.kind === "node" ? chosen.at === node : !chosen && (this.path?.nodes[0] === node || this.path?.nodes.at(-1) === node);
      group.classList.toggle("chosen", picked);
      this.buttons.get(node)?.setAttribute("aria-pressed", String(picked));
    }
    for (const [edge, group] of this.edges) {
      group.classList.toggle("dim", !!emphasis && !emphasis.edges.has(edge));
      group.classList.toggle("strong", !!emphasis && emphasis.edges.has(edge));
    }
    this.labels(emphasis);
  }

  private labels(emphasis: Emphasis | null): void {
    const { k } = this.view;
    const dots = this.scene.mode === "dot";
    const near = () => this.scene.edges.filter((edge) => this.isNear(edge));
    const all = this.scene.edges.length <= LABELLED_EDGES ? this.scene.edges : k > 1.1 ? near() : [];
    const edges = emphasis ? [...emphasis.edges] : !dots && k > 0.5 ? all : [];
    const size = dots ? 11 / k : Math.min(15, Math.max(11, 10 / k));
    let named: number[] = [];
    if (dots) {
      const [x0, y0] = this.view.toPicture(0, 0);
      const [x1, y1] = this.view.toPicture(this.width, this.height);
      named = namesThatFit(this.model, this.scene, 11.5 / k, [x0, y0, x1, y1], emphasis?.nodes ?? null, 160);
    }
    this.nameLayer.replaceChildren(...named.map((node) => drawName(this.model, this.scene, node, 11.5 / k)));
    const labels = edges.length <= 160 ? drawLabels(this.model, this.scene, this.lines, edges, size, named) : [];
    this.labelLayer.replaceChildren(...labels);
  }

  private isNear(edge: number): boolean {
    const [x, y] = pointAt(this.lines.get(edge)!, 0.5);
    const [left, top] = [x * this.view.k + this.view.x, y * this.view.k + this.view.y];
    return left > 0 && top > 0 && left < this.width && top < this.height;
  }

  // The viewport.

  private get width(): number {
    return this.stage.clientWidth || 800;
  }

  private get height(): number {
    return this.stage.clientHeight || 600;
  }

  /** Shows everything that is drawn. */
  fit(): void {
    this.fitted = true;
    const most = this.scene.mode === "dot" ? 1.6 : 1.25;
    // Over a part stands a line that says so.
    const head = this.scope.kind === "all" ? 0 : 34;
    this.view.frame(bounds(this.scene, this.scene.nodes), this.width, this.height, most, 0, this.width < 640 ? 12 : 28, head);
    this.moved();
  }

  zoom(by: number): void {
    this.fitted = false;
    this.view.zoom(by, this.width / 2, this.height / 2);
    this.moved();
  }

  /** Brings what is chosen into view, large enough to read. */
  private show(): void {
    const emphasis = this.emphasis();
    if (!emphasis) return;
    const { chosen } = this.state;
    const centre = chosen?.kind === "node" ? [chosen.at] : [...emphasis.nodes];
    const box = bounds(this.scene, centre);
    const [x0, y0] = this.view.toPicture(20, 20);
    const [x1, y1] = this.view.toPicture(this.width - 20, this.height - 60);
    const inView = box[0] >= x0 && box[1] >= y0 && box[2] <= x1 && box[3] <= y1;
    const readable = this.scene.mode !== "dot" ? 0.85 : this.isLarge ? 0.5 : 1.3;
    if (inView && this.view.k >= readable) return;
    this.fitted = false;
    const around = bounds(this.scene, emphasis.nodes);
    const fits = (around[2] - around[0]) * readable < this.width && (around[3] - around[1]) * readable < this.height;
    this.view.frame(fits ? around : box, this.width, this.height, Math.max(1, this.view.k), readable, 40);
    this.moved();
  }

  private resized(): void {
    const mode = modeFor(this.scope.nodes.length, this.width < 640);
    if (!this.state || !this.stage.clientWidth) return;
    if (mode !== this.scene.mode) this.refresh();
    else if (this.fitted) this.fit();
    else this.show(), this.moved();
  }

  private moved(): void {
    const { x, y, k } = this.view;
    this.world.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(4)})`);
    if (this.isLarge) return this.painter.move();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.labels(this.emphasis()));
  }

  // Pointer and keys.

  private hitAt(event: PointerEvent | MouseEvent): Hit {
    if (this.isLarge) {
      const { left, top } = this.stage.getBoundingClientRect();
      const at = this.view.toPicture(event.clientX - left, event.clientY - top);
      const node = this.painter.nodeAt(...at);
      if (node !== null) return { node };
      const edge = this.painter.edgeAt(...at);
      return edge === null ? null : { edge };
    }
    const target = event.target as Element;
    const node = target.closest<SVGGElement>("[data-node]");
    if (node) return { node: Number(node.dataset.node) };
    const edge = target.closest<SVGGElement>("[data-edge]");
    return edge ? { edge: Number(edge.dataset.edge) } : null;
  }

  private open(hit: Hit, withShift: boolean): void {
    if (!hit) this.act.clear();
    else if ("edge" in hit) this.act.openEdge(hit.edge);
    else if (withShift && this.state.chosen?.kind === "node" && this.state.chosen.at !== hit.node) this.act.pathTo(hit.node);
    else this.act.openNode(hit.node);
  }

  private listen(): void {
    const { stage } = this;
    const fingers = new Map<number, { x: number; y: number }>();
    let start: { x: number; y: number; hit: Hit } | null = null;
    let dragging: "node" | "view" | null = null;
    stage.addEventListener("pointerdown", (event) => {
      if (event.button > 0) return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      start = { x: event.clientX, y: event.clientY, hit: this.hitAt(event) };
      dragging = null;
    });
    stage.addEventListener("pointermove", (event) => {
      const last = fingers.get(event.pointerId);
      if (!last) return this.hovered(event);
      if (!start) return;
      const now = { x: event.clientX, y: event.clientY };
      if (!dragging && Math.hypot(now.x - start.x, now.y - start.y) > 4) {
        dragging = start.hit && "node" in start.hit && !this.isLarge ? "node" : "view";
        stage.setPointerCapture(event.pointerId);
        stage.classList.add("dragging");
      }
      if (fingers.size === 2) {
        const other = [...fingers].find(([id]) => id !== event.pointerId)![1];
        const { left, top } = stage.getBoundingClientRect();
        const by = Math.hypot(now.x - other.x, now.y - other.y) / (Math.hypot(last.x - other.x, last.y - other.y) || 1);
        this.view.zoom(by, (now.x + other.x) / 2 - left, (now.y + other.y) / 2 - top);
        this.fitted = false;
        this.moved();
      } else if (dragging === "node") this.drag((start.hit as { node: number }).node, now.x - last.x, now.y - last.y);
      else if (dragging === "view") {
        this.view.x += now.x - last.x;
        this.view.y += now.y - last.y;
        this.fitted = false;
        this.moved();
      }
      fingers.set(event.pointerId, now);
    });
    const up = (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId)) return;
      stage.classList.remove("dragging");
      if (event.type === "pointerup" && start && !dragging && !fingers.size) this.open(start.hit, event.shiftKey);
      if (!fingers.size) start = null;
    };
    stage.addEventListener("pointerup", up);
    stage.addEventListener("pointercancel", up);
    stage.addEventListener("pointerleave", () => this.setHover(null));
    // A click that no pointer made: by a screen reader, or voice.
    stage.addEventListener("click", (event) => {
      if (event.detail === 0) this.open(this.hitAt(event), event.shiftKey);
    });
    stage.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const { left, top } = stage.getBoundingClientRect();
        const by = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : event.ctrlKey ? 0.01 : 0.0016));
        this.fitted = false;
        this.view.zoom(by, event.clientX - left, event.clientY - top);
        this.moved();
      },
      { passive: false },
    );
    stage.addEventListener("keydown", (event) => this.key(event));
    this.painter.canvas.addEventListener("focus", () => {
      this.cursor ??= this.scene.nodes[0] ?? null;
      this.emphasise();
      if (this.cursor !== null) say(this.describe(this.cursor));
    });
    this.painter.canvas.addEventListener("blur", () => this.emphasise());
  }

  private hovered(event: PointerEvent): void {
    if (event.pointerType === "touch" || this.state.chosen || this.path) return;
    const hit = this.hitAt(event);
    this.stage.classList.toggle("over", hit !== null);
    // On a canvas each change draws everything anew: a pointer that only passes by is not worth it.
    if (!this.isLarge) this.setHover(hit);
  }

  private setHover(hit: Hit): void {
    if (JSON.stringify(hit) === JSON.stringify(this.hover)) return;
    this.hover = hit;
    this.emphasise();
  }

  private drag(node: number, dx: number, dy: number): void {
    this.scene.x[node]! += dx / this.view.k;
    this.scene.y[node]! += dy / this.view.k;
    this.bends = undefined;
    this.lines = routes(this.model, this.scene);
    this.nodes.get(node)?.setAttribute("transform", `translate(${this.scene.x[node]} ${this.scene.y[node]})`);
    for (const [edge, group] of this.edges) placeEdge(this.model, this.scene, edge, this.lines.get(edge)!, group);
    this.labels(this.emphasis());
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || this.cursor === null) return;
    if (step) {
      event.preventDefault();
      const next = this.nextTo(this.cursor, step[0]!, step[1]!);
      if (next !== null) this.moveCursor(next);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.open({ node: this.cursor }, event.shiftKey);
    } else if (event.key === "Home" && this.scene.nodes.length) {
      event.preventDefault();
      this.moveCursor(this.scene.nodes[0]!);
    }
  }

  /** The nearest node in a direction; what lies aside counts as farther. */
  private nextTo(node: number, dx: number, dy: number): number | null {
    const { x, y } = this.scene;
    let best: number | null = null;
    let nearest = Infinity;
    for (const other of this.scene.nodes) {
      const [ox, oy] = [x[other]! - x[node]!, y[other]! - y[node]!];
      const along = ox * dx + oy * dy;
      if (other === node || along <= 3) continue;
      const cost = along + 2.2 * Math.abs(ox * dy + oy * dx);
      if (cost < nearest) (nearest = cost), (best = other);
    }
    return best;
  }

  /** Makes a node the one that Tab reaches. */
  private setCursor(node: number): void {
    this.button?.setAttribute("tabindex", "-1");
    this.cursor = node;
    this.button?.setAttribute("tabindex", "0");
  }

  private moveCursor(node: number): void {
    this.setCursor(node);
    const [x0, y0, x1, y1] = bounds(this.scene, [node]);
    const { view } = this;
    const out = (low: number, high: number, room: number) => (low < 24 ? 24 - low : high > room - 70 ? room - 70 - high : 0);
    view.x += out(x0 * view.k + view.x, x1 * view.k + view.x, this.width);
    view.y += out(y0 * view.k + view.y, y1 * view.k + view.y, this.height);
    this.moved();
    if (this.isLarge) {
      this.painter.emphasise(this.emphasis(), node);
      say(this.describe(node));
      return;
    }
    this.button?.focus({ preventScroll: true });
  }

  /** Puts the keyboard back into the graph. */
  focus(): void {
    if (this.isLarge) this.painter.canvas.focus();
    else this.button?.focus({ preventScroll: true });
  }

  /** Returns the picture that is shown, whole, with title and legend. */
  picture(): SVGSVGElement {
    return drawPicture(this.model, this.scene, this.lines, this.emphasis(), bounds(this.scene, this.scene.nodes));
  }

  /** Returns what the canvas shows as a PNG file: browsers take very long over vector pictures of this size. */
  snapshot(): Promise<Blob> {
    this.painter.paint();
    return new Promise((done, fail) =>
      this.painter.canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("the picture is too large"))), "image/png"));
  }

  /** Where things are on the screen: for tests, which click there as people do. */
  locate(): { nodes: Map<number, [number, number]>; edges: Map<number, Route>; toScreen: (x: number, y: number) => [number, number] } {
    const { left, top } = this.stage.getBoundingClientRect();
    const toScreen = (x: number, y: number): [number, number] => [left + this.view.x + x * this.view.k, top + this.view.y + y * this.view.k];
    return {
      nodes: new Map(this.scene.nodes.map((node) => [node, toScreen(this.scene.x[node]!, this.scene.y[node]!)])),
      edges: this.lines,
      toScreen,
    };
  }
}
