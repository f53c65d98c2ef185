// The graph in columns: who is linked to whom, found by number. Nodes and edges are their places in the file.

import type { DocumentData, Evidence, GraphData, LineLook, PageData, PolarityInfo, RelationInfo, TypeInfo } from "./data.js";

/** Names of the polarities for people. */
export const POLARITY_WORDS = ["For", "Against", "Neutral"] as const;

/** How lines of one kind look: those of a polarity, or of a relation with a look of its own. */
export interface Look extends LineLook {
  polarity: number;
  /** For a legend. */
  name: string;
}

export class Model {
  readonly title: string;
  readonly directed: boolean;
  /** The declared and inferred types, and last a stand-in for nodes without one. */
  readonly types: TypeInfo[];
  readonly relations: RelationInfo[];
  readonly polarities: PolarityInfo[];
  /** The documents, and last a stand-in for edges without evidence from one. */
  readonly documents: DocumentData[];
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly nodeType: Uint32Array;
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly relation: Uint32Array;
  readonly polarity: Uint8Array;
  /** The looks of the polarities, and after them those of relations with one of their own. */
  readonly looks: Look[];
  /** Number in `looks` of each edge. */
  readonly lookAt: Uint32Array;
  /** How many ends of edges each node has; a self-loop counts twice. */
  readonly degree: Uint32Array;
  /** First and last day of each edge that has dates. */
  readonly dates = new Map<number, [from: string, to: string]>();

  private readonly nodeById = new Map<string, number>();
  private edgeById: Map<string, number> | null = null;
  private readonly firstEdge: Uint32Array;
  private readonly incident: Uint32Array;
  private readonly firstDocument: Uint32Array;
  private readonly documentOf: number[] = [];

  constructor(readonly data: GraphData, readonly page: PageData) {
    const { nodes, edges } = data;
    this.title = data.graph.title || "Graph";
    this.directed = page.directed;
    this.types = [...page.types, { id: "", label: "No type", plural: "Without a type", ...page.untyped }];
    this.relations = page.relations;
    this.polarities = page.polarities;
    this.nodeCount = nodes.length;
    this.edgeCount = edges.length;

    const typeById = new Map(page.types.map((type, at) => [type.id, at]));
    this.nodeType = Uint32Array.from(nodes, (node) => typeById.get(node.type ?? "") ?? page.types.length);
    nodes.forEach((node, at) => this.nodeById.set(node.id, at));

    const relationById = new Map(page.relations.map((relation, at) => [relation.id, at]));
    const end = (id: string) => this.nodeById.get(id) ?? 0;
    this.source = Uint32Array.from(edges, (edge) => end(edge.source));
    this.target = Uint32Array.from(edges, (edge) => end(edge.target));
    this.relation = Uint32Array.from(edges, (edge) => relationById.get(edge.relation) ?? 0);
    this.polarity = Uint8Array.from(this.relation, (relation) => this.relations[relation]?.polarity ?? 2);

    this.looks = page.polarities.map((look, polarity) => ({ ...look, polarity, name: POLARITY_WORDS[polarity]! }));
    const lookOf = page.relations.map(({ look, polarity, label }) =>
      look ? this.looks.push({ ...look, polarity, name: `${POLARITY_WORDS[polarity]!}: ${label}` }) - 1 : polarity);
    this.lookAt = Uint32Array.from(this.relation, (relation) => lookOf[relation] ?? 2);

    this.degree = new Uint32Array(nodes.length);
    for (let edge = 0; edge < edges.length; edge++) {
      this.degree[this.source[edge]!]!++;
      this.degree[this.target[edge]!]!++;
    }
    this.firstEdge = new Uint32Array(nodes.length + 1);
    for (let node = 0; node < nodes.length; node++) this.firstEdge[node + 1] = this.firstEdge[node]! + this.degree[node]!;
    this.incident = new Uint32Array(2 * edges.length);
    const next = this.firstEdge.slice();
    for (let edge = 0; edge < edges.length; edge++) {
      this.incident[next[this.source[edge]!]!++] = edge;
      this.incident[next[this.target[edge]!]!++] = edge;
    }

    this.documents = [...(data.graph.documents ?? [])];
    const documentById = new Map(this.documents.map((document, at) => [document.id, at]));
    this.firstDocument = new Uint32Array(edges.length + 1);
    const without: number[] = [];
    edges.forEach((edge, at) => {
      const seen = new Set<number>();
      for (const { document: id } of edge.evidence ?? []) {
        if (typeof id !== "string") continue;
        // Evidence may name a document that the file does not list.
        if (!documentById.has(id)) documentById.set(id, this.documents.push({ id }) - 1);
        seen.add(documentById.get(id)!);
      }
      if (seen.size === 0) without.push(this.documentOf.length), seen.add(-1);
      this.documentOf.push(...seen);
      this.firstDocument[at + 1] = this.documentOf.length;
      if (edge.since || edge.until) this.dates.set(at, [firstDay(edge.since), lastDay(edge.until)]);
    });
    for (const place of without) this.documentOf[place] = this.documents.length;
    this.documents.push({ id: "", title: "No source named" });
  }

