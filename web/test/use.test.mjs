// What people do with the page, on the graph of the article.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { download, edgePlace, exportJson, find, hashOf, kVisa, launch, makePage, nodePlace, quit, text, until, visit } from "./pages.mjs";
import { hostile } from "./graphs.mjs";

let page1, page2;
before(async () => {
  page1 = makePage("k-visa", kVisa);
  page2 = makePage("parallel", hostile);
  await launch();
});
after(quit);

const use = (name, options, check) => test(name, () => visit(page1.url, options, check));
const label = (id) => kVisa.nodes.find((node) => node.id === id).label;

use("it cannot talk to any host", { allowed: /Content Security Policy|^request: .*example.org.x.png$/ }, async (page) => {
  const outcome = await page.evaluate(() => fetch("https://example.org/").then(() => "talked", (error) => error.name));
  assert.equal(outcome, "TypeError");
  const image = await page.evaluate(() => new Promise((done) => {
    const image = new Image();
    image.onload = () => done("loaded");
    image.onerror = () => done("refused");
    image.src = "https://example.org/x.png";
  }));
  assert.equal(image, "refused");
});

use("it opens with the whole graph", {}, async (page) => {
  assert.equal(await text(page, "#counts"), `${kVisa.nodes.length} nodes · ${kVisa.edges.length} relations · 1 source`);
  assert.equal(await page.locator("[data-node]").count(), kVisa.nodes.length);
  assert.equal(await page.locator("[data-edge]").count(), kVisa.edges.length);
  const policy = await page.locator("meta[http-equiv]").getAttribute("content");
  assert.ok(!policy.includes("unsafe") && policy.includes("default-src 'none'") && policy.includes("connect-src 'none'"));
});

test("a script whose bytes were changed does not run", async () => {
  const { readFileSync, writeFileSync } = await import("node:fs");
  const changed = page1.path.replace("k-visa.html", "changed.html");
  writeFileSync(changed, readFileSync(page1.path, "utf8").replace("<script>", "<script>window.pwned=1;"));
  await assert.rejects(visit(page1.url.replace("k-visa.html", "changed.html"), { wait: 4_000 }, async () => {}), /Timeout|Security Policy/);
});

use("search finds by alias and says so; Enter opens", {}, async (page) => {
  await page.keyboard.press("/");
  await page.keyboard.type("président trump");
  const first = page.locator("#search-list li").first();
  assert.match(await first.innerText(), /Donald Trump\s+also: President Trump/);
  await page.keyboard.press("Enter");
  assert.equal(await hashOf(page), "#node=donald-trump");
  assert.equal(await text(page, "#panel h2"), "Donald Trump");
  const [x, y] = await nodePlace(page, "donald-trump");
  const stage = await page.locator("#view-graph").boundingBox();
  assert.ok(x > stage.x && x < stage.x + stage.width && y > stage.y && y < stage.y + stage.height, "in view");
  await page.keyboard.press("/");
  await page.keyboard.type("zzzz");
  assert.ok(await page.getByText("No entity matches.", { exact: true }).first().isVisible());
});

test("search finds by an alias in Chinese, and by letters without accents", () =>
  visit(page2.url, {}, async (page) => {
    await find(page, "阿里");
    assert.equal(await hashOf(page), "#node=alibaba");
    await find(page, "jose nandu");
    assert.equal(await hashOf(page), "#node=jose");
  }));

use("a click on a node shows each relation with its evidence, word for word", {}, async (page) => {
  const [x, y] = await nodePlace(page, "dan-wang");
  await page.mouse.click(x, y);
  assert.equal(await hashOf(page), "#node=dan-wang");
  const panel = (await text(page, "#panel")).replace(/\s+/g, " ");
  const relation = new Map(kVisa.graph.relations.map((relation) => [relation.id, relation.label]));
  const edges = kVisa.edges.filter((edge) => edge.source === "dan-wang" || edge.target === "dan-wang");
  assert.ok(edges.length > 2);
  for (const edge of edges) {
    assert.ok(panel.includes(`${label(edge.source)} ${relation.get(edge.relation)} ${label(edge.target)}`), edge.relation);
    for (const piece of edge.evidence) {
      assert.ok(panel.includes(piece.note), piece.note);
      assert.ok(panel.includes(`${kVisa.graph.documents[0].title}, ${piece.locator}`), piece.locator);
    }
  }
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#panel").isVisible(), false);
  assert.equal(await hashOf(page), "");
});

