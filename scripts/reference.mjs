// Generates the tables of the public API from npm/custom-elements.json, its single source.
// node scripts/reference.mjs         writes them between the markers in the documents
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { texts } from './site/texts.mjs';

const root = join(import.meta.dirname, '..');
const [module] = JSON.parse(readFileSync(join(root, 'npm/custom-elements.json'), 'utf8')).modules;

/** The element's declaration: attributes, members, events, slots, cssParts, cssProperties. */
export const face = module.declarations[0];
export const fields = face.members.filter(({ kind }) => kind === 'field');
export const methods = face.members.filter(({ kind }) => kind === 'method');

/** The documents that contain generated tables. */
export const DOCUMENTS = ['README.md', 'docs/theming.md', 'docs/events.md', 'docs/languages.md'];

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const byName = (head, list) => table([head, 'description'], list.map(({ name, description }) => [code(name), description]));

/** The type of an event's `detail`: what stands inside `CustomEvent<…>`. */
const detail = ({ type }) => {
  const inner = type.text.replace(/^CustomEvent<(.*)>$/, '$1');
  return inner === 'Record<string, never>' ? 'empty' : code(inner);
};

/** The default as `[light, dark]`, or `[value]` where both themes share it. */
export const themes = (value) => value.match(/^light-dark\((.+), (.+)\)$/)?.slice(1) ?? [value];

const parameters = ({ parameters = [] }) => parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ');

/** Markdown by name; the marker `<!-- name -->` in a document precedes the table of that name. */
export const tables = {
  attributes: () =>
    table(['attribute', 'description', 'default'], face.attributes.map((attribute) => [
      code(attribute.name), attribute.description, attribute.default ? code(attribute.default) : '–',
    ])),
  properties: () =>
    table(['property', 'attribute', 'type'], fields.map(({ name, attribute, type }) => [code(name), code(attribute), code(type.text)])),
  methods: () =>
    table(['method', 'description'], methods.map((method) => [code(`${method.name}(${parameters(method)})`), method.description])),
  events: () =>
    table(['event', 'description', '`detail`'], face.events.map((event) => [code(event.name), event.description, detail(event)])),
  texts: () => {
    const { en, vi } = texts();
    const rows = Object.entries(en).map(([key, text]) => [code(key), text, vi[key] ?? ''].map((cell) => cell.replaceAll('\n', ' ')));
    return table(['key', 'English', 'Vietnamese'], rows);
  },
  slots: () => table(['slot', 'description'], face.slots.map(({ name, description }) => [name ? code(name) : 'the default slot', description])),
  parts: () => byName('part', face.cssParts),
  'custom-properties': () =>
    table(['property', 'description', 'light', 'dark'], face.cssProperties.map(({ name, description, default: value }) => {
      const [light, dark] = themes(value);
      return [code(name), description, code(light), dark ? code(dark) : 'the same'];
    })),
};

/** Returns the document's text with every table between its markers regenerated. */
export const fill = (text) =>
  text.replace(/<!-- ([a-z-]+) -->\n[^]*?<!-- \/\1 -->/g, (_, name) => `<!-- ${name} -->\n${tables[name]()}\n<!-- /${name} -->`);

if (process.argv[1] === import.meta.filename) {
  for (const file of DOCUMENTS) {
    const path = join(root, file);
    writeFileSync(path, fill(readFileSync(path, 'utf8')));
  }
}
