// Loads the widget's code, once a page, and gives every widget up when its wasm traps.
import { coreName, importCore, wasmIntegrity, wasmUrl } from '../build-config.js';
import { newerLoader } from './newer-loader.js';
import { download, reach } from './try-again.js';

/** @typedef {typeof import('./core-entry.js')} Core */
/** What the messages depend on: the arguments of `loadMessages`. @typedef {Parameters<Core['loadMessages']>} MessageRequest */

/** The widgets that are mounted, each by a function that shows its fallback. @type {Set<() => void>} */
export const mounted = new Set();

/** @type {Promise<Core | import('./newer-loader.js').Loader> | undefined} */
let loading;

/**
 * Resolves to the core, whose wasm runs, or to a newer loader, where the host has one; another call tries again what failed.
 * @param {MessageRequest} request messages to load meanwhile
 */
export const loadCore = (...request) => (loading ??= load(...request).catch(async (error) => {
  loading = undefined;
  const newer = await newerLoader().catch(() => {});
  if (newer) return newer;
  throw error;
}));

/** @param {MessageRequest} request */
async function load(...request) {
  // Both at once: on a slow network one round trip is a second. The wasm is checked against its hash.
  const response = download(wasmUrl, wasmIntegrity);
  response.catch(() => {});
  const core = await reach(importCore);
  core.loadMessages(...request);
  await core.initWasm({ module_or_path: response });
  addEventListener('error', fallBackOnTrap);
  addEventListener('unhandledrejection', fallBackOnTrap);
  return core;
}

/** @type {string | undefined} */
let reported;

/** Says to the brand's developer what went wrong, once for all widgets of the page. @param {string} what @param {unknown} error */
export function report(what, error) {
  if (reported !== what) console.error(`points-widget: ${(reported = what)}`, error);
}

/**
 * A trap ends the wasm instance: every widget shows its fallback, and the page does not hear of it.
 * @param {ErrorEvent | PromiseRejectionEvent} event
 */
function fallBackOnTrap(event) {
  const error = 'reason' in event ? event.reason : event.error;
  // Whose trap it is, the stack tells: by the wasm's address, or, as Safari names none, by that of the glue that called it.
  // A bundler may have renamed both: the wasm's address is known, and most keep what the glue's name has before its extension.
  const isOurs = [wasmUrl.href, coreName].some((name) => String(error?.stack).includes(name));
  if (!isOurs || !(error instanceof WebAssembly.RuntimeError)) return;
  event.preventDefault();
  report('stopped', error);
  loading = undefined;
  for (const showFallback of [...mounted]) showFallback();
}
