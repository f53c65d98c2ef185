// Relations as sentences, and the evidence for them, the same in every view.

import type { App } from "./app.js";
import { ExactNumber, type Evidence } from "./data.js";
import { bdi, button, el, webAddress, type Child } from "./dom.js";
import type { Model } from "./model.js";

const RESERVED = new Set(["document", "locator", "note", "quote", "stance"]);

/** Writes a value of the user's own key for reading. */
export function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof ExactNumber ? inner.text : inner)) ?? "";
}

/** One relation: "Dan Wang opposes Cuts". Its ends open nodes, its word opens the relation. */
export function sentence(app: App, edge: number, self: number | null = null): HTMLElement {
  const { model } = app;
  const end = (node: number) =>
    node === self
      ? el("span", { class: "self" }, bdi(model.label(node)))
      : button(bdi(model.label(node)), () => app.openNode(node), { class: "name" });
  const polarity = model.polarities[model.polarity[edge]!]!.id;
  const word = button(bdi(model.edgeLabel(edge)), () => app.openEdge(edge), { class: `word ${polarity}` });
  const [source, target] = [model.source[edge]!, model.target[edge]!];
  return el("p", { class: "sentence" }, end(source), " ", word, " ", end(target), dates(model, edge));
}

function dates(model: Model, edge: number): Child {
  const { since, until } = model.data.edges[edge]!;
  if (!since && !until) return null;
  const text = since && until ? `${since} to ${until}` : since ? `since ${since}` : `until ${until}`;
  return el("span", { class: "when" }, ` (${text})`);
}

/** All evidence of a relation. */
export function evidenceOf(model: Model, edge: number): HTMLElement[] {
  const pieces = model.evidence(edge);
  if (!pieces.length) return [el("p", { class: "evidence missing" }, "No evidence is given.")];
  return pieces.map((piece) => evidencePiece(model, piece));
}

function evidencePiece(model: Model, piece: Evidence): HTMLElement {
  const stance = piece.stance ? el("span", { class: `stance ${piece.stance}` }, bdi(piece.stance)) : null;
  const more = Object.entries(piece).filter(([key, value]) => !RESERVED.has(key) && value !== null);
  return el(
    "div",
    { class: "evidence" },
    piece.note && el("p", { class: "note", dir: "auto" }, piece.note),
    piece.quote && el("blockquote", { dir: "auto" }, el("q", {}, piece.quote)),
    el("p", { class: "where" }, source(model, piece), stance && " ", stance),
    ...more.map(([key, value]) => el("p", { class: "where" }, bdi(key), ": ", bdi(valueText(value)))),
  );
}

function source(model: Model, piece: Evidence): Child {
  const parts: Child[] = [];
  if (piece.document) {
    const document = model.documents.find((known) => known.id === piece.document);
    const title = document?.title || piece.document;
    const url = webAddress(document?.url);
    parts.push(url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, bdi(title)) : bdi(title));
  }
  if (piece.locator) parts.push(parts.length ? ", " : null, bdi(piece.locator));
  return parts.length ? el("span", {}, ...parts) : "Source not named";
}
