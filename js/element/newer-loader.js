// After a deployment an old loader, out of some cache, names files that the host may not have any more: the loader that is there
// now knows the new ones.
import { coreName, wasmUrl } from '../build-config.js';
import { isBuilt } from './try-again.js';

/** What a loader exports for older ones: these names stay. @typedef {typeof import('./points-widget.js')} Loader */

/** Tells one build from another. */
export const build = `${coreName} ${wasmUrl}`;

/** Whether the page may pin the loader by a hash, which another address would get around; read while the script's tag is there. */
const isPinned = document.querySelector('script[integrity],script[type=importmap]');

/** Resolves to the host's loader, where it is of another build. @returns {Promise<Loader | undefined>} */
export async function newerLoader() {
  if (!isBuilt || isPinned) return undefined;
  /** @type {Loader} */
  const loader = await import(/* webpackIgnore: true */ /* @vite-ignore */ `${import.meta.url.split('?')[0]}?${Date.now()}`);
  return loader.build === build ? undefined : loader;
}
