// The widget's texts by language, read from the catalogues in Rust: what the guide lists and the configurator lets a brand
// replace. `scripts/words` writes the same, but has to compile for it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../crates/points-core/src/messages/catalogue');
const ABOUT = ['tag', 'intl', 'direction']; // what a catalogue says of itself
/** The plural categories that each way of writing a plural names. */
const PLURALS = { other: ['other'], one_other: ['one', 'other'], all: ['zero', 'one', 'two', 'few', 'many', 'other'] };

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const strings = (source) => [...source.matchAll(/"(?:[^"\\]|\\[^])*"/g)].map(([text]) => unescape(text));

/** A string literal of Rust: `\u{2068}` for one letter, and a line that goes on in the next. */
function unescape(literal) {
  const letter = (_, digits) => String.fromCodePoint(parseInt(digits, 16));
  return JSON.parse(literal.replace(/\\\n\s*/g, '').replace(/\\u\{(\w+)\}/g, letter));
}

function read(source) {
  const all = {};
  for (const [, group, fields] of source.matchAll(/^ {4}(\w+): \w+ \{\n([^]*?)^ {4}\},/gm)) {
    for (const [, name, value] of fields.matchAll(/^ {8}(?:r#)?(\w+):\s+("[^]*?"|Plural::[^]*?\)),$/gm)) {
      if (ABOUT.includes(name)) continue;
      const key = group === 'form' ? camel(name) : `${group}.${camel(name)}`;
      const plural = PLURALS[value.match(/^Plural::(\w+)/)?.[1]];
      if (plural) strings(value).forEach((text, at) => (all[`${key}.${plural[at]}`] = text));
      else [all[key]] = strings(value);
    }
  }
  return all;
}

/** `{ en: { submit: '…', 'points.one': '…', 'scanner.close': '…', … }, … }`, with keys as the attribute `messages` takes them. */
export const texts = () =>
  Object.fromEntries(readdirSync(folder).map((file) => [file.replace('.rs', ''), read(readFileSync(join(folder, file), 'utf8'))]));
