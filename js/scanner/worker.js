// The widget's own decoder, in two chunks of wasm. The same file is a worker, and a module for pages that allow none. It
// names no file: a bundler carries it as it is, and who calls it knows where the bundler has put the wasm.
import * as more from 'reader:more';
import * as qr from 'reader:qr';

const GLUE = { qr, more };

const readers = {};
/** A chunk's reader once it is there; a failure is forgotten, so that it may be tried again. */
const reader = (chunk, file) => (readers[chunk] ??= bring(chunk, file).catch((error) => {
  delete readers[chunk];
  throw error;
}));

async function bring(chunk, { url, integrity }) {
  await GLUE[chunk].default({ module_or_path: fetch(url, { integrity }) });
  const made = new GLUE[chunk].Reader();
  ready.add(chunk);
  return made;
}
const ready = new Set();

/**
 * Reads RGBA pixels: `[{ text, format, corners }]`. The first of `chunks` is waited for; the others join when they have
 * come, so that the camera does not stand still meanwhile, but for a photo all are waited for. `wasm` says where each
 * chunk lies: `{ qr, more }`, each `{ url, integrity }`.
 */
export async function read({ rgba, width, height, isPhoto, chunks, wasm }) {
  const found = [];
  for (const [at, chunk] of chunks.entries()) {
    const coming = reader(chunk, wasm[chunk]);
    if (at > 0) {
      coming.catch(() => {});
      if (!isPhoto && !ready.has(chunk)) continue;
    }
    const made = at > 0 ? await coming.catch(() => undefined) : await coming;
    if (!made) continue;
    const numbers = made.read(rgba, width, height, isPhoto);
    for (let n = 0; n * 8 < numbers.length; n++) {
      const corners = [0, 2, 4, 6].map((c) => [numbers[n * 8 + c], numbers[n * 8 + c + 1]]);
      found.push({ text: made.text(n), format: made.format(n), corners });
    }
  }
  return found;
}

if (typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope) {
  self.onmessage = async ({ data }) => {
    self.postMessage(await read(data).then((found) => ({ found }), (error) => ({ error: String(error) })));
  };
  self.postMessage('ready');
}
