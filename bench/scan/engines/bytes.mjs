// The download size of an engine: its JavaScript, bundled and minified, and its wasm, each compressed by Brotli at quality 11.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, constants } from "node:zlib";
import { buildSync } from "esbuild";

const require = createRequire(import.meta.url);

/** The path of a file in a package. */
export const resolve = (path) => require.resolve(path);

/** The compressed size in bytes. */
export const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

/** The size in bytes of `module`, which a page imports, and `files`, which it fetches. */
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
