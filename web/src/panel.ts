// The panel with what is chosen: a node, a relation or a path, with all evidence.

import type { App } from "./app.js";
import { bdi, button, count, el, part, webAddress, type Child } from "./dom.js";
import { evidenceOf, sentence, valueText } from "./evidence.js";
import { POLARITY_WORDS } from "./model.js";
import { lineIcon, typeIcon } from "./theme.js";

const OWN_KEYS = new Set(["id", "type", "label", "aliases", "description"]);
const OWN_EDGE_KEYS = new Set(["id", "source", "target", "relation", "label", "evidence", "since", "until"]);
/** How many relations of a node are listed at once. */
const LISTED = 60;

export function startPanel(app: App, close: () => void): void {
  const panel = part("panel");
  let shown = "";
  app.onChange(() => {
    const { chosen, path } = app.state;
    const open = chosen !== null || (path !== null && app.path !== null);
    panel.hidden = !open;
    document.body.classList.toggle("panel-open", open);
    if (!open) return panel.replaceChildren();
    const key = JSON.stringify([chosen, path]);
    const focused = panel.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.key : undefined;
    const top = key === shown ? panel.scrollTop : 0;
    shown = key;
    const x = button("×", close, { class: "close", "aria-label": "Close details", title: "Close (Esc)" });
    const content = chosen?.kind === "node" ? node(app, chosen.at) : chosen ? edge(app, chosen.at) : path_(app);
    panel.replaceChildren(x, ...content);
    panel.scrollTop = top;
    if (focused) panel.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  });
}

function node(app: App, at: number): HTMLElement[] {
  const { model, visible } = app;
  const type = model.type(at);
  const data = model.data.nodes[at]!;
  const edges = [...new Set(model.edgesOf(at))];
  const steps = (depth: number, text: string) =>
    button(text, () => app.set({ depth: app.state.depth === depth ? 0 : depth, view: "graph" }), {
      "aria-pressed": String(app.state.depth === depth), class: "act", "data-key": `steps-${depth}`,
    });
  const pathFrom = button("Path from here", () => {
    const [from, to] = [part("path-from") as HTMLInputElement, part("path-to") as HTMLInputElement];
    document.body.classList.add("filters-open");
    from.focus();
    from.value = model.label(at);
    from.dispatchEvent(new Event("input"));
    from.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    to.focus();
  }, { class: "act", "data-key": "path" });
  const counts = [0, 1, 2].map((polarity) => edges.filter((edge) => model.polarity[edge] === polarity).length);
  const bar = el("div", { class: "bar", "aria-hidden": "true" },
    ...counts.map((n, polarity) => {
      if (!n) return null;
      const piece = el("i", { class: model.polarities[polarity]!.id });
      piece.style.flexGrow = String(n);
      return piece;
    }));
  const header = el("div", { class: "top" },
    el("p", { class: "kind" }, typeIcon(type.color, type.icon, 24), bdi(type.label)),
    el("h2", { dir: "auto" }, model.label(at)),
    data.description ? el("p", { class: "about", dir: "auto" }, data.description) : null,
    data.aliases?.length ? el("ul", { class: "aliases", "aria-label": "Other names" }, ...data.aliases.map((alias) => el("li", {}, bdi(alias)))) : null,
    el("div", { class: "acts" }, steps(1, "Only neighbours"), steps(2, "2 steps"), pathFrom),
    edges.length ? bar : null,
    el("p", { class: "sum" }, `${count(edges.length, "relation")}: ${counts[0]} for, ${counts[1]} against, ${counts[2]} neutral`));
  const attributes = Object.entries(data).filter(([key, value]) => !OWN_KEYS.has(key) && value !== null);
  const label = model.label(at);
  // The heading shows the first lines of a very long name.
  const whole: Array<[string, unknown]> = label.length > 200 ? [["label", label]] : [];
  const body = el("div", { class: "body" }, attributeList([["id", data.id], ...whole, ...attributes]));
  const hidden = edges.filter((edge) => !visible.edges[edge]).length;
  const section = (title: string, list: number[]) => {
    if (!list.length) return;
    const items = el("ul", { class: "relations" });
    const more = button("", () => add(items.children.length + 500), { class: "act more" });
    const add = (to: number) => {
      const before = items.children.length;
      for (const edge of list.slice(before, to)) items.append(el("li", {}, sentence(app, edge, at), ...evidenceOf(model, edge)));
      const left = list.length - items.children.length;
      more.hidden = left === 0;
      more.textContent = `Show ${left > 500 ? "500 more" : `the other ${left}`}`;
      if (before) (items.children[before] as HTMLElement).querySelector("button")?.focus();
    };
    add(LISTED);
    body.append(el("h3", {}, title, el("span", {}, String(list.length))), items, more);
  };
  const seen = edges.filter((edge) => visible.edges[edge]);
  section(model.directed ? "From here" : "Relations", seen.filter((edge) => model.source[edge] === at));
  section(model.directed ? "To here" : "More relations", seen.filter((edge) => model.source[edge] !== at));
  if (!edges.length) body.append(el("p", { class: "hint" }, "Nothing is said about its relations."));
  if (hidden) body.append(el("p", { class: "hint" }, `${count(hidden, "relation is", "relations are")} hidden by filters.`));
  return [header, body];
}

