// The form's messages as lines of text, as points-core reads them: for the build, and for tests. No page loads this.

/** Unicode's plural categories, in the order of their lines. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** The groups of a locale that are not the form's: they come with the scanner, and with the hints. */
const GROUPS = ['scanner', 'hints'];

/** A language's file, `locales/*.json`: texts, and groups of texts, by key. @typedef {Record<string, string | Record<string, string>>} Locale */

/**
 * `[key, text]` for each line, in the order of the file. The keys are those of the attribute `messages`; a plural has a line
 * for each category, and repeats the text of `other` where the language does not tell one apart.
 * @param {Locale} locale @returns {[key: string, text: string][]}
 */
export function entries(locale) {
  /** @type {[key: string, text: string][]} */
  const found = [];
  for (const [key, text] of Object.entries(locale).filter(([key]) => !GROUPS.includes(key))) {
    if (typeof text === 'string') found.push([key, text]);
    else for (const category of CATEGORIES) found.push([`${key}.${category}`, text[category] ?? text.other ?? '']);
  }
  return found;
}

/** The lines of a language. @param {Locale} locale */
export function lines(locale) {
  return entries(locale).map(([, text]) => text).join('\n');
}
