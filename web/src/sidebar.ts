// Search, filters with counts, and the path between two.

import type { App } from "./app.js";
import { combo } from "./combo.js";
import { bdi, button, el, number, part, svg, type Child } from "./dom.js";
import { isFiltered, noFilters, type Filters } from "./filter.js";
import { POLARITY_WORDS } from "./model.js";
import type { Search } from "./search.js";
import { lineIcon, typeIcon } from "./theme.js";

type SetName = "types" | "relations" | "documents";

/** Fills the side; `found` is called when search has opened a node, so that the keyboard goes on from there. */
export function startSidebar(app: App, search: Search, found: () => void): { focusSearch(): void } {
  const { model } = app;
  const side = part("side");
  const find = combo(model, search, "search", "Search by name or alias", (node) => {
    find.input.value = "";
    document.body.classList.remove("filters-open");
    app.set({ view: "graph" }, false);
    app.openNode(node);
    found();
  });
  find.box.classList.add("main");
  find.box.append(
    svg("svg", { class: "glass", width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
      svg("circle", { cx: 7, cy: 7, r: 4.7, fill: "none", stroke: "currentColor", "stroke-width": 1.7 }),
      svg("path", { d: "M10.5 10.5L14.5 14.5", stroke: "currentColor", "stroke-width": 1.7 })),
    el("kbd", { "aria-hidden": "true" }, "/"),
  );

  // Path between two.
  const ends: [number | null, number | null] = [null, null];
  const end = (which: 0 | 1, label: string) => {
    const box = combo(model, search, which ? "path-to" : "path-from", label, (node) => {
      ends[which] = node;
      box.input.value = model.label(node);
      if (ends[0] !== null && ends[1] !== null && ends[0] !== ends[1]) app.openPath(ends[0], ends[1]);
      else if (ends[which === 0 ? 1 : 0] === null) (which === 0 ? to : from).input.focus();
    });
    return box;
  };
  const from = end(0, "From");
  const to = end(1, "To");
  const pathMessage = el("p", { class: "message", role: "status" });

  const clear = button("Clear filters", () => app.set({ filters: noFilters() }), { class: "link", id: "clear-filters" });
  const types = el("div", { class: "list" });
  const relations = el("div", { class: "list" });
  const documents = el("div", { class: "list" });
  const day = (key: "from" | "to", label: string) =>
    el("label", { class: "day" }, el("span", {}, label),
      el("input", {
        type: "date", id: `date-${key}`, min: "0001-01-01", max: "9999-12-31",
        onchange: (event: Event) => change({ [key]: (event.target as HTMLInputElement).value }),
      }));
  const dates = el("div", { class: "dates" }, day("from", "From"), day("to", "Until"));
  const heading = (text: string, ...more: Child[]) => el("h2", {}, text, ...more);

  side.append(
    find.box,
    heading("Nodes", clear), types,
    heading("Relations"), relations,
    heading("Path between two"), el("div", { class: "pair" }, from.box, to.box), pathMessage,
    heading("Sources"), documents,
  );
  if (model.dates.size) side.append(heading("In force"), dates, el("p", { class: "hint" }, "Relations without dates stay."));

  const change = (filters: Partial<Filters>) => app.set({ filters: { ...app.state.filters, ...filters } }, false);
  const hide = (name: SetName, ats: number[], hidden: boolean) => {
    const set = new Set(app.state.filters[name]);
    for (const at of ats) hidden ? set.add(at) : set.delete(at);
    change({ [name]: set });
  };
  const only = (name: SetName, at: number, all: number[]) => {
    const set = new Set(all.filter((other) => other !== at));
    change({ [name]: set });
  };

  /** A line with a box to tick; `ats` are the choices it stands for. */
  const row = (name: SetName, ats: number[], key: string, label: string, icon: Child, shown: number, all: number[]) => {
    const hidden = ats.filter((at) => app.state.filters[name].has(at)).length;
    const input = el("input", { type: "checkbox", "data-key": key, onchange: () => hide(name, ats, !input.checked) });
    input.checked = hidden < ats.length;
    input.indeterminate = hidden > 0 && hidden < ats.length;
    const text = bdi(label, { class: "name", title: label.slice(0, 300) });
    const one = ats.length === 1 && all.length > 1;
    return el("div", { class: "row" }, el("label", {}, input, icon, text),
      one && button("only", () => only(name, ats[0]!, all), { class: "only", "aria-label": `Show only ${label.slice(0, 100)}`, "data-key": `only-${key}` }),
      el("span", { class: "n" }, number(shown)));
  };

  const numbers = (n: number) => [...Array(n).keys()];
  const opened = new Set<number>();
  const allTypes = numbers(model.types.length).filter((at) => app.visible.types[at]);
  const usedRelations = new Set(model.relation);
  const usedDocuments = new Set(numbers(model.edgeCount).flatMap((edge) => model.documentsOf(edge)));

  const ownLook = (at: number) => {
    const { look, polarity } = model.relations[at]!;
    return look ? lineIcon(look, polarity) : null;
  };
  const group = (polarity: number) => {
    const all = [...usedRelations].filter((at) => model.relations[at]!.polarity === polarity).sort((a, b) => a - b);
    if (!all.length) return null;
    const total = all.reduce((sum, at) => sum + app.visible.relations[at]!, 0);
    const word = POLARITY_WORDS[polarity]!;
    const list = el("div", { class: "kinds", id: `kinds-${polarity}` },
      ...all.map((at) => row("relations", [at], `relation-${at}`, model.relations[at]!.label, ownLook(at), app.visible.relations[at]!, [...usedRelations])));
    list.hidden = !opened.has(polarity);
    const arrow = button("›", () => {
      list.hidden = !list.hidden;
      list.hidden ? opened.delete(polarity) : opened.add(polarity);
      arrow.setAttribute("aria-expanded", String(!list.hidden));
    }, { class: "open", "aria-expanded": String(!list.hidden), "aria-controls": list.id, "aria-label": `Kinds of relation: ${word}`, "data-key": `open-${polarity}` });
    const line = row("relations", all, `polarity-${polarity}`, word, lineIcon(model.polarities[polarity]!, polarity), total, [...usedRelations]);
    line.append(arrow);
    return el("div", { class: "group" }, line, list);
  };

  const update = () => {
    // What had the focus has it again.
    const key = (document.activeElement as HTMLElement | null)?.dataset?.key;
    clear.hidden = !isFiltered(app.state.filters);
    types.replaceChildren(...allTypes.map((at) => {
      const type = model.types[at]!;
      return row("types", [at], `type-${at}`, type.plural, typeIcon(type.color, type.icon), app.visible.types[at]!, allTypes);
    }));
    relations.replaceChildren(...[0, 1, 2].map(group).filter((line) => line !== null));
    const shown = numbers(model.documents.length).filter((at) => usedDocuments.has(at));
    documents.replaceChildren(...shown.slice(0, 60).map((at) =>
      row("documents", [at], `source-${at}`, model.documentTitle(at), null, app.visible.documents[at]!, shown)));
    if (shown.length > 60) documents.append(el("p", { class: "hint" }, `and ${number(shown.length - 60)} more: see Sources`));
    if (key) side.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
    for (const which of ["from", "to"] as const) {
      const input = dates.querySelector<HTMLInputElement>(`#date-${which}`)!;
      if (input.value !== app.state.filters[which]) input.value = app.state.filters[which];
    }
    const { path } = app.state;
    [from, to].forEach(({ input }, which) => {
      const node = path ? path[which as 0 | 1] : null;
      if (path) ends[which as 0 | 1] = node;
      if (node !== null) input.value = model.label(node);
      else if (document.activeElement !== input && ends[which as 0 | 1] === null) input.value = "";
    });
    pathMessage.textContent = "";
    if (path && !app.path) {
      pathMessage.textContent = isFiltered(app.state.filters)
        ? "No path with the present filters. Clear them to look everywhere."
        : "No path: nothing in this graph connects the two.";
    }
    if (!path && lastPath) {
      ends[0] = ends[1] = null;
      from.input.value = to.input.value = "";
    }
    lastPath = path !== null;
  };
  let lastPath = false;
  app.onChange(update);
  return {
    focusSearch() {
      document.body.classList.add("filters-open");
      find.input.focus();
      find.input.select();
    },
  };
}
