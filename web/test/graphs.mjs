// Graphs that try the page.

export const EVIL = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1>\"'`&{{script}}<!-- javascript:window.pwned=1";

/** Markup, quotes, odd ids, links that are programs, right-to-left and Chinese, 20 kB, loops and parallels. */
export const hostile = {
  graph: {
    title: `Hostile ${EVIL}`,
    documents: [
      { id: "d1", title: EVIL, publisher: EVIL, url: "https://example.org/?a=<b>&c=\"d\"" },
      { id: "d2", title: "A program", url: "javascript:window.pwned=1" },
      { id: "d3", title: "مصدر" },
    ],
    types: [{ id: "evil", label: EVIL, plural: EVIL }],
    relations: [
      { id: "supports", polarity: "positive" },
      { id: "opposes", polarity: "negative" },
      { id: "knows", symmetric: true },
      { id: "evil", label: EVIL, polarity: "negative" },
    ],
  },
  nodes: [
    { id: EVIL, type: "evil", label: EVIL, aliases: [EVIL], description: EVIL, home: "javascript:window.pwned=1", list: [{ a: EVIL }] },
    { id: "alibaba", type: "organisation", label: "Alibaba", aliases: ["阿里巴巴"] },
    { id: "jose", type: "person", label: "José Ñandú" },
    { id: "rtl", type: "person", label: "محمد علي (كاتب)", description: "وصف بالعربية." },
    { id: "cjk", type: "place", label: "深圳市南山区科技园北区高新技术产业开发区" },
    { id: "long", type: "person", label: "W".repeat(20_000), description: "d ".repeat(10_000) },
    { id: "a,b&c=d#e%", label: "Odd id" },
    { id: "alone", label: "Alone", text: "kept" },
  ],
  edges: [
    { source: EVIL, relation: "evil", target: "alibaba", evidence: [{ document: "d1", locator: EVIL, note: EVIL, quote: EVIL, stance: "denies", own: EVIL }] },
    { source: "alibaba", relation: "supports", target: "jose", since: "2019", until: "2020-05", evidence: [{ document: "d2", note: "one\ntwo" }] },
    { source: "jose", relation: "opposes", target: "alibaba", since: "2022-03-01", evidence: [{ document: "d3" }] },
    { source: "alibaba", relation: "supports", target: "jose" },
    { source: "alibaba", relation: "supports", target: "alibaba" },
    { source: "alibaba", relation: "opposes", target: "alibaba" },
    { source: "rtl", relation: "knows", target: "cjk" },
    { source: "long", relation: "knows", target: "long", label: "L".repeat(5_000) },
    { source: "long", relation: "opposes", target: "rtl" },
    { source: "cjk", relation: "knows", target: "a,b&c=d#e%", id: "id,with&odd=chars#" },
  ],
};

/** A graph of any size, the same each time; a few nodes have many edges. */
export function large(nodes, edges) {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const types = ["person", "organisation", "policy", "place", "event"];
  const relations = ["supports", "opposes", "mentions", "leads"];
  const one = (list) => list[Math.floor(random() * list.length)];
  return {
    graph: {
      title: `${nodes} nodes`,
      documents: Array.from({ length: 40 }, (_, at) => ({ id: `d${at}`, title: `Report ${at}` })),
      relations: [{ id: "supports", polarity: "positive" }, { id: "opposes", polarity: "negative" }, { id: "mentions" }, { id: "leads" }],
    },
    nodes: Array.from({ length: nodes }, (_, at) => ({ id: `n${at}`, type: one(types), label: `Name ${at}`, ...(at % 3 ? {} : { aliases: [`Ålias ${at}`] }) })),
    edges: Array.from({ length: edges }, (_, at) => ({
      source: `n${Math.floor(random() ** 2 * nodes)}`,
      relation: one(relations),
      target: `n${Math.floor(random() ** 1.5 * nodes)}`,
      evidence: [{ document: `d${at % 40}`, locator: `p. ${at % 97}`, note: `said in sentence ${at}` }],
    })),
  };
}
