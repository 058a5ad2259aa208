// The messages of locales/*.json, for tests of what speaks with them.
import { join } from 'node:path';
import { catalogues } from '../../scripts/finish/words.mjs';

export const ALL = catalogues(join(import.meta.dirname, '../..'));
const group = (name) => Object.fromEntries(Object.entries(ALL).map(([tag, words]) => [tag, words[name]]));

/** What the scanner says, by language. */
export const WORDS = group('scanner');

/** Hints by language; src/pattern.js has them from the build. */
export const HINTS = (globalThis.HINTS = group('hints'));
