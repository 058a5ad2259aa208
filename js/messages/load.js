// Which language a widget speaks, and its words, a line each: Vietnamese is built in, every other language is brought where it
// is spoken. 'words:' stands for what scripts/finish puts in: `VI`, the lines, and `BROUGHT`, a function for each other tag.
import { BROUGHT, TEXTS, VI } from 'words:';
import { warn } from '../element/warn.js';

/** The catalogue's tag for a BCP 47 tag, by its first subtag. Old Androids call Indonesian `in`. */
export function nearest(tag) {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0].replace(/^in$/, 'id');
  return language === 'vi' || Object.hasOwn(BROUGHT, language) ? language : undefined;
}

/**
 * `{ tag, lines }` for a `lang` attribute, or for the first of `languages` that there is. `messages` are the brand's own
 * texts, as the attribute has them. A language that does not come is Vietnamese; nothing is thrown.
 */
export async function words(lang, languages, messages) {
  let tag = lang?.trim() ? nearest(lang) : languages.map(nearest).find(Boolean) ?? 'vi';
  if (!tag) warn(`unknown value of lang, taken for vi: ${lang}`);
  tag ??= 'vi';
  let lines = VI;
  try {
    if (tag !== 'vi') lines = (await BROUGHT[tag]()).default;
    if (messages) lines = (await TEXTS()).override(lines, messages, tag);
  } catch (error) {
    console.warn(`points-widget: the words of ${tag} did not come`, error);
    if (lines === VI) tag = 'vi';
  }
  return { tag, lines };
}
