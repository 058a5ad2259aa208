// What a page downloads of an engine: its JavaScript, bundled and minified, and its wasm, each by Brotli at its best.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, constants } from "node:zlib";
import { buildSync } from "esbuild";

const require = createRequire(import.meta.url);

/** The path of a package's file. */
export const resolve = (path) => require.resolve(path);

export const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

/** `module` is what a page imports; `files` are fetched beside it. */
export function downloaded(module, files = []) {
  const bundle = buildSync({
    stdin: { contents: `export * from ${JSON.stringify(module)}`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const sizes = [bundle.outputFiles[0].contents, ...files.map((file) => readFileSync(file))].map(brotli);
  return sizes.reduce((sum, size) => sum + size, 0);
}
