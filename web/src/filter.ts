// What is hidden, and what is left.

import type { Model } from "./model.js";

export interface Filters {
  /** Numbers of what is hidden. */
  types: Set<number>;
  relations: Set<number>;
  documents: Set<number>;
  /** Only edges that hold at some time between these days; empty for no bound. */
  from: string;
  to: string;
}

export const noFilters = (): Filters => ({
  types: new Set(),
  relations: new Set(),
  documents: new Set(),
  from: "",
  to: "",
});

export const isFiltered = (filters: Filters) =>
  filters.types.size + filters.relations.size + filters.documents.size > 0 || filters.from !== "" || filters.to !== "";

/** What passes the filters, and how many each choice would show. */
export interface Visible {
  nodes: Uint8Array;
  edges: Uint8Array;
  nodeCount: number;
  edgeCount: number;
  /** Nodes of each type. */
  types: Uint32Array;
  /** Edges of each relation that pass all the other filters. */
  relations: Uint32Array;
  /** Edges from each document that pass all the other filters. */
  documents: Uint32Array;
}

/** Applies the filters. Time O(nodes + edges). */
export function apply(model: Model, filters: Filters): Visible {
  const visible: Visible = {
    nodes: new Uint8Array(model.nodeCount),
    edges: new Uint8Array(model.edgeCount),
    nodeCount: 0,
    edgeCount: 0,
    types: new Uint32Array(model.types.length),
    relations: new Uint32Array(model.relations.length),
    documents: new Uint32Array(model.documents.length),
  };
  for (let node = 0; node < model.nodeCount; node++) {
    const type = model.nodeType[node]!;
    visible.types[type]!++;
    if (filters.types.has(type)) continue;
    visible.nodes[node] = 1;
    visible.nodeCount++;
  }
  const dated = filters.from !== "" || filters.to !== "";
  for (let edge = 0; edge < model.edgeCount; edge++) {
    if (!visible.nodes[model.source[edge]!] || !visible.nodes[model.target[edge]!]) continue;
    if (dated && !overlaps(model, edge, filters)) continue;
    const relation = model.relation[edge]!;
    const documents = model.documentsOf(edge);
    const shownRelation = !filters.relations.has(relation);
    // An edge stays as long as one of its sources does.
    const shownDocument = filters.documents.size === 0 || documents.some((at) => !filters.documents.has(at));
    if (shownDocument) visible.relations[relation]!++;
    if (shownRelation) for (const at of documents) visible.documents[at]!++;
    if (shownRelation && shownDocument) {
      visible.edges[edge] = 1;
      visible.edgeCount++;
    }
  }
  return visible;
}

/** Edges without dates hold at any time. */
function overlaps(model: Model, edge: number, filters: Filters): boolean {
  const dates = model.dates.get(edge);
  return !dates || ((filters.to === "" || dates[0] <= filters.to) && (filters.from === "" || dates[1] >= filters.from));
}
