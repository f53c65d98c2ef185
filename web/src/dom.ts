// Elements, made of text and nodes only: no text is ever read as HTML.

export type Child = Node | string | null | undefined | false;
type Props = Record<string, unknown>;

function fill<E extends Element>(element: E, props: Props, children: Child[]): E {
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on") && typeof value === "function") {
      element.addEventListener(key.slice(2), value as EventListener);
    } else {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Makes an HTML element. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]) {
  return fill(document.createElement(tag), props, children);
}

/** Makes an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** Makes an element for a text of the graph, whose direction of writing touches nothing around it. */
export const bdi = (text: string, props: Props = {}) => el("bdi", { dir: "auto", ...props }, text);

/** Makes a button. */
export const button = (text: Child, onclick: (event: MouseEvent) => void, props: Props = {}) =>
  el("button", { type: "button", onclick, ...props }, text);

/** Returns the element of the shell with this id. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page lacks #${id}`);
  return found;
}

let pending = 0;
/** Says something to screen readers, once things are quiet. */
export function say(text: string): void {
  clearTimeout(pending);
  pending = window.setTimeout(() => (part("live").textContent = text), 150);
}

/** Writes a number for people: 30,000. */
export const number = (n: number) => n.toLocaleString("en");

/** Writes a number and its noun: "1 edge", "3 edges". */
export const count = (n: number, one: string, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;

/** Returns an address if it may be a link: anything else could be a program or a local file. */
export const webAddress = (url: unknown) => (typeof url === "string" && /^https?:\/\//i.test(url) ? url : null);
