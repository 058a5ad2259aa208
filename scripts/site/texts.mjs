// The widget's texts by language, from locales/*.json: what the guide lists and the configurator lets a brand replace.
import { join } from 'node:path';
import { readLocales } from '../build/locales.mjs';

const ABOUT = ['tag', 'intl', 'direction']; // what a locale says of itself

/** `points.one` for what lies in a group. */
const flat = ([key, text]) => (
  typeof text === 'string' ? [[key, text]] : Object.entries(text).map(([name, text]) => [`${key}.${name}`, text])
);

const textsOf = (locale) => Object.fromEntries(Object.entries(locale).filter(([key]) => !ABOUT.includes(key)).flatMap(flat));

/** `{ en: { submit: '…', 'points.one': '…', 'scanner.close': '…', … }, … }`, with keys as the attribute `messages` takes them. */
export const texts = () =>
  Object.fromEntries(Object.entries(readLocales(join(import.meta.dirname, '../..'))).map(([tag, locale]) => [tag, textsOf(locale)]));
