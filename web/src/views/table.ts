// Every relation that passes the filters, a row each, with its evidence.

import type { App } from "../app.js";
import { bdi, button, el, number } from "../dom.js";
import { evidenceOf } from "../evidence.js";
import { POLARITY_WORDS } from "../model.js";

const PAGE = 100;
type Key = "source" | "relation" | "target" | "polarity";
const COLUMNS: Array<[Key, string]> = [["source", "From"], ["relation", "Relation"], ["target", "To"], ["polarity", "Stance"]];

export function tableView(app: App): (host: HTMLElement) => void {
  const { model } = app;
  // In the order of the file, until somebody sorts.
  let sort: { key: Key; down: boolean } | null = null;
  let page = 0;
  const collator = new Intl.Collator("en", { numeric: true });
  const text: Record<Key, (edge: number) => string> = {
    source: (edge) => model.label(model.source[edge]!),
    relation: (edge) => model.edgeLabel(edge),
    target: (edge) => model.label(model.target[edge]!),
    polarity: (edge) => String(model.polarity[edge]),
  };
  return function draw(host) {
    const again = (focus: string) => {
      draw(host);
      host.querySelector<HTMLElement>(`[data-key="${focus}"]`)?.focus();
    };
    const edges: number[] = [];
    for (let edge = 0; edge < model.edgeCount; edge++) if (app.visible.edges[edge]) edges.push(edge);
    if (sort) {
      const { key, down } = sort;
      const keys = new Map(edges.map((edge) => [edge, text[key](edge)]));
      edges.sort((a, b) => collator.compare(keys.get(a)!, keys.get(b)!) * (down ? -1 : 1) || a - b);
    }
    const pages = Math.max(1, Math.ceil(edges.length / PAGE));
    page = Math.min(page, pages - 1);
    const rows = edges.slice(page * PAGE, (page + 1) * PAGE);
    const head = COLUMNS.map(([key, name]) => {
      const on = sort?.key === key;
      const down = on && sort!.down;
      const turn = () => {
        sort = { key, down: on && !down };
        page = 0;
        again(key);
      };
      return el("th", { scope: "col", "aria-sort": on ? (down ? "descending" : "ascending") : null },
        button(name + (on ? (down ? " ↓" : " ↑") : ""), turn, { "data-key": key }));
    });
    const step = (by: number, word: string) =>
      button(word, () => ((page += by), again(by > 0 ? "next" : "previous")), {
        class: "act", "data-key": by > 0 ? "next" : "previous", disabled: page + by < 0 || page + by >= pages,
      });
    const range = rows.length ? `${number(page * PAGE + 1)} to ${number(page * PAGE + rows.length)} of ` : "";
    const turner = el("div", { class: "turner" }, step(-1, "Previous"), el("span", {}, `Page ${number(page + 1)} of ${number(pages)}`), step(1, "Next"));
    turner.hidden = pages === 1;
    const name = (node: number) => el("td", {}, button(bdi(model.label(node)), () => app.openNode(node), { class: "name" }));
    host.replaceChildren(
      el("table", { class: "relations-table" },
        el("caption", {}, `${range}${number(edges.length)} relations. Filters apply.`),
        el("thead", {}, el("tr", {}, ...head, el("th", { scope: "col" }, "Evidence"))),
        el("tbody", {}, ...rows.map((edge) => {
          const polarity = model.polarity[edge]!;
          const id = model.polarities[polarity]!.id;
          return el("tr", { "data-row": edge },
            name(model.source[edge]!),
            el("td", {}, button(bdi(model.edgeLabel(edge)), () => app.openEdge(edge), { class: `word ${id}` })),
            name(model.target[edge]!),
            el("td", { class: id }, POLARITY_WORDS[polarity]!),
            el("td", {}, ...evidenceOf(model, edge)));
        }))),
      turner,
    );
  };
}
