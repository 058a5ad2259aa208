// The messages of locales/*.json, as the build reads them, for tests of what shows them.
import { join } from 'node:path';
import { readLocales } from '../../scripts/build/locales.mjs';

/** By language tag. */
export const LOCALES = readLocales(join(import.meta.dirname, '../..'));
const group = (name) => Object.fromEntries(Object.entries(LOCALES).map(([tag, locale]) => [tag, locale[name]]));

/** What the scanner says, by language tag. */
export const SCANNER = group('scanner');

/** The hints, by language tag. */
export const HINTS = group('hints');