function attributeList(entries: Array<[string, unknown]>): Child {
  return el("dl", { class: "attributes" }, ...entries.flatMap(([key, value]) => {
    const text = valueText(value);
    const url = webAddress(value);
    return [
      el("dt", {}, bdi(key)),
      el("dd", {}, url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : bdi(text)),
    ];
  }));
}

function edge(app: App, at: number): HTMLElement[] {
  const { model } = app;
  const polarity = model.polarity[at]!;
  const [a, b] = [model.source[at]!, model.target[at]!];
  const data = model.data.edges[at]!;
  const between = [...new Set(model.edgesOf(a))].filter((edge) => edge !== at && model.otherEnd(edge, a) === b && app.visible.edges[edge]);
  const attributes = Object.entries(data).filter(([key, value]) => !OWN_EDGE_KEYS.has(key) && value !== null);
  return [
    el("div", { class: "top" },
      el("p", { class: `kind ${model.polarities[polarity]!.id}` }, lineIcon(model.look(at), polarity), POLARITY_WORDS[polarity]!),
      el("h2", { dir: "auto" }, model.edgeLabel(at)),
      model.relations[model.relation[at]!]!.symmetric ? el("p", { class: "about" }, "Holds both ways.") : null),
    el("div", { class: "body" },
      el("ul", { class: "relations" }, el("li", { class: "current" }, sentence(app, at), ...evidenceOf(model, at))),
      attributes.length ? attributeList(attributes) : null,
      between.length ? el("h3", {}, "Also between them", el("span", {}, String(between.length))) : null,
      el("ul", { class: "relations" }, ...between.slice(0, LISTED).map((edge) => el("li", {}, sentence(app, edge), ...evidenceOf(model, edge))))),
  ];
}

function path_(app: App): HTMLElement[] {
  const { model } = app;
  const path = app.path!;
  const [from, to] = [path.nodes[0]!, path.nodes.at(-1)!];
  const only = button("Only this path", () => app.set({ depth: app.state.depth ? 0 : 1, view: "graph" }), {
    "aria-pressed": String(app.state.depth > 0), class: "act", "data-key": "steps-1",
  });
  return [
    el("div", { class: "top" },
      el("p", { class: "kind" }, `Path of ${count(path.edges.length, "step")}`),
      el("h2", {}, bdi(model.label(from)), " to ", bdi(model.label(to))),
      el("p", { class: "about" }, "One of the shortest. Relations are followed both ways."),
      el("div", { class: "acts" }, only)),
    el("div", { class: "body" },
      el("ol", { class: "relations steps" }, ...path.edges.map((edge) => el("li", {}, sentence(app, edge), ...evidenceOf(model, edge))))),
  ];
}
