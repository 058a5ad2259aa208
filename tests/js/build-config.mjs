// Puts a module in the place of js/build-config.js, as the build writes it, for what a test imports after this.
import { register } from 'node:module';
import { configText } from '../../scripts/build/build-config.mjs';

const module = (text) => `data:text/javascript,${encodeURIComponent(text)}`;

/** `expressions` are by the names of the exports, as those of the build are. */
export function useBuildConfig(expressions) {
  const url = JSON.stringify(module(configText(expressions)));
  register(module(`
    export const resolve = (name, context, next) => (
      name.endsWith('/build-config.js') ? { url: ${url}, shortCircuit: true } : next(name, context)
    );`));
}
