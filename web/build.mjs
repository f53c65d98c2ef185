// Builds the page's program and style sheet into ../src/page/built, where the Rust side embeds them.
//
// usage: node build.mjs           writes the files
//        node build.mjs --check   says whether the files are what the sources give (exit code 1 if not)
//
// The same sources and the locked esbuild give the same bytes. `stamp.txt` holds a hash of the sources, so that
// `cargo test` can tell without Node.js that somebody changed them and did not build.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/page/built");

/** The files that decide what is built, by name. */
function sources(folder = "src") {
  return readdirSync(join(here, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? sources(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .sort();
}

function stamp() {
  const hash = createHash("sha256");
  for (const name of ["build.mjs", "package-lock.json", ...sources()]) {
    hash.update(`${name}\n`).update(readFileSync(join(here, name)));
  }
  return hash.digest("hex") + "\n";
}

const options = { bundle: true, write: false, minify: true, target: "es2022", charset: "utf8", legalComments: "none" };
const bundle = async (entry, more) =>
  (await build({ ...options, ...more, entryPoints: [join(here, "src", entry)] })).outputFiles[0].text.trim();

const script = await bundle("main.ts", { format: "iife" });
const style = await bundle("style.css", {});
if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) {
  throw new Error("the bundle holds text that would end its element");
}
const sha256 = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${sha256(script)}`,
  `style-src ${sha256(style)}`,
  "img-src blob: data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const shell = readFileSync(join(here, "src/shell.html"), "utf8").replace(/\n\s+/g, "\n").trim() + "\n";

const built = {
  "page.js": script,
  "page.css": style,
  "policy.txt": policy,
  "shell.html": shell,
  "stamp.txt": stamp(),
};
let stale = false;
for (const [name, text] of Object.entries(built)) {
  const path = join(target, name);
  if (process.argv.includes("--check")) {
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
      console.error(`src/page/built/${name} is stale: run \`npm ci && npm run build\` in web/`);
      stale = true;
    }
  } else {
    writeFileSync(path, text);
    console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
  }
}
process.exit(stale ? 1 : 0);
