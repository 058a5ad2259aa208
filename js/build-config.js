// What only the build knows: the names of the built files, the style sheets, the messages, and the wasm's glue. It gives each
// entry a module in place of this one, with what that entry imports (scripts/build/build-config.mjs). Here are the types, and
// values for tests under Node that need none.

/** @typedef {typeof import('../locales/vi.json')} Locale */
/** By language tag. @template T @typedef {Record<string, T>} ByTag */
/** A file of the scanner's wasm, which is checked against its hash. @typedef {{ url: string, integrity: string }} WasmFile */

/**
 * What the element knows of its page: query and fragment of its address; the messages, a line each; what `pause` gave; the saved customer.
 * @typedef {object} Page
 * @property {string} address
 * @property {string} lines
 * @property {string[] | undefined} typed
 * @property {import('./element/saved-customer.js').Customer | undefined} savedCustomer
 */

/** Attributes by their names. @typedef {Record<string, string | null>} Attributes */

/**
 * A mounted widget, an object of the wasm's (src/exports.rs).
 * @typedef {object} Widget
 * @property {(attributes: Attributes, page: Page) => void} update
 * @property {() => string[] | undefined} pause what is typed, for another widget; undefined while a code is under way
 * @property {() => void} reset
 * @property {() => void} forget
 * @property {() => void} free unmounts it
 */

/**
 * @callback Mount
 * @param {HTMLElement} container
 * @param {HTMLElement} host hears the events
 * @param {Attributes} attributes
 * @param {Page} page
 * @param {(root: ShadowRoot) => Promise<import('./scanner/scanner.js').OpenScanner>} openScanner
 * @param {(text: string, wanted: 'find' | 'hint') => string | undefined} askPattern
 * @param {import('./element/host-api.js').HostApi} hostApi
 * @returns {Widget | undefined}
 */

/** A reader of codes, an object of the scanner's wasm.
 * @typedef {object} Reader
 * @property {(rgba: Uint8ClampedArray, width: number, height: number, isPhoto: boolean) => Float32Array} read eight numbers a code: its corners
 * @property {(index: number) => string} text
 * @property {(index: number) => string} format
 */

/** Instantiates a wasm. @typedef {(options: { module_or_path: Promise<Response> }) => Promise<unknown>} InitWasm */
/** The glue of the scanner's wasm. @typedef {{ default: InitWasm, Reader: new () => Reader }} ScannerGlue */

/** Imports a file of the build, and tries again to when it has failed. @typedef {import('./element/try-again.js').reach} Reach */

/** @returns {Promise<never>} */
const notBuilt = () => Promise.reject(new Error('the build has not written this module'));

// points-widget.js, the loader
export const wasmUrl = new URL('not-built.wasm', import.meta.url);
export const wasmIntegrity = '';
/** What the name of the core's file has before its extension. */
export const coreName = '';
/** @type {() => Promise<typeof import('./element/core-entry.js')>} */
export const importCore = notBuilt;
/** @type {() => Promise<typeof import('./scanner/scanner.js')>} */
export const importScanner = notBuilt;
/** @type {() => Promise<typeof import('./code-hints.js')>} */
export const importHints = notBuilt;

// core-entry.js
/** @type {InitWasm} */
export const initWasm = notBuilt;
/** @type {Mount} */
export const mount = () => undefined;
export const formCss = '';
/** The form's messages in Vietnamese, a line each. */
export const builtInLines = '';
/** The same in the other languages. @type {ByTag<() => Promise<{ default: string }>>} */
export const languages = {};
/** @type {() => Promise<typeof import('./messages/override.js')>} */
export const importOverride = notBuilt;

// messages/override.js
/** The keys of the form's lines, in their order. @type {string[]} */
export const formKeys = [];
/** The keys of all other messages. @type {string[]} */
export const otherKeys = [];

// code-hints.js
/** @type {ByTag<Locale['hints']>} */
export const hintMessages = {};

// scanner/scanner.js
export const scannerCss = '';
/** What the scanner says in Vietnamese. @type {Locale['scanner']} */
export const scannerMessages = /** @type {never} */ ({});
/** The same in the other languages. @type {ByTag<() => Promise<{ default: Locale['scanner'] }>>} */
export const scannerLanguages = {};
/** The decoder's chunks, with and without SIMD. @type {Record<'qr' | 'more', Record<'simd' | 'scalar', WasmFile>>} */
export const scannerWasm = /** @type {never} */ ({});
export const workerUrl = new URL('not-built.js', import.meta.url);
/** @type {() => Promise<typeof import('./scanner/worker.js')>} */
export const importWorker = notBuilt;

// scanner/worker.js
/** @type {ScannerGlue} */
export const qrGlue = /** @type {never} */ ({});
/** @type {ScannerGlue} */
export const moreGlue = /** @type {never} */ ({});
