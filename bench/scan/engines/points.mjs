// Our own scanner, by the module that POINTS_SCANNER names: it exports `load(formats)`, which gives an object with
// `frame(rgba, width, height)` and `photo(rgba, width, height)`, each returning [{ format, text }]. Takes RGBA.
// `points` reads each frame as a photo: every attempt. `camera` sees it up to `turns` times, another attempt each time.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotli } from "./bytes.mjs";

const path = process.env.POINTS_SCANNER && resolve(process.env.POINTS_SCANNER);
const formats = ["qr_code", "data_matrix", "code_128", "ean_13"];
const loaded = new Map();

async function scanner(wanted) {
  const key = wanted.join();
  if (!loaded.has(key)) loaded.set(key, await (await import(pathToFileURL(path))).load(wanted));
  return loaded.get(key);
}

/** What lies beside the module: the scanner's JavaScript and wasm. POINTS_SCANNER_FILES names others, by commas. */
function bytes() {
  const named = process.env.POINTS_SCANNER_FILES?.split(",");
  const beside = () =>
    readdirSync(dirname(path))
      .filter((name) => /\.(m?js|wasm)$/.test(name))
      .map((name) => join(dirname(path), name));
  return (named ?? beside())
    .filter((file) => statSync(file).isFile())
    .reduce((sum, file) => sum + brotli(readFileSync(file)), 0);
}

const engine = (name, method, more) => ({
  name,
  formats,
  input: "RGBA",
  absent: !path,
  bytes,
  start: () => scanner(formats),
  async read({ image }, wanted) {
    return (await scanner(wanted))[method](image.data, image.width, image.height);
  },
  ...more,
});

export default engine("points", "photo");
export const camera = engine("points, camera", "frame", { turns: 8 });
