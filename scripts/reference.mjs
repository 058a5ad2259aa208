// The tables of the public face, made from npm/custom-elements.json, which is its one source.
// node scripts/reference.mjs         writes them between the marks of the documents that hold any
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { texts } from './site/texts.mjs';

const root = join(import.meta.dirname, '..');
const [module] = JSON.parse(readFileSync(join(root, 'npm/custom-elements.json'), 'utf8')).modules;

/** The element's declaration: attributes, members, events, slots, cssParts, cssProperties. */
export const face = module.declarations[0];
export const fields = face.members.filter(({ kind }) => kind === 'field');
export const methods = face.members.filter(({ kind }) => kind === 'method');

/** The documents that hold tables. */
export const DOCUMENTS = ['README.md', 'docs/theming.md', 'docs/events.md', 'docs/languages.md'];

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const byName = (head, list) => table([head, 'meaning'], list.map(({ name, description }) => [code(name), description]));

/** What an event tells: the type inside `CustomEvent<…>`. */
const detail = ({ type }) => {
  const inner = type.text.replace(/^CustomEvent<(.*)>$/, '$1');
  return inner === 'Record<string, never>' ? 'nothing' : code(inner);
};

/** A colour's default in both themes, where they differ. */
export const themes = (value) => value.match(/^light-dark\((.+), (.+)\)$/)?.slice(1) ?? [value];

const parameters = ({ parameters = [] }) => parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ');

/** Markdown by name; a mark `<!-- name -->` in a document stands before one of these. */
export const tables = {
  attributes: () =>
    table(['attribute', 'meaning', 'default'], face.attributes.map((attribute) => [
      code(attribute.name), attribute.description, attribute.default ? code(attribute.default) : 'none',
    ])),
  properties: () =>
    table(['property', 'attribute', 'type'], fields.map(({ name, attribute, type }) => [code(name), code(attribute), code(type.text)])),
  methods: () =>
    table(['method', 'what it does'], methods.map((method) => [code(`${method.name}(${parameters(method)})`), method.description])),
  events: () =>
    table(['event', 'when', '`detail`'], face.events.map((event) => [code(event.name), event.description, detail(event)])),
  texts: () => {
    const { en, vi } = texts();
    const rows = Object.entries(en).map(([key, text]) => [code(key), text, vi[key] ?? ''].map((cell) => cell.replaceAll('\n', ' ')));
    return table(['key', 'English', 'Vietnamese'], rows);
  },
  slots: () => table(['slot', 'meaning'], face.slots.map(({ name, description }) => [name ? code(name) : 'the default slot', description])),
  parts: () => byName('part', face.cssParts),
  'custom-properties': () =>
    table(['property', 'what', 'light', 'dark'], face.cssProperties.map(({ name, description, default: value }) => {
      const [light, dark] = themes(value);
      return [code(name), description, code(light), dark ? code(dark) : 'the same'];
    })),
};

/** A document with every table between its marks made anew. */
export const fill = (text) =>
  text.replace(/<!-- ([a-z-]+) -->\n[^]*?<!-- \/\1 -->/g, (_, name) => `<!-- ${name} -->\n${tables[name]()}\n<!-- /${name} -->`);

if (process.argv[1] === import.meta.filename) {
  for (const file of DOCUMENTS) {
    const path = join(root, file);
    writeFileSync(path, fill(readFileSync(path, 'utf8')));
  }
}
