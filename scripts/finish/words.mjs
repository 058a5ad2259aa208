// The catalogues as JavaScript, from the table that scripts/words has written. `form` is what the widget needs before it
// works, `scanner` and `hints` what comes with those.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The groups beside the form's; their keys have the group before them. */
const GROUPS = ['scanner', 'hints'];

/** By language tag: `{ form: [[key, text]], scanner: { key: text }, hints: { key: text } }`; the built-in language first. */
export function catalogues(source) {
  const all = {};
  for (const line of readFileSync(join(source, 'target/words.tsv'), 'utf8').trimEnd().split('\n')) {
    const [tag, key, text] = line.split('\t');
    const words = (all[tag] ??= { form: [], scanner: {}, hints: {} });
    const group = GROUPS.find((group) => key.startsWith(`${group}.`));
    if (group) words[group][key.slice(group.length + 1)] = text;
    else words.form.push([key, text]);
  }
  return all;
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
