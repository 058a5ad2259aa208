// The messages of all languages, from locales/*.json.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { entries } from '../../js/messages/lines.js';

/** The language that needs no download. */
export const BUILT_IN = 'vi';

/** The groups of a locale that are not the form's. */
const GROUPS = ['scanner', 'hints'];

/** The locales below `root` by language tag, as their files have them; the built-in language first. */
export function readLocales(root) {
  const folder = join(root, 'locales');
  const tags = readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', ''));
  const ordered = [BUILT_IN, ...tags.filter((tag) => tag !== BUILT_IN).sort()];
  return Object.fromEntries(ordered.map((tag) => [tag, JSON.parse(readFileSync(join(folder, `${tag}.json`), 'utf8'))]));
}

/** The keys of the form's lines in their order, and those of all other messages: `{ formKeys, otherKeys }`. */
export const keysOf = (locale) => ({
  formKeys: entries(locale).map(([key]) => key),
  otherKeys: GROUPS.flatMap((group) => Object.keys(locale[group]).map((key) => `${group}.${key}`)),
});
