// The manifest, the documents' tables, the element and the style sheets speak of the same attributes, methods and custom
// properties. What the wasm reads and tells is held to it in tests/host/public_face.rs, the parts in tests/web/parts.rs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ATTRIBUTES } from '../../js/element/attributes.js';
import { DOCUMENTS, face, fields, fill, methods } from '../../scripts/reference.mjs';

const root = join(import.meta.dirname, '../..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const names = (list) => list.map(({ name }) => name).sort();
const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** As much of a browser as defining and connecting an element takes; the core cannot be loaded, as nothing is built. */
class FakeElement extends EventTarget {
  attributes = new Map();
  isConnected = true;
  children = [];
  attachShadow = () => (this.shadowRoot = new FakeElement());
  appendChild = (child) => (this.children.push(child), child);
  querySelector = () => null;
  append = (child) => this.children.push(child);
  prepend = (child) => this.children.unshift(child);
  remove() {}
  getAttribute = (name) => this.attributes.get(name) ?? null;
  setAttribute = (name, value) => this.attributes.set(name, String(value));
  removeAttribute = (name) => this.attributes.delete(name);
}
const defined = new Map();
const wait = setTimeout; // what takes seconds is not waited for
Object.assign(globalThis, {
  HTMLElement: FakeElement,
  customElements: { get: (name) => defined.get(name), define: (name, element) => defined.set(name, element) },
  document: { createElement: () => new FakeElement(), querySelector: () => null },
  addEventListener() {},
  setTimeout: (work, after) => wait(work, after / 1_000),
  fetch: () => Promise.reject(new TypeError('Failed to fetch')),
});
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['vi'], userAgent: '' }, configurable: true }); // newer Nodes have one
await import('../../js/element/points-widget.js');
const PointsWidget = defined.get(face.tagName);

test('the documents hold the tables as the manifest makes them', () => {
  for (const file of DOCUMENTS) {
    const text = read(file);
    assert.match(text, /<!-- [a-z-]+ -->\n\|/, `${file} holds a table`);
    assert.equal(text, fill(text), `${file} is behind: node scripts/reference.mjs`);
  }
});

test('attributes and the properties that reflect them', () => {
  assert.deepEqual(names(face.attributes), [...ATTRIBUTES].sort());
  assert.deepEqual(PointsWidget.observedAttributes, ATTRIBUTES);
  assert.deepEqual(face.attributes.map(({ name, fieldName }) => [name, fieldName]), fields.map(({ attribute, name }) => [attribute, name]));
  for (const { name, fieldName } of face.attributes) {
    assert.equal(fieldName, camelCase(name));
    const element = new PointsWidget();
    assert.equal(element[fieldName], null);
    element[fieldName] = 'a value';
    assert.equal(element.getAttribute(name), 'a value');
    assert.equal(element[fieldName], 'a value');
    element[fieldName] = null;
    assert.ok(!element.attributes.has(name), name);
  }
});

test('methods', () => {
  const callbacks = ['constructor', 'connectedCallback', 'disconnectedCallback', 'adoptedCallback', 'attributeChangedCallback'];
  const { prototype } = PointsWidget;
  const own = Object.getOwnPropertyNames(prototype).filter((name) => typeof Object.getOwnPropertyDescriptor(prototype, name).value === 'function');
  assert.deepEqual(names(methods), own.filter((name) => !callbacks.includes(name)).sort());
});

test('an element that cannot load tells of it by the event that the manifest has', async (context) => {
  context.mock.method(console, 'error', () => {});
  const element = new PointsWidget();
  const heard = new Promise((resolve) => element.addEventListener('points-error', resolve));
  element.setAttribute('api-base', '/points');
  element.connectedCallback();
  const { detail, bubbles, composed } = await heard;
  assert.deepEqual([detail, bubbles, composed], [{ kind: 'load' }, true, true]);
  assert.match(face.events.find(({ name }) => name === 'points-error').type.text, /'load'/);
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
