// WCAG 2.2, levels A and AA, as axe-core checks it: every view, both themes, and a phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { hostile, large } from "./graphs.mjs";
import { kVisa, launch, makePage, quit, visit } from "./pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const urls = {};
before(async () => {
  urls.kVisa = makePage("axe", kVisa).url;
  urls.hostile = makePage("axe-hostile", hostile).url;
  urls.large = makePage("axe-large", large(1_500, 3_000)).url;
  await launch();
});
after(quit);

const states = {
  "the graph": ["kVisa", ""],
  "a node": ["kVisa", "#node=k-visa"],
  "a relation": ["kVisa", "#edge=dan-wang--comments-on--china"],
  "a path": ["kVisa", "#path=alibaba,united-states"],
  "neighbours": ["kVisa", "#node=k-visa&depth=1&layout=layers"],
  "the table": ["kVisa", "#view=table"],
  "the stances": ["kVisa", "#view=stances"],
  "the sources": ["kVisa", "#view=sources"],
  "a message": ["kVisa", "#node=nobody"],
  "hostile texts": ["hostile", "#node=long"],
  "a large graph": ["large", "#node=n0"],
};

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    for (const [name, [graph, hash]] of Object.entries(states)) {
      test(`${name}, ${colorScheme}, ${width} px wide`, () =>
        visit(urls[graph], { hash, colorScheme, width, height: width === 390 ? 844 : 900 }, async (page) => {
          await page.waitForTimeout(200);
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() =>
            window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
          assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`), []);
        }));
    }
  }
}
