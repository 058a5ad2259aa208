// Chooses the language of a widget and loads its messages, a line each. Vietnamese is built in; another language is loaded
// where it is spoken.
import { builtInLines, importOverride, languages } from '../build-config.js';
import { warn } from '../warn.js';

/** `error` says why they are not the wanted ones. @typedef {{ tag: string, lines: string, error?: unknown }} LoadedMessages */

/**
 * The nearest language for a BCP 47 tag, by its first subtag; undefined where there is none.
 * @param {string} tag
 */
export function nearest(tag) {
  // Old Androids call Indonesian `in`.
  const language = tag.trim().toLowerCase().replace(/[-_][^]*/, '').replace(/^in$/, 'id');
  return language === 'vi' || Object.keys(languages).includes(language) ? language : undefined;
}

/**
 * Loads the messages of the attribute `lang`, or else of the first of `preferred` that there is. A language that cannot be
 * loaded is Vietnamese; nothing is thrown.
 * @param {import('../build-config.js').Reach} reach
 * @param {string | null | undefined} lang @param {readonly string[]} preferred tags, the best first
 * @param {string | null} [messages] the attribute: the brand's own texts
 * @returns {Promise<LoadedMessages>}
 */
export async function loadMessages(reach, lang, preferred, messages) {
  let tag = lang?.trim() ? nearest(lang) : preferred.map(nearest).find(Boolean) ?? 'vi';
  if (!tag) warn(`unknown value of lang, taken for vi: ${lang}`);
  tag ??= 'vi';
  let lines = builtInLines, error;
  try {
    const load = languages[tag];
    if (load) lines = (await reach(load)).default;
    if (messages) lines = (await reach(importOverride)).override(lines, messages, tag);
  } catch (thrown) {
    error = thrown;
    warn(`the words of ${tag} did not come`);
    if (lines === builtInLines) tag = 'vi';
  }
  return { tag, lines, error };
}
