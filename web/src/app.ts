// The one place where the state changes: what depends on it is told, and the address follows.

import { say } from "./dom.js";
import { apply, type Visible } from "./filter.js";
import type { Model } from "./model.js";
import { fromHash, toHash, type State } from "./state.js";
import { shortestPath, type Path } from "./walk.js";

export class App {
  state: State;
  visible: Visible;
  /** The path between the two nodes of the state; null if there is none, or none is asked for. */
  path: Path | null = null;
  /** Something to tell that is not in the state: an unknown id in the address. */
  problem = "";
  private readonly parts: Array<() => void> = [];

  constructor(readonly model: Model) {
    const { state, problems } = fromHash(model, location.hash);
    this.state = state;
    this.problem = problems.join(" ");
    this.visible = apply(model, state.filters);
    this.findPath();
    addEventListener("popstate", () => this.read());
    addEventListener("hashchange", () => this.read());
  }

  /** Calls a part whenever the state has changed. */
  onChange(part: () => void): void {
    this.parts.push(part);
  }

  /** Changes the state. A step that Back should take back is its own entry in the history. */
  set(change: Partial<State>, step = true): void {
    this.problem = "";
    const filters = change.filters && change.filters !== this.state.filters;
    this.state = { ...this.state, ...change };
    if (filters) this.visible = apply(this.model, this.state.filters);
    this.findPath();
    const hash = toHash(this.model, this.state);
    if (hash !== location.hash.slice(1)) {
      const url = hash ? "#" + hash : location.pathname + location.search;
      // A file that an application opened may have no history to write to.
      try {
        history[step ? "pushState" : "replaceState"](null, "", url);
      } catch {
        location.hash = hash;
      }
    }
    this.tell();
  }

  /** Tells every part. */
  tell(): void {
    for (const part of this.parts) part();
  }

  private read(): void {
    if (location.hash.slice(1) === toHash(this.model, this.state)) return;
    const { state, problems } = fromHash(this.model, location.hash);
    this.state = state;
    this.problem = problems.join(" ");
    this.visible = apply(this.model, state.filters);
    this.findPath();
    this.tell();
  }

  private findPath(): void {
    const ends = this.state.path;
    this.path = ends && shortestPath(this.model, this.visible, ...ends);
  }

  openNode(node: number): void {
    const { depth, path } = this.state;
    // A neighbourhood follows what is opened in it only if that is asked for again.
    const same = this.state.chosen?.kind === "node" && this.state.chosen.at === node;
    this.set({ chosen: { kind: "node", at: node }, path: null, depth: same && !path ? depth : 0 });
    say(`${this.model.label(node).slice(0, 200)} is open`);
  }

  openEdge(edge: number): void {
    this.set({ chosen: { kind: "edge", at: edge }, depth: 0 });
    say(`${this.model.sentence(edge).slice(0, 300)} is open`);
  }

  openPath(from: number, to: number): void {
    this.set({ path: [from, to], chosen: null, depth: 0 });
    say(this.path ? `A path of ${this.path.edges.length} steps` : "No path");
  }

  clear(): void {
    const { chosen, path } = this.state;
    if (chosen || path) this.set({ chosen: null, path: null, depth: 0 });
  }
}
