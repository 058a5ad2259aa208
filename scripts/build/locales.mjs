// The messages of all languages, from locales/*.json, as the build hands them on. `form` is what the widget needs before it
// works, `scanner` and `hints` what comes with those.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { entries } from '../../js/messages/lines.js';

/** The language that needs no download. */
const BUILT_IN = 'vi';

/** By language tag: `{ form: [[key, text]], scanner: { key: text }, hints: { key: text } }`; the built-in language first. */
export function catalogues(source) {
  const folder = join(source, 'locales');
  const tags = readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', ''));
  const ordered = [BUILT_IN, ...tags.filter((tag) => tag !== BUILT_IN).sort()];
  return Object.fromEntries(ordered.map((tag) => {
    const locale = JSON.parse(readFileSync(join(folder, `${tag}.json`), 'utf8'));
    return [tag, { form: entries(locale), scanner: locale.scanner, hints: locale.hints }];
  }));
}

/** The form's words as the widget reads them: a line each. */
export const lines = ({ form }) => form.map(([, text]) => text).join('\n');

/** An ES module of one value. */
export const moduleOf = (value) => Buffer.from(`export default ${JSON.stringify(value)}`);

/** esbuild's: `name:` is a module with this text. */
export const virtual = (name, contents) => ({
  name,
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${name}:$`) }, ({ path }) => ({ path, namespace: name }));
    build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, loader: 'js' }));
  },
});
