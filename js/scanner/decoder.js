// Pictures in, codes out, behind one async call: the browser's detector first, then the widget's own decoder in a worker, or in
// the page where that allows no worker.
import { importWorker, scannerWasm, workerUrl } from '../build-config.js';
import { ALL_FORMATS, nativeReader } from './barcode-detector.js';

/** @typedef {import('./barcode-detector.js').Found} Found */
/** @typedef {import('./worker.js').Job} Job */
/** @typedef {import('./worker.js').Chunk} Chunk */
/** @typedef {import('../build-config.js').Reach} Reach */
/** The widget's own decoder, once it runs. @typedef {{ read: (job: Job) => Promise<Found[]>, end: () => void }} Engine */

/** A detector of the browser's that finds nothing for so many milliseconds is asked no more: some never find anything. */
const SILENT = 1_800;
/** A worker without work ends after so many milliseconds; the next picture starts another. */
const IDLE = 10_000;

/** The smallest module with a SIMD instruction in it. */
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const build = WebAssembly.validate(new Uint8Array(SIMD)) ? 'simd' : 'scalar';

export class Decoder {
  #reach;
  #native;
  /** @type {Chunk[]} */
  #chunks;
  /** When the browser's detector last found something. @type {number | undefined} */
  #found;

  /** @param {string[]} formats what to look for, by `BarcodeDetector`'s names @param {Reach} reach */
  constructor(formats, reach) {
    this.#reach = reach;
    this.#native = nativeReader(formats);
    this.#chunks = [];
    if (formats.includes('qr_code')) this.#chunks.push('qr');
    if (formats.some((format) => format !== 'qr_code')) this.#chunks.push('more');
    this.#native.then((native) => {
      if (!native) warmUp(reach).catch(() => {});
    });
  }

  /** From now on looks for every format: the code may be in another one, or a barcode is in its place. */
  readAllFormats() {
    if (this.#chunks.length === 2) return;
    this.#chunks = [...new Set(/** @type {Chunk[]} */ ([...this.#chunks, 'qr', 'more']))];
    this.#native = this.#native.then((native) => native && nativeReader(ALL_FORMATS));
  }

  /**
   * Reads what is in a picture. A photo is looked at in every way there is.
   * @param {import('./picture.js').Picture} picture @returns {Promise<Found[]>}
   */
  async read(picture, isPhoto = false) {
    if (isPhoto) this.readAllFormats();
    const native = await this.#native;
    if (native) {
      const found = await native(picture.canvas).catch(() => undefined);
      const now = performance.now();
      this.#found ??= now;
      if (found?.length) this.#found = now;
      if (found?.length || (found && !isPhoto && now - this.#found < SILENT)) return found;
      this.#native = Promise.resolve(undefined);
    }
    const wasm = { qr: scannerWasm.qr[build], more: scannerWasm.more[build] };
    return readInTurn({ ...picture.pixels(), isPhoto, chunks: this.#chunks, wasm }, this.#reach);
  }
}

/** @type {Promise<Engine> | undefined} */
let engine;
/** @type {number | undefined} */
let idle;

/** Starts the engine, one a page, when it is first needed. @param {Reach} reach */
const startEngine = (reach) => (engine ??= inWorker().catch(() => inPage(reach)).catch((error) => {
  engine = undefined;
  throw error;
}));

/** Starts it before the first picture is there; where none comes, it ends again. @param {Reach} reach */
function warmUp(reach) {
  if (!engine) idle = setTimeout(endEngine, IDLE);
  return startEngine(reach);
}

/** The last picture in the queue. @type {Promise<unknown>} */
let queue = Promise.resolve();

/** Reads one picture at a time, also where several widgets of a page ask. @param {Job} job @param {Reach} reach */
function readInTurn(job, reach) {
  const found = queue.catch(() => {}).then(() => readOwn(job, reach));
  queue = found;
  return found;
}

/** @param {Job} job @param {Reach} reach */
async function readOwn(job, reach) {
  clearTimeout(idle);
  const { read } = await startEngine(reach);
  try {
    return await read(job);
  } catch (error) {
    endEngine(); // whatever is wrong with it, the next picture gets a new one
    throw error;
  } finally {
    clearTimeout(idle);
    idle = setTimeout(endEngine, IDLE);
  }
}

function endEngine() {
  engine?.then(({ end }) => end(), () => {});
  engine = undefined;
}

/** Starts the worker; fails where the page allows none: a page of another origin, or a policy against it. @returns {Promise<Engine>} */
async function inWorker() {
  if (workerUrl.origin !== location.origin) throw new Error('a worker must come from the page’s own origin');
  const worker = new Worker(trusted(workerUrl.href), { type: 'module' });
  /** @returns {Promise<Found[]>} */
  const answer = () => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new TypeError(data.error)) : resolve(data.found)); // mostly its wasm, which may come
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error('the worker failed'));
    };
  });
  await answer();
  return {
    read(job) {
      const found = answer();
      worker.postMessage(job, [job.rgba.buffer]);
      return found;
    },
    end: () => worker.terminate(),
  };
}

/** @type {TrustedTypePolicy | undefined} */
let policy;

/**
 * The address as a page with Trusted Types wants it, by a policy of the widget's own that knows this one address.
 * @param {string} href
 */
function trusted(href) {
  if (!globalThis.trustedTypes) return href;
  policy ??= globalThis.trustedTypes.createPolicy('points-widget', { createScriptURL: (text) => (text === workerUrl.href ? text : '') });
  return policy.createScriptURL(href);
}

/** The same decoder in the page itself: a frame takes it a millisecond or two. @param {Reach} reach @returns {Promise<Engine>} */
async function inPage(reach) {
  const { read } = await reach(importWorker);
  return { read, end() {} };
}
