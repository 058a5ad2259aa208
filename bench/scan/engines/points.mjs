// This project's scanner, from the files of dist/ that a page loads. Takes RGBA. `points` reads each frame as a photo, with every
// attempt; `camera` reads it up to `attempts` times, with another attempt each time, as the camera's loop does.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotli } from "./bytes.mjs";

const dist = process.env.DIST ?? fileURLToPath(new URL("../../../dist/", import.meta.url));
const files = existsSync(dist) ? readdirSync(dist) : [];
const file = (start) => files.find((name) => name.startsWith(start) && /\.(js|wasm)$/.test(name));
const worker = file("scanner-") && files.find((name) => /^scanner-[0-9a-f]+\.js$/.test(name));
const formats = ["qr_code", "data_matrix", "code_128", "ean_13"];
/** The wasm files of the SIMD builds, by chunk. */
const wasm = worker && Object.fromEntries(
  ["qr", "more"].map((chunk) => [chunk, { url: pathToFileURL(join(dist, files.find((name) => new RegExp(`^scanner-${chunk}-[0-9a-f]+\\.wasm$`).test(name)))).href }]),
);
const chunks = (wanted) => (wanted.some((format) => format !== "qr_code") ? ["qr", "more"] : ["qr"]);

// Node's fetch does not support file URLs.
const networkFetch = globalThis.fetch;
globalThis.fetch = async (url, init) => {
  if (new URL(url).protocol !== "file:") return networkFetch(url, init);
  return new Response(readFileSync(new URL(url)), { headers: { "Content-Type": "application/wasm" } });
};

/** A module instance per engine, as the scanner keeps state between frames. */
const modules = new Map();
async function scanner(name, wanted) {
  const key = `${name}-${chunks(wanted).join("-")}`;
  if (!modules.has(key)) modules.set(key, await import(`${pathToFileURL(join(dist, worker))}?${key.replaceAll(/\W+/g, "")}`));
  return modules.get(key);
}

const engine = (name, isPhoto, more) => ({
  name,
  formats,
  input: "RGBA",
  absent: !worker,
  /** The worker with its glue, and the wasm of the required chunks. */
  bytes: (wanted) =>
    [worker, ...chunks(wanted).map((chunk) => file(`scanner-${chunk}-`))]
      .map((name) => brotli(readFileSync(join(dist, name))))
      .reduce((sum, size) => sum + size, 0),
  async start() {
    const onePixel = { rgba: new Uint8Array(4), width: 1, height: 1, isPhoto: true, wasm };
    for (const wanted of [formats, ["qr_code"]]) await (await scanner(name, wanted)).read({ ...onePixel, chunks: chunks(wanted) });
  },
  async read({ image }, wanted) {
    const rgba = new Uint8Array(image.data.buffer);
    const picture = { rgba, width: image.width, height: image.height, isPhoto, chunks: chunks(wanted), wasm };
    return (await scanner(name, wanted)).read(picture);
  },
  ...more,
});

export default engine("points", true);
export const camera = engine("points, camera", false, { attempts: 8 });
