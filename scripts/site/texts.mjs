// The widget's texts by language, from locales/*.json: what the guide lists and the configurator lets a brand replace.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../locales');
const ABOUT = ['tag', 'intl', 'direction']; // what a locale says of itself

/** `points.one` for what lies in a group. */
const flat = ([key, text]) => (
  typeof text === 'string' ? [[key, text]] : Object.entries(text).map(([name, text]) => [`${key}.${name}`, text])
);

const read = (file) => {
  const locale = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return Object.fromEntries(Object.entries(locale).filter(([key]) => !ABOUT.includes(key)).flatMap(flat));
};

/** `{ en: { submit: '…', 'points.one': '…', 'scanner.close': '…', … }, … }`, with keys as the attribute `messages` takes them. */
export const texts = () =>
  Object.fromEntries(readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => [file.replace('.json', ''), read(file)]));
