// Files from the page: the picture as PNG and SVG, the relations shown as CSV, the whole graph as JSON.

import type { Model } from "./model.js";
import type { Visible } from "./filter.js";

/** A name for files, from the title. */
export function fileName(title: string): string {
  const words = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return words.slice(0, 60).replace(/^-+|-+$/g, "") || "graph";
}

/** Hands a file to the browser. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Writes a picture as an SVG file. Characters that XML forbids are left out. */
export function svgText(picture: SVGSVGElement): string {
  const text = new XMLSerializer().serializeToString(picture);
  // eslint-disable-next-line no-control-regex
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** The longest side of a PNG: browsers refuse much larger ones. */
const LARGEST = 8_000;

/** Draws a picture as a PNG file, twice its size. */
export async function png(picture: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgText(picture)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, LARGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("the picture is too large"))), "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A cell of a table: never a formula to a spreadsheet, whatever it begins with. */
export function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) || text.startsWith("'") ? "'" + text : text;
  return /[",\r\n;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const COLUMNS = ["source", "relation", "target", "polarity", "since", "until", "document", "locator", "note", "quote", "stance", "url"];

/** Writes the relations shown, a line for each piece of evidence (RFC 4180, UTF-8 with a mark for spreadsheets). */
export function csv(model: Model, visible: Visible): string {
  const lines = [COLUMNS.join(",")];
  const urls = new Map(model.documents.map((document) => [document.id, document]));
  for (let edge = 0; edge < model.edgeCount; edge++) {
    if (!visible.edges[edge]) continue;
    const { since, until } = model.data.edges[edge]!;
    const start = [model.label(model.source[edge]!), model.edgeLabel(edge), model.label(model.target[edge]!), model.polarities[model.polarity[edge]!]!.id, since, until];
    const pieces = model.evidence(edge);
    for (const piece of pieces.length ? pieces : [{}]) {
      const document = piece.document ? urls.get(piece.document) : undefined;
      const row = [...start, document?.title || piece.document, piece.locator, piece.note, piece.quote, piece.stance, document?.url];
      lines.push(row.map(cell).join(","));
    }
  }
  return "\ufeff" + lines.join("\r\n") + "\r\n";
}
