// Text measured in the font that renders it, and broken into lines.

export const FONT = 'Arial, "Liberation Sans", Helvetica, "Noto Sans", sans-serif';

let context: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** Returns the width of a text in pixels. */
export function width(text: string, size: number, bold = false): number {
  const key = `${bold ? "b" : ""}${size}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement("canvas").getContext("2d")!;
  context.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
  const found = context.measureText(text.slice(0, 300)).width;
  if (widths.size > 20_000) widths.clear();
  widths.set(key, found);
  return found;
}

/** Cuts a text to a width, with `…` where something is missing. */
export function cut(text: string, room: number, size: number, bold = false): string {
  let line = text.slice(0, 200);
  if (line.length === text.length && width(line, size, bold) <= room) return line;
  // Halving finds the longest beginning that fits.
  let [fits, tooLong] = [0, line.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (width(line.slice(0, middle) + "…", size, bold) <= room) fits = middle;
    else tooLong = middle;
  }
  // A letter of two halves is not cut through.
  if (/[\ud800-\udbff]$/.test(line.slice(0, fits))) fits--;
  return line.slice(0, Math.max(1, fits)).trimEnd() + "…";
}

/** Breaks a text into at most `most` lines of a width. */
export function wrap(text: string, room: number, size: number, bold: boolean, most: number): string[] {
  const words = text.slice(0, 400).trim().split(/\s+/).flatMap((word) => pieces(word, room, size, bold));
  const lines: string[] = [];
  for (const [at, word] of words.entries()) {
    const last = lines.at(-1);
    const glue = word.startsWith("\u200b") ? "" : " ";
    const plain = word.replace("\u200b", "");
    if (last !== undefined && width(last + glue + plain, size, bold) <= room) lines[lines.length - 1] = last + glue + plain;
    else if (lines.length < most) lines.push(plain);
    else {
      lines[most - 1] = cut(`${last} ${words.slice(at).join(" ").replaceAll("\u200b", "")}…`, room, size, bold);
      return lines;
    }
  }
  return lines;
}

/** Breaks a word that is wider than the room, as texts in Chinese are; further pieces begin with a mark. */
function pieces(word: string, room: number, size: number, bold: boolean): string[] {
  if (width(word, size, bold) <= room) return [word];
  const out = [""];
  for (const letter of word) {
    const piece = out.at(-1)! + letter;
    if (out.at(-1) && width(piece.replace("\u200b", ""), size, bold) > room) out.push("\u200b" + letter);
    else out[out.length - 1] = piece;
  }
  return out;
}
