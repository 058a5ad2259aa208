// The manifest, the documents' tables and the source speak of the same attributes, events, parts and properties.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DOCUMENTS, face, fields, fill, methods } from '../../scripts/reference.mjs';

const root = join(import.meta.dirname, '../..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const all = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true }).filter((file) => file.endsWith(ending)).map((file) => read(join(folder, file)));
const names = (list) => list.map(({ name }) => name).sort();
const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

const element = read('js/element/points-widget.js');
const rust = all('src', '.rs').join('\n');
const tells = (name) => face.events.find((event) => event.name === name).type.text;
const choices = (type) => found(type, /'([a-z-]+)'/g);

test('the documents hold the tables as the manifest makes them', () => {
  for (const file of DOCUMENTS) {
    const text = read(file);
    assert.match(text, /<!-- [a-z-]+ -->\n\|/, `${file} holds a table`);
    assert.equal(text, fill(text), `${file} is behind: node scripts/reference.mjs`);
  }
});

test('attributes and the properties that reflect them', () => {
  const list = element.match(/const ATTRIBUTES = \[([^\]]+)\]/)[1];
  assert.deepEqual(names(face.attributes), found(list, /'([a-z-]+)'/g));
  const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  assert.deepEqual(face.attributes.map(({ name, fieldName }) => [name, fieldName]), fields.map(({ attribute, name }) => [attribute, name]));
  for (const { name, fieldName } of face.attributes) assert.equal(fieldName, camel(name));
});

test('a wrong value is replaced by the default that is written down', () => {
  const warned = [...read('crates/points-core/src/config.rs').matchAll(/warn\("([a-z-]+)", "([^"]+)"\)/g)].map(([, ...pair]) => pair);
  const defaults = face.attributes.filter((attribute) => attribute.default).map((attribute) => [attribute.name, attribute.default]);
  const both = defaults.filter(([name]) => warned.some(([other]) => other === name));
  assert.ok(both.length > 3);
  for (const pair of both) assert.ok(warned.some((other) => `${other}` === `${pair}`), pair.join(': '));
});

test('methods', () => {
  const inner = ['constructor', 'connectedCallback', 'disconnectedCallback', 'adoptedCallback', 'attributeChangedCallback', 'fail'];
  const body = element.match(/class PointsWidget [^]*?\n}\n/)[0];
  assert.deepEqual(names(methods), found(body, /^ {2}([a-z]\w*)\([^)]*\) \{$/gm).filter((name) => !inner.includes(name)));
});

test('events and what they tell', () => {
  const sent = found(rust, /\bevent\(\s*"(points-[a-z]+)"/g).concat(found(element, /CustomEvent\('(points-[a-z]+)'/g));
  assert.deepEqual(names(face.events), [...new Set(sent)].sort());
  assert.deepEqual(choices(tells('points-rejected')), found(rust, /\brejected\("([a-z]+)"\)/g));
  const kinds = read('src/browser/events.rs').match(/fn kind\([^]*?\n}/)[0];
  assert.deepEqual(choices(tells('points-error')), [...found(kinds, /=> "([a-z-]+)"/g), ...found(element, /kind: '([a-z]+)'/g)].sort());
  for (const [, name, members] of read('src/browser/events.rs').matchAll(/\bevent\(\s*"(points-[a-z]+)",\s*&\[([^;{}]*)\]\)/g)) {
    const outer = tells(name).match(/<(.*)>/)[1].slice(1, -1).replace(/\{.*?\}/g, '');
    assert.deepEqual(found(outer, /(\w+):/g), found(members, /\("(\w+)",/g), name);
  }
});

test('parts', () => {
  assert.deepEqual(names(face.cssParts), found(rust, /"part",\s*"([a-z]+)"/g));
});

test('custom properties and their defaults', () => {
  const used = {};
  for (const file of ['colour', 'widget', 'history', 'scanner']) {
    for (const [, name, value] of read(`style/${file}.css`).matchAll(/var\((--points-[a-z-]+), ([^)]+)\)/g)) (used[name] ??= new Set()).add(value);
    assert.doesNotMatch(read(`style/${file}.css`), /var\(--points-[a-z-]+\)/, 'without a default');
  }
  const written = face.cssProperties.map(({ name, default: value }) => [name, value.match(/^light-dark\((.+), (.+)\)$/)?.slice(1) ?? [value]]);
  assert.deepEqual(Object.fromEntries(written), Object.fromEntries(Object.entries(used).map(([name, values]) => [name, [...values]])));
});