  label(node: number): string {
    const { label, id } = this.data.nodes[node]!;
    return label || id;
  }

  edgeLabel(edge: number): string {
    return this.data.edges[edge]!.label || this.relations[this.relation[edge]!]!.label;
  }

  evidence(edge: number): Evidence[] {
    return this.data.edges[edge]!.evidence ?? [];
  }

  /** How the line of an edge looks. */
  look(edge: number): Look {
    return this.looks[this.lookAt[edge]!]!;
  }

  /** The looks of some edges, in order. */
  looksOf(edges: Iterable<number>): Look[] {
    const used = new Set<number>();
    for (const edge of edges) used.add(this.lookAt[edge]!);
    return this.looks.filter((_, at) => used.has(at));
  }

  type(node: number): TypeInfo {
    return this.types[this.nodeType[node]!]!;
  }

  nodeId(node: number): string {
    return this.data.nodes[node]!.id;
  }

  /** The edge's own id, or the one that kgraph makes of its content. */
  edgeId(edge: number): string {
    const data = this.data.edges[edge]!;
    return data.id ?? this.page.edgeIds[edge] ?? `${data.source}--${data.relation}--${data.target}`;
  }

  findNode(id: string): number | undefined {
    return this.nodeById.get(id);
  }

  findEdge(id: string): number | undefined {
    this.edgeById ??= new Map(this.data.edges.map((_, edge) => [this.edgeId(edge), edge]));
    return this.edgeById.get(id);
  }

  /** The edges at a node in file order; a self-loop stands twice. */
  edgesOf(node: number): Uint32Array {
    return this.incident.subarray(this.firstEdge[node]!, this.firstEdge[node + 1]!);
  }

  otherEnd(edge: number, node: number): number {
    return this.source[edge] === node ? this.target[edge]! : this.source[edge]!;
  }

  /** The documents that an edge has evidence from, or the stand-in for none. */
  documentsOf(edge: number): number[] {
    return this.documentOf.slice(this.firstDocument[edge]!, this.firstDocument[edge + 1]!);
  }

  documentTitle(at: number): string {
    const { title, id } = this.documents[at]!;
    return title || id;
  }

  /** The edge in words: "Dan Wang opposes the fee". */
  sentence(edge: number): string {
    return `${this.label(this.source[edge]!)} ${this.edgeLabel(edge)} ${this.label(this.target[edge]!)}`;
  }
}

/** The first day that a date names, perhaps partial; the beginning of time where there is none. */
export const firstDay = (date?: string) => (date ? (date.slice(0, 10) + "-01-01".slice(date.length - 4)).slice(0, 10) : "");

/** The last day that a date names; the end of time where there is none. */
export const lastDay = (date?: string) =>
  date ? (date.slice(0, 10) + "-12-31".slice(date.length - 4)).slice(0, 10) : "9999";
