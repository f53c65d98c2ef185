// Colours of the page: those of the paper are its own, those of types and relations come with the data.

import type { LineLook, Pair } from "./data.js";
import { svg } from "./dom.js";
import { ICONS } from "./icons.js";
import type { Model } from "./model.js";

export interface Paper {
  paper: string;
  card: string;
  ink: string;
  second: string;
  focus: string;
}

const PAPERS: [light: Paper, dark: Paper] = [
  { paper: "#fbfaf7", card: "#ffffff", ink: "#14171c", second: "#4a5361", focus: "#0b5fa5" },
  { paper: "#12161c", card: "#1b212a", ink: "#e8ecf2", second: "#c3cbd6", focus: "#7cc0ff" },
];

const system = matchMedia("(prefers-color-scheme: dark)");
let dark = system.matches;
let chosen = false;

export const isDark = () => dark;
export const paper = () => PAPERS[dark ? 1 : 0];
export const shade = (pair: Pair) => pair[dark ? 1 : 0];

/** Keeps to the system's colours until somebody chooses. */
export function startTheme(model: Model, changed: () => void): void {
  const set = () => {
    const { style, dataset } = document.documentElement;
    dataset.theme = dark ? "dark" : "light";
    for (const polarity of model.polarities) style.setProperty(`--${polarity.id}`, shade(polarity.text));
    changed();
  };
  system.addEventListener("change", () => {
    if (!chosen) (dark = system.matches), set();
  });
  toggleTheme = () => {
    chosen = true;
    dark = !dark;
    set();
  };
  set();
}

export let toggleTheme = () => {};

const channels = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];

/** Mixes two colours; 0 gives the first, 1 the second. */
export function mix(a: string, b: string, share: number): string {
  const [p, q] = [channels(a), channels(b)];
  return "#" + p.map((x, at) => Math.round(x + (q[at]! - x) * share).toString(16).padStart(2, "0")).join("");
}

function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Black or white, whichever is the easier to read on a colour (WCAG 2.2, contrast). */
export function inkOn(color: string): string {
  const l = luminance(color);
  return (l + 0.05) / 0.0575 >= 1.05 / (l + 0.05) ? "#14171c" : "#ffffff";
}

/** Makes the sign of a type, as a small picture beside text that says the same. */
export function typeIcon(color: Pair, icon: string, size = 20): SVGSVGElement {
  const fill = shade(color);
  return svg(
    "svg",
    { class: "icon", width: size, height: size, viewBox: "-4 -4 24 24", "aria-hidden": "true" },
    svg("rect", { x: -4, y: -4, width: 24, height: 24, rx: 5, fill }),
    svg("path", { d: ICONS[icon] ?? ICONS.dot!, fill: inkOn(fill), "fill-rule": "evenodd" }),
  );
}

/** Makes a sample of a line. */
export function lineIcon(look: LineLook, polarity: number): SVGSVGElement {
  const color = shade(look.line);
  const end =
    polarity === 0
      ? svg("path", { d: "M22 2l8 4-8 4z", fill: color })
      : svg("path", { d: polarity === 1 ? "M28 1v10" : "M23 2l6 4-6 4", fill: "none", stroke: color, "stroke-width": 2 });
  return svg(
    "svg",
    { class: "line", width: 32, height: 12, viewBox: "0 0 32 12", "aria-hidden": "true" },
    svg("path", { d: "M1 6H27", stroke: color, "stroke-width": look.width + 0.4, "stroke-dasharray": look.dash ? "5 3" : null, fill: "none" }),
    end,
  );
}
