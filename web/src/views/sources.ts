// What each source says: how many relations rest on it, and which.

import type { App } from "../app.js";
import { bdi, button, count, el, number, webAddress } from "../dom.js";
import { evidenceOf, sentence } from "../evidence.js";

const LISTED = 200;
const MOST_SOURCES = 300;

export function sourcesView(app: App): (host: HTMLElement) => void {
  const { model } = app;
  return (host) => {
    const of: number[][] = model.documents.map(() => []);
    for (let edge = 0; edge < model.edgeCount; edge++) if (app.visible.edges[edge]) for (const at of model.documentsOf(edge)) of[at]!.push(edge);
    const last = model.documents.length - 1;
    const shown = model.documents.map((_, at) => at).filter((at) => at !== last || of[at]!.length);
    shown.sort((a, b) => Number(a === last) - Number(b === last) || of[b]!.length - of[a]!.length || a - b);
    const all = model.documents.map((_, at) => at);
    const card = (at: number) => {
      const document = model.documents[at]!;
      const edges = of[at]!;
      const url = webAddress(document.url);
      const facts = [document.publisher, document.date].filter((fact): fact is string => !!fact);
      const list = el("ul", { class: "relations" });
      const details = el("details", {
        ontoggle: () => {
          if (!details.open || list.children.length) return;
          list.append(...edges.slice(0, LISTED).map((edge) => el("li", {}, sentence(app, edge), ...evidenceOf(model, edge))));
          if (edges.length > LISTED) list.append(el("li", { class: "hint" }, `and ${number(edges.length - LISTED)} more: see the table with only this source`));
        },
      }, el("summary", {}, "Read them"), list);
      return el("article", { class: "source", "data-source": at },
        el("h2", {}, bdi(model.documentTitle(at))),
        facts.length ? el("p", { class: "facts" }, bdi(facts.join(" · "))) : null,
        url ? el("p", {}, el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, bdi(url))) : null,
        el("p", {}, `${count(edges.length, "relation rests", "relations rest")} on ${at === last ? "no named source" : "it"}. `,
          edges.length ? button("Show only these in the graph", () =>
            app.set({ view: "graph", filters: { ...app.state.filters, documents: new Set(all.filter((other) => other !== at)) } }), { class: "act" }) : null),
        edges.length ? details : null);
    };
    host.replaceChildren(
      el("h2", { class: "view-title" }, count(model.documents.length - 1, "source")),
      ...shown.slice(0, MOST_SOURCES).map(card),
      shown.length > MOST_SOURCES ? el("p", { class: "hint" }, `and ${number(shown.length - MOST_SOURCES)} more with fewer relations`) : "",
    );
  };
}