test("each of several parallel and opposite edges opens its own evidence", () =>
  visit(page2.url, {}, async (page) => {
    for (const [id, word] of [
      ["alibaba--supports--jose", "one"],
      ["jose--opposes--alibaba", "مصدر"],
      ["alibaba--supports--jose--2", "No evidence is given."],
      ["alibaba--supports--alibaba", "No evidence is given."],
      ["alibaba--opposes--alibaba", "No evidence is given."],
    ]) {
      await page.mouse.click(...(await edgePlace(page, id)));
      assert.equal(decodeURIComponent(await hashOf(page)), `#edge=${id}`);
      const current = await text(page, "#panel .current");
      assert.ok(current.includes(word), current);
      await page.keyboard.press("Escape");
    }
    await page.goto(page2.url + "#edge=alibaba--supports--jose");
    await page.waitForSelector("html[data-ready]");
    assert.match(await text(page, "#panel"), /ALSO BETWEEN THEM\s+2/i);
    assert.match(await text(page, "#panel .current"), /2019 to 2020-05/);
  }));

use("filters by type hide nodes and their relations, stay in the link, and can be cleared", {}, async (page) => {
  const people = kVisa.nodes.filter((node) => node.type === "person").map((node) => node.id);
  const left = kVisa.edges.filter((edge) => !people.includes(edge.source) && !people.includes(edge.target)).length;
  await page.getByLabel("People", { exact: true }).uncheck();
  assert.equal(await hashOf(page), "#hidetype=person");
  assert.match(await text(page, "#counts"), new RegExp(`^${kVisa.nodes.length - people.length} of ${kVisa.nodes.length} nodes · ${left} of`));
  assert.equal(await page.locator("[data-node]").count(), kVisa.nodes.length - people.length);
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  assert.equal(await page.locator("[data-edge]").count(), left);
  await page.click("#clear-filters");
  assert.equal(await page.locator("[data-node]").count(), kVisa.nodes.length);
  assert.equal(await hashOf(page), "");
});

use("filters by polarity and by one relation", {}, async (page) => {
  const polarity = new Map(kVisa.graph.relations.map((relation) => [relation.id, relation.polarity]));
  await page.getByLabel("Against", { exact: true }).uncheck();
  const left = kVisa.edges.filter((edge) => polarity.get(edge.relation) !== "negative");
  assert.equal(await page.locator("[data-edge]").count(), left.length);
  await page.getByLabel("Kinds of relation: Neutral").click();
  await page.getByLabel("comments on", { exact: true }).uncheck();
  assert.equal(await page.locator("[data-edge]").count(), left.filter((edge) => edge.relation !== "comments-on").length);
});

test("filters by source and by date keep what has another source, or no date", () =>
  visit(page2.url, {}, async (page) => {
    const edges = () => page.locator("[data-edge]").count();
    assert.equal(await edges(), 10);
    await page.fill("#date-from", "2021-01-01");
    assert.equal(await edges(), 9);
    assert.match(await hashOf(page), /since=2021-01-01/);
    await page.fill("#date-to", "2021-12-31");
    assert.equal(await edges(), 8);
    await page.click("#clear-filters");
    await page.getByLabel("A program", { exact: true }).uncheck();
    assert.equal(await edges(), 9);
  }));

use("the path between two, by typing, by Shift and click, and cut by filters", {}, async (page) => {
  await page.fill("#path-from", "Alibaba");
  await page.keyboard.press("Enter");
  await page.fill("#path-to", "United States");
  await page.keyboard.press("Enter");
  assert.equal(await hashOf(page), "#path=alibaba,united-states");
  assert.equal(await page.locator("#panel .steps > li").count(), 3);
  assert.match((await text(page, "#panel")).replace(/\s+/g, " "), /Alibaba to United States/);
  await page.getByText("Only this path").click();
  assert.equal(await page.locator("[data-node]").count(), 4);
  await page.keyboard.press("Escape");
  await page.mouse.click(...(await nodePlace(page, "dan-wang")));
  await page.keyboard.down("Shift");
  await page.mouse.click(...(await nodePlace(page, "china")));
  await page.keyboard.up("Shift");
  assert.equal(await hashOf(page), "#path=dan-wang,china");
  for (const word of ["For", "Against", "Neutral"]) await page.getByLabel(word, { exact: true }).uncheck();
  assert.match(await text(page, "#side .message"), /No path with the present filters/);
});

