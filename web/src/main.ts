// Starts the page.

import { App } from "./app.js";
import { startControls } from "./controls.js";
import { graphText, pageData, parseGraph } from "./data.js";
import { part } from "./dom.js";
import { GraphView } from "./graph/view.js";
import { startHeader } from "./header.js";
import { Model } from "./model.js";
import { startPanel } from "./panel.js";
import { Search } from "./search.js";
import { startSidebar } from "./sidebar.js";
import { VIEWS, type View } from "./state.js";
import { startTheme, toggleTheme } from "./theme.js";
import { sourcesView } from "./views/sources.js";
import { stancesView } from "./views/stances.js";
import { tableView } from "./views/table.js";

async function start(): Promise<void> {
  const text = await graphText();
  const model = new Model(parseGraph(text), pageData());
  const app = new App(model);
  const search = new Search(model);
  document.documentElement.classList.add("js");

  const host = part("view-graph");
  const graph = new GraphView(host, model, {
    openNode: (node) => app.openNode(node),
    openEdge: (edge) => app.openEdge(edge),
    pathTo: (node) => {
      const { chosen } = app.state;
      if (chosen?.kind === "node") app.openPath(chosen.at, node);
    },
    clear: () => app.clear(),
  });
  const drawGraph = () => {
    // What is not seen is not measured.
    if (app.state.view === "graph") graph.update(app.state, app.visible, app.path);
  };

  const others: Record<Exclude<View, "graph">, (host: HTMLElement) => void> = {
    table: tableView(app),
    stances: stancesView(app),
    sources: sourcesView(app),
  };
  let shown: { view: View | null; key: string } = { view: null, key: "" };
  app.onChange(() => {
    const { view } = app.state;
    for (const name of VIEWS) part(`view-${name}`).hidden = name !== view;
    part("skip").textContent = `Skip to the ${view === "graph" ? "graph" : view}`;
    if (view === "graph") return void (shown = { view, key: "" });
    // A view is made again only if what it shows has changed: places in it are kept.
    const key = JSON.stringify([view, ...Object.values(app.state.filters).map((part) => (typeof part === "string" ? part : [...part]))]);
    if (key !== shown.key) others[view](part(`view-${view}`));
    shown = { view, key };
  });

  const close = () => {
    app.clear();
    if (app.state.view === "graph") graph.focus();
  };
  const sidebar = startSidebar(app, search, () => graph.focus());
  startHeader(app, graph, text);
  startPanel(app, close);
  app.onChange(drawGraph);
  startControls(app, graph, host);
  keys(app, graph, sidebar, close);
  startTheme(model, () => {
    app.tell();
    graph.refresh();
  });

  Object.assign(window, { kgraph: { app, model, graph, search } });
  document.documentElement.dataset.ready = "true";
  // Names are folded before somebody searches, once nothing else is to do.
  setTimeout(() => search.prepare(), 300);
}

function keys(app: App, graph: GraphView, sidebar: { focusSearch(): void }, close: () => void): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      if (document.body.classList.contains("filters-open")) {
        document.body.classList.remove("filters-open");
        app.tell();
        if (!app.state.chosen && !app.state.path) return;
      }
      if (app.state.chosen || app.state.path) close();
      return;
    }
    if ((event.target as Element).closest("input, select, textarea")) return;
    const steps = (depth: number) => {
      if (app.state.chosen?.kind === "node") app.set({ view: "graph", depth: app.state.depth === depth ? 0 : depth });
    };
    const actions: Record<string, () => void> = {
      "/": () => sidebar.focusSearch(),
      f: () => graph.fit(),
      "+": () => graph.zoom(1.3),
      "=": () => graph.zoom(1.3),
      "-": () => graph.zoom(1 / 1.3),
      "1": () => steps(1),
      "2": () => steps(2),
      t: () => app.set({ view: app.state.view === "table" ? "graph" : "table" }),
      d: () => toggleTheme(),
      "?": () => (part("help") as HTMLDialogElement).showModal(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

start().catch((error: unknown) => {
  document.documentElement.classList.add("js");
  part("view-graph").textContent = `This page could not be opened: ${error instanceof Error ? error.message : error}`;
});
