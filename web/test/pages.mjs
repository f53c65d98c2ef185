// Pages made by kgraph, opened in Chromium from disk, as people open them.
import { chromium } from "playwright-core";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.KGRAPH ?? join(root, "target/debug/kgraph");
const browserPath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
const folder = mkdtempSync(join(tmpdir(), "kgraph-page-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

export const kVisa = JSON.parse(readFileSync(join(root, "graph/k-visa.json"), "utf8"));

/** Makes the page of a graph; returns its address, and the path of the graph's file. */
export function makePage(name, graph) {
  const [file, page] = [join(folder, `${name}.json`), join(folder, `${name}.html`)];
  writeFileSync(file, typeof graph === "string" ? graph : JSON.stringify(graph));
  execFileSync(binary, ["view", file, "-o", page], { stdio: ["ignore", "ignore", "ignore"] });
  return { url: pathToFileURL(page).href, file, path: page };
}

/** What `kgraph export --json` writes for a file. */
export const exportJson = (file) => execFileSync(binary, ["export", "--json", file], { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 }).toString();

let browser;
export async function launch() {
  assert.ok(browserPath, "Chromium is not installed: set CHROMIUM to its path");
  browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
}
export const quit = () => browser?.close();

/**
 * Opens a page in a window of its own, runs a check in it, and holds the page to its promises: nothing on the
 * console, no error, no request.
 */
export async function visit(url, options, check) {
  const { hash = "", width = 1440, height = 900, wait = 60_000, allowed = /^$/, ...rest } = options;
  const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true, ...rest });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.stack}`));
  page.on("request", (request) => {
    const address = request.url();
    if (!/^(file|blob|data):/.test(address)) said.push(`request: ${address}`);
  });
  try {
    await page.goto(url + hash);
    if (rest.javaScriptEnabled !== false) await page.waitForSelector("html[data-ready]", { timeout: wait });
    await check(page, context);
    assert.deepEqual(said.filter((line) => !allowed.test(line)), []);
  } finally {
    await context.close();
  }
}

/** Where a node is on the screen. */
export const nodePlace = (page, id) =>
  page.evaluate((id) => {
    const { graph, model } = window.kgraph;
    return graph.locate().nodes.get(model.findNode(id));
  }, id);

/** A place on the screen where an edge can be clicked, away from all nodes. */
export const edgePlace = (page, id) =>
  page.evaluate((id) => {
    const { graph, model } = window.kgraph;
    const edge = model.findEdge(id);
    const path = document.querySelector(`[data-edge="${edge}"] .stroke`);
    const matrix = path.getScreenCTM();
    const length = path.getTotalLength();
    for (const share of [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75]) {
      const { x, y } = path.getPointAtLength(length * share).matrixTransform(matrix);
      if (document.elementFromPoint(x, y)?.closest(`[data-edge="${edge}"]`)) return [x, y];
    }
    throw new Error(`nothing of ${id} can be clicked`);
  }, id);

export const hashOf = (page) => page.evaluate(() => location.hash);
export const text = (page, selector) => page.locator(selector).first().innerText();

/** Waits until a function of the page's state is true. */
export const until = (page, check, argument) => page.waitForFunction(check, argument, { timeout: 10_000 });

/** Picks a node by search, with keys alone. */
export async function find(page, words) {
  await page.keyboard.press("/");
  await page.keyboard.type(words);
  await page.locator("#search-list li").first().waitFor();
  await page.keyboard.press("Enter");
}

/** Asks for a file, and returns its name and content. */
export async function download(page, key) {
  const waiting = page.waitForEvent("download");
  await page.click("#export");
  await page.click(`[data-export="${key}"]`);
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