use("neighbours and two steps show exactly the right nodes", {}, async (page) => {
  const ball = (id, depth) => {
    let set = new Set([id]);
    for (let step = 0; step < depth; step++) {
      const next = new Set(set);
      for (const edge of kVisa.edges) {
        if (set.has(edge.source)) next.add(edge.target);
        if (set.has(edge.target)) next.add(edge.source);
      }
      set = next;
    }
    return [...set].sort();
  };
  const shown = () => page.evaluate(() => window.kgraph.graph.drawn.nodes.map((node) => window.kgraph.model.nodeId(node)).sort());
  await find(page, "Santosh Pai");
  await page.getByText("Only neighbours").click();
  assert.deepEqual(await shown(), ball("santosh-pai", 1));
  assert.match(await hashOf(page), /depth=1/);
  await page.getByText("2 steps").click();
  assert.deepEqual(await shown(), ball("santosh-pai", 2));
  await page.getByText("Show all").click();
  assert.equal((await shown()).length, kVisa.nodes.length);
});

use("keys alone reach everything", {}, async (page) => {
  await find(page, "China");
  await page.keyboard.press("Escape");
  const focused = () => page.evaluate(() => document.activeElement.dataset.node ?? document.activeElement.className);
  assert.equal(await focused(), await page.evaluate(() => String(window.kgraph.model.findNode("china"))));
  const visited = new Set([await focused()]);
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"]) {
    await page.keyboard.press(key);
    visited.add(await focused());
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement.querySelector(".ring")).opacity);
    assert.equal(ring, "1", "the focus can be seen");
  }
  assert.ok(visited.size >= 4, [...visited].join());
  await page.keyboard.press("Enter");
  assert.match(await hashOf(page), /^#node=/);
  // One stop for the whole graph: Tab leaves it.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("svg") === null), true);
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  assert.match(await hashOf(page), /view=table/);
  await page.keyboard.press("?");
  assert.ok(await page.locator("#help").isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  const before = await page.evaluate(() => document.documentElement.dataset.theme);
  await page.keyboard.press("d");
  assert.notEqual(await page.evaluate(() => document.documentElement.dataset.theme), before);
});

use("dragging moves a node and opens nothing; the wheel zooms at the pointer", {}, async (page) => {
  const [x, y] = await nodePlace(page, "china");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 40, { steps: 5 });
  await page.mouse.up();
  const [nx, ny] = await nodePlace(page, "china");
  assert.ok(Math.abs(nx - x - 60) < 3 && Math.abs(ny - y - 40) < 3);
  assert.equal(await hashOf(page), "");
  await page.mouse.wheel(0, -300);
  const [zx, zy] = await nodePlace(page, "china");
  assert.ok(Math.hypot(zx - nx, zy - ny) < 4, "what is under the pointer stays there");
  await page.keyboard.press("f");
  const stage = await page.locator("#view-graph").boundingBox();
  for (const node of kVisa.nodes) {
    const [px, py] = await nodePlace(page, node.id);
    assert.ok(px > stage.x && px < stage.x + stage.width && py > stage.y && py < stage.y + stage.height, node.id);
  }
});

use("the table has a row for each relation, and sorts", { hash: "#view=table" }, async (page) => {
  assert.equal(await page.locator("[data-row]").count(), 100);
  await page.getByText("Next", { exact: true }).click();
  assert.equal(await page.locator("[data-row]").count(), kVisa.edges.length - 100);
  await page.getByRole("button", { name: "To", exact: true }).click();
  const column = await page.locator("[data-row] td:nth-child(3)").allInnerTexts();
  assert.deepEqual(column, [...column].sort(new Intl.Collator("en", { numeric: true }).compare));
  assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "ascending");
});

use("stances open their evidence; sources are counted", { hash: "#view=stances" }, async (page) => {
  const chip = page.locator("[data-chip]").first();
  const name = (await chip.getAttribute("aria-label")).replace(/^(For|Against): /, "");
  await chip.click();
  assert.match(await hashOf(page), /edge=.*view=stances/);
  assert.equal((await text(page, "#panel .current .sentence")).replace(/\s+/g, " "), name);
  await page.click('[data-view="sources"]');
  assert.match(await text(page, ".source"), new RegExp(`${kVisa.edges.length} relations rest on it`));
});

