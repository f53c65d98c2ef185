// What lies over the graph: the switch of layouts, zoom, the legend, and a line that says what is drawn.

import type { App } from "./app.js";
import { button, count, el, number } from "./dom.js";
import { LARGEST_LAYERED } from "./graph/place.js";
import type { GraphView } from "./graph/view.js";
import type { Layout } from "./state.js";
import { lineIcon } from "./theme.js";

export function startControls(app: App, graph: GraphView, host: HTMLElement): void {
  const { model } = app;
  const layouts = (["network", "layers"] as Layout[]).map((layout) =>
    button(layout === "network" ? "Network" : "Left to right", () => app.set({ layout }, false), { "data-layout": layout }));
  const legend = el("ul", { class: "legend", "aria-label": "Lines" });
  const text = el("span", { dir: "auto" });
  const act = button("", () => {}, { class: "act" });
  const message = el("div", { class: "told", role: "status", id: "told" }, text, act);
  let action = () => {};
  act.addEventListener("click", () => action());
  host.append(
    message,
    el("div", { class: "controls" },
      el("div", { class: "segments", role: "group", "aria-label": "Layout" }, ...layouts),
      el("div", { class: "segments", role: "group", "aria-label": "Zoom" },
        button("−", () => graph.zoom(1 / 1.3), { "aria-label": "Zoom out", id: "zoom-out" }),
        button("Fit", () => graph.fit(), { "aria-label": "Fit to screen", id: "zoom-fit" }),
        button("+", () => graph.zoom(1.3), { "aria-label": "Zoom in", id: "zoom-in" })),
      legend));

  app.onChange(() => {
    const { state, visible } = app;
    const drawn = graph.drawn;
    const tooMany = drawn.nodes.length > LARGEST_LAYERED && !(model.page.positions?.layers && drawn.kind === "all");
    for (const item of layouts) {
      item.setAttribute("aria-pressed", String(item.dataset.layout === state.layout));
      if (item.dataset.layout !== "layers") continue;
      item.disabled = tooMany && state.layout !== "layers";
      item.title = tooMany ? `From left to right can be read up to ${LARGEST_LAYERED} nodes: choose neighbours or filter` : "";
    }
    const used = model.looksOf(drawn.edges);
    legend.hidden = used.length === 0;
    legend.replaceChildren(...used.map((look) => el("li", {}, lineIcon(look, look.polarity), look.name.slice(0, 60))));

    const show = (words: string, name = "", then = () => {}) => {
      text.textContent = words;
      act.hidden = !name;
      act.textContent = name;
      action = then;
      message.hidden = !words;
    };
    const all = () => {
      app.set({ depth: 0 });
      graph.fit();
    };
    if (app.problem) show(app.problem, "OK", () => ((app.problem = ""), app.tell()));
    else if (!model.nodeCount) show("This graph has no nodes.");
    else if (!visible.nodeCount) show("The filters hide every node.");
    else if (state.depth && state.chosen?.kind === "node") {
      const hidden = !visible.nodes[state.chosen.at];
      const steps = state.depth === 1 ? "neighbours" : "2 steps around";
      const name = model.label(state.chosen.at).slice(0, 60);
      show(hidden ? `${name} is hidden by filters` : `${state.depth === 1 ? "Only" : "Showing"} ${steps} ${state.depth === 1 ? "of " : ""}${name}: ${count(drawn.nodes.length, "node")}`, "Show all", all);
    } else if (state.depth && app.path) show("Only the path", "Show all", all);
    else if (drawn.kind === "core") show(`The ${number(drawn.nodes.length)} most linked of ${number(visible.nodeCount)} nodes. Search finds and adds the others.`);
    else show("");
  });
}
