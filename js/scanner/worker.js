// The widget's own decoder, in two chunks of wasm. The same file is a worker, and a module for pages that allow none. It names
// no file: a bundler carries it as it is, and who calls it knows where the bundler has put the wasm.
import { moreGlue, qrGlue } from '../build-config.js';

/** A part of the decoder: `qr` reads QR codes, `more` the other formats. @typedef {'qr' | 'more'} Chunk */
/** @typedef {import('../build-config.js').WasmFile} WasmFile */
/** @typedef {import('../build-config.js').Reader} Reader */
/** @typedef {import('./barcode-detector.js').Point} Point */

/**
 * A picture to read, with the chunks to read it by, and where each lies. The first chunk is waited for; the others join when
 * they have come, so that the camera does not stand still meanwhile, but for a photo all are waited for.
 * @typedef {import('./picture.js').Pixels & { isPhoto: boolean, chunks: Chunk[], wasm: Record<Chunk, WasmFile> }} Job
 */

const GLUE = { qr: qrGlue, more: moreGlue };

/** @type {Partial<Record<Chunk, Promise<Reader>>>} */
const readers = {};
/** @type {Set<Chunk>} */
const ready = new Set();

/** The reader of a chunk, once it is there; a failure is forgotten, so that it may be tried again. @param {Chunk} chunk @param {WasmFile} file */
const readerOf = (chunk, file) => (readers[chunk] ??= load(chunk, file).catch((error) => {
  delete readers[chunk];
  throw error;
}));

/** @param {Chunk} chunk @param {WasmFile} file */
async function load(chunk, { url, integrity }) {
  await GLUE[chunk].default({ module_or_path: fetch(url, { integrity }) });
  const reader = new GLUE[chunk].Reader();
  ready.add(chunk);
  return reader;
}

/** @param {Job} job @returns {Promise<import('./barcode-detector.js').Found[]>} */
export async function read({ rgba, width, height, isPhoto, chunks, wasm }) {
  const found = [];
  for (const [at, chunk] of chunks.entries()) {
    const loading = readerOf(chunk, wasm[chunk]);
    if (at > 0) {
      loading.catch(() => {});
      if (!isPhoto && !ready.has(chunk)) continue;
    }
    const reader = at > 0 ? await loading.catch(() => undefined) : await loading;
    if (!reader) continue;
    const numbers = reader.read(rgba, width, height, isPhoto);
    for (let index = 0; index * 8 < numbers.length; index++) {
      const corners = [0, 2, 4, 6].map((at) => /** @type {Point} */ ([numbers[index * 8 + at], numbers[index * 8 + at + 1]]));
      found.push({ text: reader.text(index), format: reader.format(index), corners });
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
