// The form's messages as lines of text, as points-core reads them: for the build, and for tests. No page loads this.

/** Unicode's plural categories, in the order of their lines. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** The groups of a locale that are not the form's: they come with the scanner, and with the hints. */
const GROUPS = ['scanner', 'hints'];

/**
 * `[key, text]` for each line, in the order of the file. The keys are those of the attribute `messages`; a plural has a line
 * for each category, and repeats the text of `other` where the language does not tell one apart.
 */
export function entries(locale) {
  return Object.entries(locale).filter(([key]) => !GROUPS.includes(key)).flatMap(([key, text]) => (
    typeof text === 'string' ? [[key, text]] : CATEGORIES.map((category) => [`${key}.${category}`, text[category] ?? text.other])
  ));
}

/** The lines of a locale, which is what `locales/*.json` hold. */
export function lines(locale) {
  return entries(locale).map(([, text]) => text).join('\n');
}