use("files: PNG, SVG, CSV and JSON", {}, async (page) => {
  const png = await download(page, "png");
  assert.equal(png.name, "china-s-k-visa-and-the-contest-for-talent.png");
  assert.deepEqual([...png.bytes.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
  assert.ok(png.bytes.readUInt32BE(16) > 1000, "wide");
  const svg = (await download(page, "svg")).bytes.toString();
  for (const node of kVisa.nodes) assert.ok(svg.includes(`: ${node.label.replaceAll("&", "&amp;")}</title>`), node.label);
  assert.ok(!/<script|onload|<foreignObject/i.test(svg));
  await page.evaluate((svg) => {
    const problem = new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror");
    if (problem) throw new Error(problem.textContent);
  }, svg);
  const csv = (await download(page, "csv")).bytes.toString();
  const pieces = kVisa.edges.reduce((sum, edge) => sum + Math.max(1, edge.evidence?.length ?? 0), 0);
  assert.equal(csv.trim().split("\r\n").length, pieces + 1);
  assert.equal((await download(page, "json")).bytes.toString(), exportJson(page1.file));
});

use("links open what they name, unknown ids are told, and Back goes back", { hash: "#node=nobody" }, async (page) => {
  assert.match(await text(page, "#told"), /No node has the id “nobody” here/);
  await find(page, "Huawei");
  await page.locator("#panel .sentence .name").first().click();
  const second = await hashOf(page);
  assert.notEqual(second, "#node=huawei");
  await page.goBack();
  assert.equal(await hashOf(page), "#node=huawei");
  await until(page, () => document.querySelector("#panel h2")?.textContent === "Huawei");
  await page.goForward();
  assert.equal(await hashOf(page), second);
  await page.evaluate(() => (location.hash = "#edge=dan-wang--comments-on--china&view=sources"));
  await until(page, () => document.querySelector("#panel h2")?.textContent === "comments on");
  assert.ok(await page.locator("#view-sources").isVisible());
});

use("it is the same on two openings", {}, async (page) => {
  const places = () => page.evaluate(() => JSON.stringify([...window.kgraph.graph.locate().nodes]));
  const first = await places();
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  assert.equal(await places(), first);
});

use("dark follows the system and the switch", { colorScheme: "dark" }, async (page) => {
  const theme = () => page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor]);
  assert.deepEqual(await theme(), ["dark", "rgb(18, 22, 28)"]);
  await page.click("#theme");
  assert.equal((await theme())[0], "light");
});

use("a phone: no sideways scroll, the sheet leaves the node in view, text can be read", { width: 390, height: 844, hasTouch: true, isMobile: true }, async (page) => {
  await page.click("#filters");
  await page.fill("#search", "Dan Wang");
  await page.keyboard.press("Enter");
  await until(page, () => !document.querySelector("#panel").hidden);
  await page.waitForTimeout(200);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(wide, 390);
  const [x, y] = await nodePlace(page, "dan-wang");
  const sheet = await page.locator("#panel").boundingBox();
  assert.ok(x > 0 && x < 390 && y < sheet.y && y > 60, `${x}, ${y} above ${sheet.y}`);
  const size = await page.evaluate(() => Math.min(...[...document.querySelectorAll(".stage g:not(.dim) > text")].map((text) => Number(text.getAttribute("font-size")) * text.getScreenCTM().a)));
  assert.ok(size >= 10.9, `text of ${size} px`);
  for (const view of ["table", "stances", "sources"]) {
    await page.click(`[data-view="${view}"]`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, view);
  }
});

use("reduced motion moves nothing by itself; print leaves the controls out", { reducedMotion: "reduce" }, async (page) => {
  const duration = await page.evaluate(() => getComputedStyle(document.querySelector(".node")).transitionDuration);
  assert.ok(parseFloat(duration) === 0, duration);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#side").isVisible(), false);
  assert.equal(await page.locator("#tools").isVisible(), false);
  assert.equal(await page.locator(".stage svg").isVisible(), true);
});

test("without scripts the table with its evidence can be read", () =>
  visit(page1.url, { javaScriptEnabled: false }, async (page) => {
    const body = (await page.locator("main").innerText()).replace(/\s+/g, " ");
    assert.ok(body.includes("takes foreign experts, but picks them by its own rules China's K visa and the contest for talent, ¶17"), body.slice(0, 300));
    assert.equal(await page.locator("#side").isVisible(), false);
  }));

test("looks that the graph chooses itself are drawn, in the legend and beside their relations", async () => {
  const relations = [{ id: "opposes", polarity: "negative" }, { id: "backs", polarity: "positive" }, { id: "blocks", polarity: "negative" }];
  const graph = {
    graph: { relations, style: { types: { person: { color: "#0b6e4f" } }, relations: { opposes: { color: "#8a1c7c", dash: false } } } },
    nodes: [{ id: "a", type: "person" }, { id: "b", type: "person" }],
    edges: relations.map(({ id }) => ({ source: "a", relation: id, target: "b" })),
  };
  await visit(makePage("own-style", graph).url, { colorScheme: "light" }, async (page) => {
    const lines = await page.$$eval(".edge .stroke", (all) => all.map((line) => [line.getAttribute("stroke"), line.getAttribute("stroke-dasharray")]));
    assert.deepEqual(lines, [["#8a1c7c", null], ["#0a6c74", null], ["#c8400b", "6 4"]]);
    const legend = await page.$$eval(".legend li", (all) => all.map((item) => item.textContent));
    assert.deepEqual(legend, ["For", "Against", "Against: opposes"]);
  });
});
