// A text box that finds nodes: the combobox pattern of the WAI-ARIA Authoring Practices.

import { bdi, el, number, say, type Child } from "./dom.js";
import type { Model } from "./model.js";
import { highlight, type Match, type Search } from "./search.js";
import { typeIcon } from "./theme.js";

const MOST = 12;

/** Makes a box for a name; `onPick` gets the node. */
export function combo(model: Model, search: Search, id: string, label: string, onPick: (node: number) => void) {
  const list = el("ul", { class: "matches", role: "listbox", id: `${id}-list`, "aria-label": "Matches", hidden: true });
  const none = el("p", { class: "matches none", hidden: true }, "No entity matches.");
  const input = el("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: label, dir: "auto",
    "aria-label": label, "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  });
  const box = el("div", { class: "combo" }, input, list, none);
  let matches: Match[] = [];
  let at = -1;

  const close = () => {
    list.hidden = none.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (next: number) => {
    at = next;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.children[at]!.scrollIntoView({ block: "nearest" });
  };
  const pick = (place: number) => {
    const match = matches[place];
    if (!match) return;
    close();
    onPick(match.node);
  };
  const show = () => {
    const query = input.value;
    if (!query.trim()) return close();
    const found = search.find(query, MOST);
    matches = found.matches;
    list.replaceChildren(...matches.map((match, place) => item(match, query, place)));
    list.hidden = matches.length === 0;
    none.hidden = matches.length > 0;
    input.setAttribute("aria-expanded", String(matches.length > 0));
    mark(matches.length ? 0 : -1);
    const more = found.total > matches.length ? `, the first ${matches.length} shown` : "";
    say(found.total ? `${number(found.total)} ${found.total === 1 ? "match" : "matches"}${more}` : "No entity matches.");
  };
  const item = (match: Match, query: string, place: number) => {
    const type = model.type(match.node);
    const why: Child[] =
      match.alias !== undefined ? ["also: ", marked(match.alias, query)] : match.id !== undefined ? ["id: ", marked(match.id, query)] : [type.label];
    return el(
      "li",
      {
        role: "option", id: `${id}-${place}`, "aria-selected": "false",
        onpointerdown: (event: Event) => event.preventDefault(),
        onclick: () => pick(place),
      },
      typeIcon(type.color, type.icon, 22),
      el("span", { class: "text" }, el("b", {}, marked(model.label(match.node), query)), el("small", {}, ...why)),
    );
  };

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else mark((at + (event.key === "ArrowDown" ? 1 : -1) + matches.length) % matches.length);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      pick(at);
    } else if (event.key === "Escape" && (!list.hidden || !none.hidden || input.value)) {
      event.stopPropagation();
      if (list.hidden && none.hidden) input.value = "";
      close();
    }
  });
  return { box, input };
}

function marked(text: string, query: string): HTMLElement {
  const found = highlight(text, query);
  if (!found) return bdi(text.slice(0, 300));
  return el("bdi", { dir: "auto" }, found[0], el("mark", {}, found[1]), found[2]);
}
