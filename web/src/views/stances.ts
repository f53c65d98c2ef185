// Who is for or against what: a row for each that takes a side, a column for what sides are taken on.

import type { App } from "../app.js";
import { bdi, button, el, number } from "../dom.js";

const MOST_COLUMNS = 16;
const MOST_ROWS = 60;

export function stancesView(app: App): (host: HTMLElement) => void {
  const { model } = app;
  return (host) => {
    const edges: number[] = [];
    for (let edge = 0; edge < model.edgeCount; edge++) if (app.visible.edges[edge] && model.polarity[edge] !== 2) edges.push(edge);
    const tally = (end: Uint32Array) => {
      const counts = new Map<number, number>();
      for (const edge of edges) counts.set(end[edge]!, (counts.get(end[edge]!) ?? 0) + 1);
      return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([node]) => node);
    };
    const [actors, topics] = [tally(model.source), tally(model.target)];
    const columns = topics.slice(0, MOST_COLUMNS);
    const inColumns = new Set(columns);
    const rows = actors.filter((actor) => model.edgesOf(actor).some((edge) => app.visible.edges[edge] && model.polarity[edge] !== 2 && model.source[edge] === actor && inColumns.has(model.target[edge]!))).slice(0, MOST_ROWS);
    const cells = new Map<string, number[]>();
    for (const edge of edges) {
      const key = `${model.source[edge]}/${model.target[edge]}`;
      const list = cells.get(key);
      if (list) list.push(edge);
      else cells.set(key, [edge]);
    }
    if (!edges.length) {
      host.replaceChildren(el("p", { class: "hint" }, "No relation that is shown is for or against anything."));
      return;
    }
    const chip = (edge: number) => {
      const polarity = model.polarities[model.polarity[edge]!]!.id;
      const sign = polarity === "positive" ? "+" : "−";
      return button(el("span", {}, `${sign} `, bdi(model.edgeLabel(edge))), () => app.openEdge(edge), {
        class: `chip ${polarity}`, "data-chip": edge, title: model.sentence(edge).slice(0, 300),
        "aria-label": `${polarity === "positive" ? "For" : "Against"}: ${model.sentence(edge).slice(0, 300)}`,
      });
    };
    const cut = topics.length > columns.length || actors.length > rows.length;
    const name = (node: number) => button(bdi(model.label(node)), () => app.openNode(node), { class: "name" });
    const sum = (column: number, polarity: number) => edges.filter((edge) => model.target[edge] === column && model.polarity[edge] === polarity).length;
    host.replaceChildren(
      el("table", { class: "matrix" },
        el("caption", {}, "Who is for or against what. Rows act, columns are acted on; neutral relations are left out.",
          cut ? ` The ${number(rows.length)} of ${number(actors.length)} and ${number(columns.length)} of ${number(topics.length)} with the most stances.` : ""),
        el("thead", {}, el("tr", {}, el("td", {}), ...columns.map((column) =>
          el("th", { scope: "col" }, name(column), el("small", {}, `${sum(column, 0)} for, ${sum(column, 1)} against`))))),
        el("tbody", {}, ...rows.map((row) => el("tr", {}, el("th", { scope: "row" }, name(row)),
          ...columns.map((column) => el("td", {}, ...(cells.get(`${row}/${column}`) ?? []).map(chip))))))),
    );
  };
}
