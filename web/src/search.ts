// Search by name, alias or id, whatever the case and accents, in any script.

import type { Model } from "./model.js";

/** Folds a text to what is compared: no case, no accents, one width of letters. */
export const fold = (text: string) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\p{P}]+/gu, " ").trim();

export interface Match {
  node: number;
  /** Why it matched where the label does not show it: an alias, or the id. */
  alias?: string;
  id?: string;
}

// Better places first; a name of few letters before a longer one.
const EXACT = 0, START = 1, WORD = 2, INSIDE = 3, ALIAS = 0.5, ID = 4;

export class Search {
  private readonly names: string[] = [];
  private aliases: Array<string[] | undefined> = [];

  constructor(private readonly model: Model) {}

  /** Finds at most `limit` nodes, best first, more linked ones first among equals. Time O(length of all names). */
  find(query: string, limit: number): { matches: Match[]; total: number } {
    const wanted = fold(query);
    if (!wanted) return { matches: [], total: 0 };
    this.prepare();
    const found: Array<{ match: Match; rank: number }> = [];
    const { nodes } = this.model.data;
    for (let node = 0; node < nodes.length; node++) {
      let rank = place(this.names[node]!, wanted);
      const match: Match = { node };
      this.aliases[node]?.forEach((alias, at) => {
        const found = place(alias, wanted) + ALIAS;
        if (found < rank) (rank = found), (match.alias = nodes[node]!.aliases![at]);
      });
      if (rank === Infinity && fold(nodes[node]!.id).includes(wanted)) (rank = ID), (match.id = nodes[node]!.id);
      if (rank < Infinity) found.push({ match, rank });
    }
    const degree = this.model.degree;
    found.sort((a, b) => a.rank - b.rank || degree[b.match.node]! - degree[a.match.node]! || a.match.node - b.match.node);
    return { matches: found.slice(0, limit).map(({ match }) => match), total: found.length };
  }

  /** Folds all names, once. */
  prepare(): void {
    if (this.names.length) return;
    this.model.data.nodes.forEach((node, at) => {
      this.names.push(fold(node.label || node.id));
      if (node.aliases) this.aliases[at] = node.aliases.map(fold);
    });
  }
}

function place(name: string, wanted: string): number {
  const at = name.indexOf(wanted);
  if (at < 0) return Infinity;
  if (at === 0) return name.length === wanted.length ? EXACT : START;
  return name.includes(" " + wanted) ? WORD : INSIDE;
}

/** Finds where a query stands in a text as it is written: for showing it. */
export function highlight(text: string, query: string): [before: string, match: string, after: string] | null {
  const wanted = fold(query);
  if (!wanted || text.length > 500) return null;
  // Folding may change lengths, so places are tried letter by letter.
  for (let from = 0; from < text.length; from++) {
    if (!fold(text.slice(from)).startsWith(wanted)) continue;
    let to = from + 1;
    while (to < text.length && fold(text.slice(from, to)) !== wanted) to++;
    if (from > 0 && /[\p{M}\p{P}\s]/u.test(text[from]!)) continue;
    return [text.slice(0, from), text.slice(from, to), text.slice(to)];
  }
  return null;
}
