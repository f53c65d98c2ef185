// The two blocks of data in the page.

/** A colour on light and on dark paper. */
export type Pair = [light: string, dark: string];

export interface TypeInfo {
  id: string;
  label: string;
  plural: string;
  color: Pair;
  icon: string;
}

/** How a line and its label look. */
export interface LineLook {
  line: Pair;
  text: Pair;
  width: number;
  dash: boolean;
}

export interface RelationInfo {
  id: string;
  label: string;
  /** Number in `PageData.polarities`. */
  polarity: number;
  symmetric: boolean;
  /** Where the graph says itself how it looks; else as its polarity. */
  look?: LineLook;
}

export interface PolarityInfo extends LineLook {
  id: "positive" | "negative" | "neutral";
}

/** What the page is told beside the graph. */
export interface PageData {
  directed: boolean;
  types: TypeInfo[];
  untyped: { color: Pair; icon: string };
  relations: RelationInfo[];
  polarities: PolarityInfo[];
  /** Ids of edges that are not `source--relation--target`, by number. */
  edgeIds: Record<string, string>;
  /** x and y of each node, in file order. */
  positions?: { network?: number[]; layers?: number[] };
}

export interface Evidence {
  document?: string | null;
  locator?: string | null;
  note?: string | null;
  quote?: string | null;
  stance?: string | null;
  [key: string]: unknown;
}

export interface NodeData {
  id: string;
  type?: string;
  label?: string;
  aliases?: string[];
  description?: string;
  [key: string]: unknown;
}

export interface EdgeData {
  source: string;
  relation: string;
  target: string;
  id?: string;
  label?: string;
  evidence?: Evidence[];
  weight?: unknown;
  since?: string;
  until?: string;
  [key: string]: unknown;
}

export interface DocumentData {
  id: string;
  title?: string | null;
  publisher?: string | null;
  date?: string | null;
  url?: string | null;
}

/** A kgraph JSON file. */
export interface GraphData {
  graph: { title?: string; documents?: DocumentData[]; [key: string]: unknown };
  nodes: NodeData[];
  edges: EdgeData[];
}

/** A number whose digits JavaScript cannot hold, as the file writes it. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

const block = (id: string) => document.getElementById(id) as HTMLElement;

/** Reads what the page is told beside the graph. */
export const pageData = () => JSON.parse(block("page").textContent ?? "") as PageData;

/** Returns the graph as kgraph JSON, byte for byte what `kgraph export --json` writes. */
export async function graphText(): Promise<string> {
  const element = block("graph");
  const text = element.textContent ?? "";
  if (!element.dataset.encoding) return unescape(text);
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}

/** Takes back the three escapes that keep a text from ending its script element; leaves every other escape alone. */
function unescape(text: string): string {
  const plain: Record<string, string> = { u003c: "<", u2028: "\u2028", u2029: "\u2029" };
  return text.replace(/\\(u003c|u2028|u2029|.)/g, (whole, code: string) => plain[code] ?? whole);
}

/** Parses the graph. Numbers that do not fit keep their digits where the browser can tell them (Chrome 114). */
export function parseGraph(text: string): GraphData {
  if (!/[[:,]\s*-?\d[\d.eE+-]{15}/.test(text)) return JSON.parse(text) as GraphData;
  const exact = (_: string, value: unknown, context?: { source?: string }) => {
    if (typeof value !== "number" || !context?.source) return value;
    return Number.isFinite(value) && context.source.length < 16 ? value : new ExactNumber(context.source);
  };
  return JSON.parse(text, exact as (key: string, value: unknown) => unknown) as GraphData;
}
