// What a bad network loses is asked for again: a round of tries, and another round whenever there is reason to hope.

/** Milliseconds before each further try of a round. */
const WAITS = [700, 2_000, 4_000];
/** How much of them this page waits: a crowd that lost its network together does not come back together. */
const SHARE = 0.5 + Math.random() / 2;

/** Whether a bundler has left the files as they were built: only then their addresses are known. */
export const isBuilt = /^http.*\/points-widget\.js(\?|$)/.test(import.meta.url);

/** Whether a file is fetched before it is imported: Firefox remembers a failed import for as long as the page lives. */
let isCareful = navigator.userAgent.includes('Firefox');

/**
 * Imports a file of the build. Once one was lost, it is first brought into the browser's cache, whose failures nobody remembers:
 * the import keeps its address, by which an import map may pin it; what a link pins, the browser would check only once. The
 * file's name is read off the function, as the build wrote it.
 * @template T @param {() => Promise<T>} load
 */
export async function reach(load) {
  if (isBuilt && isCareful) {
    const name = /[\w-]+\.js/.exec(String(load))?.[0] ?? '';
    /** @type {HTMLLinkElement | null} */
    const link = document.querySelector(`link[href$="${name}"]`);
    await (await download(new URL(name, import.meta.url), link?.integrity)).text();
  }
  return load();
}

/** @param {URL} url @param {string} [integrity] */
export async function download(url, integrity) {
  const response = await fetch(url, { integrity });
  if (!response.ok) throw new TypeError(`${response.status} ${url}`);
  return response;
}

/** A network gives a TypeError; anything else (no WebAssembly, or none allowed) is for good. @param {unknown} error */
const mayPass = (error) => error instanceof TypeError;

/** Some tries, with a wait between them. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export async function round(work) {
  for (const wait of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error)) throw error;
      isCareful = true;
    }
    await new Promise((resolve) => setTimeout(resolve, wait * SHARE));
  }
  return work();
}

/** Who waits for a reason to hope. @type {Set<(value?: unknown) => void>} */
const waiting = new Set();

/** Gives it: the network is back, the page is seen again, or somebody tapped. */
export function hope() {
  if (document.hidden) return;
  for (const goOn of waiting) goOn();
  waiting.clear();
}
for (const name of ['online', 'pageshow', 'visibilitychange']) addEventListener(name, hope);

/**
 * Round after round, until it works, is not wanted any more, or has failed for good: then it resolves to nothing. `failed`
 * hears of the first round that failed.
 * @template T @param {() => Promise<T>} work @param {() => boolean} isWanted @param {(error: unknown) => void} failed
 * @returns {Promise<T | void>}
 */
export async function persist(work, isWanted, failed) {
  for (let rounds = 0; isWanted(); rounds++) {
    try {
      return await round(work);
    } catch (error) {
      if (!rounds && isWanted()) failed(error);
      if (!mayPass(error)) return;
    }
    await new Promise((resolve) => waiting.add(resolve));
  }
}
