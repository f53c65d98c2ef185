// What the page shows, and the address that brings it back: `#node=dan-wang&depth=1&view=table`.

import { noFilters, type Filters } from "./filter.js";
import type { Model } from "./model.js";

export type View = "graph" | "table" | "stances" | "sources";
export type Layout = "network" | "layers";
export type Chosen = { kind: "node" | "edge"; at: number };

export interface State {
  view: View;
  layout: Layout;
  /** The node or edge whose evidence is open. */
  chosen: Chosen | null;
  /** The two ends of a path. */
  path: [from: number, to: number] | null;
  /** Only what is this many steps around the chosen node, or only the path; 0 for everything. */
  depth: number;
  filters: Filters;
}

export const VIEWS: readonly View[] = ["graph", "stances", "table", "sources"];

export const newState = (): State => ({
  view: "graph",
  layout: "network",
  chosen: null,
  path: null,
  depth: 0,
  filters: noFilters(),
});

/** Writes the state as the part of an address after `#`. */
export function toHash(model: Model, state: State): string {
  const parts: string[] = [];
  const put = (key: string, values: string[]) => {
    if (values.length) parts.push(`${key}=${values.map(encodeURIComponent).join(",")}`);
  };
  const { chosen, path, filters } = state;
  if (chosen) put(chosen.kind, [chosen.kind === "node" ? model.nodeId(chosen.at) : model.edgeId(chosen.at)]);
  if (path) put("path", path.map((node) => model.nodeId(node)));
  if (state.depth) put("depth", [String(state.depth)]);
  if (state.view !== "graph") put("view", [state.view]);
  if (state.layout !== "network") put("layout", [state.layout]);
  put("hidetype", [...filters.types].map((at) => model.types[at]!.id));
  put("hiderel", [...filters.relations].map((at) => model.relations[at]!.id));
  put("hidesrc", [...filters.documents].map((at) => model.documents[at]!.id));
  put("since", filters.from ? [filters.from] : []);
  put("until", filters.to ? [filters.to] : []);
  return parts.join("&");
}

/** Reads a state, and says what in it is not in this graph. */
export function fromHash(model: Model, hash: string): { state: State; problems: string[] } {
  const state = newState();
  const problems: string[] = [];
  const numbers = (list: { id: string }[], ids: string[], what: string) => {
    const found = new Set<number>();
    for (const id of ids) {
      const at = list.findIndex((known) => known.id === id);
      if (at < 0) problems.push(`No ${what} has the id “${id}” here.`);
      else found.add(at);
    }
    return found;
  };
  const find = (kind: "node" | "edge", id: string) => {
    const at = kind === "node" ? model.findNode(id) : model.findEdge(id);
    if (at === undefined) problems.push(`No ${kind === "node" ? "node" : "relation"} has the id “${id}” here.`);
    return at;
  };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key = "", text = ""] = part.split(/=(.*)/s);
    const values = text.split(",").map(decode);
    const value = values[0] ?? "";
    if (key === "node" || key === "edge") {
      const at = find(key, decode(text));
      if (at !== undefined) state.chosen = { kind: key, at };
    } else if (key === "path") {
      const [from, to] = [find("node", value), find("node", values[1] ?? "")];
      if (from !== undefined && to !== undefined) state.path = [from, to];
    } else if (key === "depth") state.depth = value === "1" || value === "2" ? Number(value) : 0;
    else if (key === "view") state.view = VIEWS.find((view) => view === value) ?? "graph";
    else if (key === "layout") state.layout = value === "layers" ? "layers" : "network";
    else if (key === "hidetype") state.filters.types = numbers(model.types, values, "type");
    else if (key === "hiderel") state.filters.relations = numbers(model.relations, values, "kind of relation");
    else if (key === "hidesrc") state.filters.documents = numbers(model.documents, values, "source");
    else if (key === "since" || key === "until") state.filters[key === "since" ? "from" : "to"] = day(value);
  }
  return { state, problems };
}

const day = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : "");

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
