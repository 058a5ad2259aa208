// Pictures in, codes out, behind one async call: the browser's detector first, then the widget's own decoder in a worker,
// or in the page where that allows no worker. PARTS is put in by scripts/finish, name by name: each file is spelled out
// where its address is made, so that a bundler sees it.
import { ALL, nativeReader } from './barcode-detector.js';

/** A detector of the browser's that finds nothing for so long is asked no more: some never find anything. */
const SILENT = 1_800;
/** A worker without work ends after so many milliseconds; the next picture starts another. */
const IDLE = 10_000;

/** The smallest module with a SIMD instruction in it. */
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const file = ({ href }, integrity) => ({ url: href, integrity });
/** The chunks for this browser, as the decoder is told them. */
const wasm = WebAssembly.validate(new Uint8Array(SIMD))
  ? {
    qr: file(new URL(PARTS.qr.simd.url, import.meta.url), PARTS.qr.simd.integrity),
    more: file(new URL(PARTS.more.simd.url, import.meta.url), PARTS.more.simd.integrity),
  }
  : {
    qr: file(new URL(PARTS.qr.scalar.url, import.meta.url), PARTS.qr.scalar.integrity),
    more: file(new URL(PARTS.more.scalar.url, import.meta.url), PARTS.more.scalar.integrity),
  };

export class Decoder {
  #native;
  #chunks;
  #heard;

  /** Looks for `formats`, by the browser's names. */
  constructor(formats) {
    this.#native = nativeReader(formats);
    const isMore = (format) => format !== 'qr_code';
    this.#chunks = [formats.includes('qr_code') && 'qr', formats.some(isMore) && 'more'].filter(Boolean);
    this.#native.then((native) => native || warm().catch(() => {}));
  }

  /** From now on every format is looked for: the code may be in another one, or a barcode is in its place. */
  more() {
    if (this.#chunks.length === 2) return;
    this.#chunks = [...new Set([...this.#chunks, 'qr', 'more'])];
    this.#native = this.#native.then((native) => native && nativeReader(ALL));
  }

  /** What is in the picture: `[{ text, format, corners }]`. A photo is looked at in every way there is. */
  async read(picture, isPhoto = false) {
    if (isPhoto) this.more();
    const native = await this.#native;
    if (native) {
      const found = await native(picture.canvas).catch(() => undefined);
      const now = performance.now();
      this.#heard ??= now;
      if (found?.length) this.#heard = now;
      if (found?.length || (found && !isPhoto && now - this.#heard < SILENT)) return found;
      this.#native = Promise.resolve();
    }
    return own({ ...picture.pixels(), isPhoto, chunks: this.#chunks, wasm });
  }
}

let engine;
let idle;

/** One decoder a page, started when it is first needed. */
const wake = () => (engine ??= inWorker().catch(inPage).catch((error) => {
  engine = undefined;
  throw error;
}));

/** Starts it before the first picture is there; where none comes, it ends again. */
function warm() {
  if (!engine) idle = setTimeout(rest, IDLE);
  return wake();
}

let turn = Promise.resolve();
/** One picture at a time, also where several widgets of a page ask. */
const own = (picture) => (turn = turn.catch(() => {}).then(() => readOwn(picture)));

async function readOwn(picture) {
  clearTimeout(idle);
  const { read } = await wake();
  try {
    return await read(picture);
  } catch (error) {
    rest(); // whatever is wrong with it, the next picture gets a new one
    throw error;
  } finally {
    clearTimeout(idle);
    idle = setTimeout(rest, IDLE);
  }
}

function rest() {
  engine?.then(({ end }) => end(), () => {});
  engine = undefined;
}

const address = new URL(PARTS.worker, import.meta.url);

/** Starts the worker; fails where the page allows none: a page of another origin, or a policy against it. */
async function inWorker() {
  if (address.origin !== location.origin) throw new Error('a worker must come from the page’s own origin');
  const worker = new Worker(trusted(address.href), { type: 'module' });
  const answer = () => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.found));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error('the worker failed'));
    };
  });
  await answer();
  return {
    read(picture) {
      const found = answer();
      worker.postMessage(picture, [picture.rgba.buffer]);
      return found;
    },
    end: () => worker.terminate(),
  };
}

let policy;
/** The address as a page with Trusted Types wants it, by a policy of the widget's own that knows this one address. */
function trusted(href) {
  if (!globalThis.trustedTypes) return href;
  policy ??= trustedTypes.createPolicy('points-widget', { createScriptURL: (text) => (text === address.href ? text : '') });
  return policy.createScriptURL(href);
}

/** The same decoder in the page itself: a frame takes it a millisecond or two. */
async function inPage() {
  const { read } = await import(PARTS.worker);
  return { read, end() {} };
}
