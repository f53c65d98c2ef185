// Graphs that mean ill, and graphs with next to nothing in them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { EVIL, hostile } from "./graphs.mjs";
import { download, exportJson, launch, makePage, quit, text, visit } from "./pages.mjs";

let evil;
before(async () => {
  evil = makePage("hostile", hostile);
  await launch();
});
after(quit);

const unharmed = async (page) => {
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(await page.locator("img").count(), 0);
  const links = await page.locator("a[href]").evaluateAll((list) => list.map((link) => link.getAttribute("href")));
  for (const link of links) assert.match(link, /^(https?:\/\/|#)/);
};

test("no text of a hostile graph runs, in any view", () =>
  visit(evil.url, {}, async (page) => {
    await unharmed(page);
    for (const view of ["stances", "table", "sources", "graph"]) {
      await page.click(`[data-view="${view}"]`);
      await unharmed(page);
    }
    await page.click('[data-view="sources"]');
    for (const summary of await page.locator("summary").all()) await summary.click();
    await unharmed(page);
    await page.click('[data-view="graph"]');
    for (let node = 0; node < hostile.nodes.length; node++) {
      await page.evaluate((node) => window.kgraph.app.openNode(node), node);
      assert.equal(await page.locator("#panel h2").textContent(), hostile.nodes[node].label);
      await unharmed(page);
    }
    for (let edge = 0; edge < hostile.edges.length; edge++) {
      await page.evaluate((edge) => window.kgraph.app.openEdge(edge), edge);
      await unharmed(page);
    }
    await page.fill("#search", "<script>");
    await unharmed(page);
    await page.keyboard.press("Enter");
    await page.click('[data-layout="layers"]');
    await unharmed(page);
  }));

test("evidence with markup is shown as it is written", () =>
  visit(evil.url, { hash: "#edge=" + encodeURIComponent(`${EVIL}--evil--alibaba`) }, async (page) => {
    assert.equal(await page.locator("#panel .note").textContent(), EVIL);
    assert.equal(await page.locator("#panel q").first().textContent(), EVIL);
    assert.equal(await page.locator("#panel .where a").getAttribute("href"), hostile.graph.documents[0].url);
    assert.equal(await page.locator("#panel .stance").textContent(), "denies");
  }));

test("ids with commas, hashes and ampersands come back from a link", () =>
  visit(evil.url, { hash: `#path=${encodeURIComponent("a,b&c=d#e%")},rtl` }, async (page) => {
    assert.match((await text(page, "#panel h2")).replace(/\s+/g, " "), /Odd id to محمد/);
    await page.evaluate(() => window.kgraph.app.openEdge(9));
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.equal(await page.evaluate(() => window.kgraph.app.state.chosen?.at), 9);
  }));

test("exports of a hostile graph hold no formula and no program", () =>
  visit(evil.url, {}, async (page) => {
    assert.equal((await download(page, "json")).bytes.toString(), exportJson(evil.file));
    const svg = (await download(page, "svg")).bytes.toString();
    assert.ok(!svg.includes("<script") && !svg.includes("<img"));
    const cells = await page.evaluate(() => {
      const { model, app } = window.kgraph;
      return [model.edgeCount, app.visible.edgeCount];
    });
    assert.deepEqual(cells, [hostile.edges.length, hostile.edges.length]);
  }));

test("no cell of a table is a formula", async () => {
  const words = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1"];
  const { url } = makePage("formulas", {
    nodes: words.map((label, at) => ({ id: `n${at}`, label })),
    edges: words.map((note, at) => ({ source: `n${at}`, relation: "r", target: "n0", label: note, evidence: [{ note, quote: note, locator: note }] })),
  });
  await visit(url, {}, async (page) => {
    const lines = (await download(page, "csv")).bytes.toString().replace(/^\ufeff/, "");
    const cells = lines.split(/[,\n]/).map((cell) => cell.replace(/^"|"?\r?$/g, ""));
    for (const cell of cells) assert.ok(!/^\s*[=+\-@＝＋－＠]/.test(cell), JSON.stringify(cell));
  });
});

test("an empty graph, and one of a single node, open in every view", async () => {
  for (const [name, graph, counts] of [
    ["empty", { nodes: [], edges: [] }, /^0 nodes · 0 relations · 0 sources/],
    ["one", { nodes: [{ id: "a" }], edges: [] }, /^1 node · 0 relations/],
    ["loop", { nodes: [{ id: "a" }], edges: [{ source: "a", relation: "r", target: "a" }] }, /^1 node · 1 relation · 0/],
  ]) {
    const { url } = makePage(name, graph);
    await visit(url, {}, async (page) => {
      assert.match(await text(page, "#counts"), counts);
      for (const view of ["stances", "table", "sources", "graph"]) await page.click(`[data-view="${view}"]`);
      await page.click('[data-layout="layers"]');
      if (name === "empty") assert.match(await text(page, "#told"), /no nodes/);
      await download(page, "svg");
      await download(page, "png");
      await page.keyboard.press("Tab");
    });
  }
});

test("numbers keep all their digits", async () => {
  const { url, file } = makePage("digits", '{"nodes": [{"id": "a", "big": 12345678901234567890, "small": 1e400, "plain": 5}], "edges": []}');
  await visit(url, { hash: "#node=a" }, async (page) => {
    const panel = await text(page, "#panel");
    assert.ok(panel.includes("12345678901234567890") && panel.includes("1e400"), panel);
    assert.equal((await download(page, "json")).bytes.toString(), exportJson(file));
  });
});
