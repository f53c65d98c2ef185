// Title line: counts, views, export, colours, help.

import type { App } from "./app.js";
import { button, count, el, part, say } from "./dom.js";
import { csv, fileName, png, save, svgText } from "./export.js";
import type { GraphView } from "./graph/view.js";
import { VIEWS, type View } from "./state.js";
import { isDark, toggleTheme } from "./theme.js";

const VIEW_NAMES: Record<View, string> = { graph: "Graph", stances: "Stances", table: "Table", sources: "Sources" };

export function startHeader(app: App, graph: GraphView, json: string): void {
  const { model } = app;
  const tabs = VIEWS.map((view) => {
    const tab = button(VIEW_NAMES[view], () => app.set({ view }), { "data-view": view });
    return tab;
  });
  part("views").append(...tabs);

  const name = fileName(model.title);
  const failed = (error: unknown) => say(`This did not work: ${error instanceof Error ? error.message : error}`);
  const files: Array<[key: string, title: string, about: string, make: () => void | Promise<void>]> = [
    ["png", "Picture (PNG)", "what the graph view shows, twice the size", async () => save(await (graph.isLarge ? graph.snapshot() : png(graph.picture())), `${name}.png`)],
    ["svg", "Vector picture (SVG)", "for print and for drawing programs", () => save(new Blob([svgText(graph.picture())], { type: "image/svg+xml" }), `${name}.svg`)],
    ["csv", "Relations with evidence (CSV)", "those that pass the filters, for spreadsheets", () => save(new Blob([csv(model, app.visible)], { type: "text/csv" }), `${name}.csv`)],
    ["json", "Whole graph (JSON)", "for kgraph, networkx and D3", () => save(new Blob([json], { type: "application/json" }), `${name}.json`)],
    ["link", "Copy link to this view", "it opens what you see now", copyLink],
  ];
  const menu = el("div", { class: "menu", id: "export-menu", hidden: true },
    ...files.map(([key, title, about, make]) =>
      button(el("span", {}, title, el("small", {}, about)), () => {
        toggle(false);
        void Promise.resolve().then(make).catch(failed);
      }, { "data-export": key })));
  const open = button("Export", () => toggle(menu.hidden), { class: "tool", id: "export", "aria-expanded": "false", "aria-controls": menu.id });
  const toggle = (show: boolean) => {
    if (!show && menu.contains(document.activeElement)) open.focus();
    menu.hidden = !show;
    open.setAttribute("aria-expanded", String(show));
    if (show) menu.querySelector("button")!.focus();
  };
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement as HTMLButtonElement) + step + items.length) % items.length]!.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      toggle(false);
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !(event.target as Element).closest("#tools")) toggle(false);
  });

  const filters = button("Filters", () => {
    const open = document.body.classList.toggle("filters-open");
    filters.setAttribute("aria-expanded", String(open));
  }, { class: "tool", id: "filters", "aria-expanded": "false", "aria-controls": "side" });
  const theme = button("", () => toggleTheme(), { class: "tool", id: "theme" });
  const help = helpDialog();
  part("tools").append(filters, open, theme, button("?", () => help.showModal(), { class: "tool", id: "help-open", "aria-label": "Help and keys" }), menu, help);

  app.onChange(() => {
    const { visible } = app;
    const of = (shown: number, all: number, one: string) => (shown === all ? count(all, one) : `${shown.toLocaleString("en")} of ${count(all, one)}`);
    part("counts").textContent = [
      of(visible.nodeCount, model.nodeCount, "node"),
      of(visible.edgeCount, model.edgeCount, "relation"),
      count(model.documents.length - 1, "source"),
    ].join(" · ");
    for (const tab of tabs) {
      if (tab.dataset.view === app.state.view) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    theme.textContent = isDark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`);
    filters.setAttribute("aria-expanded", String(document.body.classList.contains("filters-open")));
  });

  async function copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      say("The link is copied.");
    } catch {
      // No clipboard for pages from disk in this browser: the link is shown, to be copied by hand.
      const field = el("input", { type: "text", readonly: true, value: location.href, "aria-label": "Link to this view" });
      const dialog = el("dialog", { "aria-label": "Link to this view" }, el("p", {}, "Copy this link:"), field, button("Close", () => dialog.close(), { class: "tool" }));
      dialog.addEventListener("close", () => dialog.remove());
      part("tools").append(dialog);
      dialog.showModal();
      field.select();
    }
  }
}

const KEYS: Array<[keys: string[], what: string]> = [
  [["/"], "search by name or alias"],
  [["Tab"], "reach the graph; arrows move between nodes, Enter opens one, Home goes to the most linked"],
  [["Shift", "click"], "on a second node: the path between the two; so does Shift + Enter"],
  [["f"], "show everything that is drawn"],
  [["+", "−"], "nearer, farther"],
  [["1", "2"], "only the neighbours, or two steps, of what is open; again for all"],
  [["t"], "table or graph"],
  [["d"], "dark or light"],
  [["Esc"], "close what is open"],
];

function helpDialog(): HTMLDialogElement {
  const dialog: HTMLDialogElement = el("dialog", { id: "help", "aria-labelledby": "help-title" },
    el("h2", { id: "help-title" }, "Keys"),
    el("dl", {}, ...KEYS.flatMap(([keys, what]) => [el("dt", {}, ...keys.flatMap((key) => [el("kbd", {}, key), " "])), el("dd", {}, what)])),
    el("p", { class: "hint" }, "This page is one file. It asks the network for nothing; links to sources open in a new tab."),
    button("Close", () => dialog.close(), { class: "tool" }));
  return dialog;
}
