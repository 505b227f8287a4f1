// Bundles the pages' style and behaviour into one app.css and one app.js, beside their Brotli forms.
// Usage: node build.mjs <output folder>. Only rules whose classes some page names are kept: a class that C# puts
// together from parts must be written out in full somewhere in src/Headroom.Server/Pages, or it is not in the bundle.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const here = path.dirname(fileURLToPath(import.meta.url));
const server = path.join(here, "../src/Headroom.Server");
const output = path.resolve(process.argv[2] ?? path.join(server, "wwwroot/assets"));

const bundled = await build({
  absWorkingDir: here,
  entryPoints: ["src/app.js", "src/app.css"],
  outdir: "out",
  bundle: true,
  minify: true,
  write: false,
  target: ["es2022", "chrome110", "firefox115", "safari16"],
  legalComments: "inline",
  logLevel: "warning",
});
const text = (name) => bundled.outputFiles.find((file) => file.path.endsWith(name)).text;

const [purged] = await new PurgeCSS().purge({
  css: [{ raw: text("app.css") }],
  content: [`${server}/Pages/**/*.razor`, `${server}/Pages/**/*.cs`, `${here}/src/*.js`].map((glob) => glob.replaceAll("\\", "/")),
  // Whole class names, with the characters that Tabler uses in them.
  defaultExtractor: (source) => source.match(/[A-Za-z0-9_-]+/g) ?? [],
  variables: true,
});
const style = await transform(purged.css, { loader: "css", minify: true, legalComments: "inline" });

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
for (const [name, source] of [
  ["app.css", style.code],
  ["app.js", text("app.js")],
  ["icon.svg", await readFile(path.join(here, "src/icon.svg"), "utf8")],
]) {
  const bytes = Buffer.from(source);
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  await writeFile(path.join(output, name), bytes);
  await writeFile(path.join(output, `${name}.br`), packed);
  console.log(`${name}: ${bytes.length} bytes, ${packed.length} compressed`);
}
