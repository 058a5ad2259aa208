// The widget's texts by language, as the catalogues in Rust have them: what the configurator shows and lets a brand replace.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../src/i18n/catalogue');

/** `{ en: { submit: '…', … }, … }`, with the form's keys as the attribute `messages` takes them. */
export function texts() {
  const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
  if (!existsSync(folder)) return { vi: {}, en: {} }; // TODO
  return Object.fromEntries(readdirSync(folder).map((file) => {
    const form = readFileSync(join(folder, file), 'utf8').match(/Messages \{[^]*?\n {4}\},/)[0];
    const found = [...form.matchAll(/^ {8}(\w+): ("(?:[^"\\]|\\[^])*"),$/gm)];
    const all = found.map(([, key, text]) => [camel(key), JSON.parse(text.replace(/\\\n\s*/g, ''))]);
    return [file.replace('.rs', ''), Object.fromEntries(all)];
  }));
}
