// Bundles scripts, styles, fonts and the map into ../static/build, each file named by its content,
// and writes manifest.json: name in the templates -> file. Run by ops/front.sh.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "build");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  legalComments: "linked",
  metafile: true,
  target: ["es2022", "chrome110", "firefox115", "safari16.4"],
  logLevel: "warning",
};
const results = await Promise.all([
  build({
    ...common,
    format: "esm",
    entryPoints: [
      "src/desk.js", "src/charts.js", "src/map.js",
      "css/desk.css", "css/charts.css", "css/reading.css",
    ],
  }),
  build({ ...common, format: "iife", entryPoints: ["src/worker.js"] }),
]);

const manifest = {};
for (const result of results) {
  for (const [path, made] of Object.entries(result.metafile.outputs)) {
    if (made.entryPoint) manifest[basename(made.entryPoint)] = basename(path);
    else if (path.endsWith(".woff2")) manifest[basename(path).replace(/-[A-Z0-9]{8}(?=\.)/, "")] = basename(path);
  }
}
const world = readFileSync(join(here, "node_modules", "world-atlas", "countries-110m.json"));
const name = `world-${createHash("sha256").update(world).digest("hex").slice(0, 8)}.json`;
writeFileSync(join(out, name), world);
manifest["world.json"] = name;
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1));
