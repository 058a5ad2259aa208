// The lines of embed.html: with them a page takes the very files that were built, and shows the fallback for any other.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { camera, modules } from '../harness/fake-camera.mjs';
import { DIST } from '../harness/paths.mjs';
import { sheet } from '../harness/relay.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

/** Pages are the shop's, the widget's files the other's. */
const stage = useStage(['relay', 'shop', 'other', 'chrome']);

const integrities = JSON.parse(readFileSync(join(DIST, 'integrity.json'), 'utf8'));
const named = (pattern) => Object.keys(integrities).find((name) => pattern.test(name));

/** The snippet with this brand's addresses; `without` is left out of it. */
const lines = (without = '') => readFileSync(join(DIST, 'embed.html'), 'utf8')
  .replaceAll('https://cdn.example/points-widget/', stage.other.base)
  .replace('https://brand.example/points', `${stage.relay.origin}/points`)
  .replace(without, '');

const ICON = '<link rel="icon" href="data:,">'; // or the browser asks for one, and complains
const visit = (path, text, before) => stage.visit(stage.shop.page(path, ICON + text), { before });
/** The files whose names match come changed by one comment. */
const tamper = (person, pattern) => person.page.context().route(pattern, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: `${await response.text()}\n// changed` });
});
const FALLBACK = 'Collect your points here. If no form appears, tap here or reload the page.';

test('every file that a page loads is listed, with the hash of what it is', () => {
  const loaded = readdirSync(DIST).filter((name) => /\.(js|wasm)$/.test(name) && !['index.js', 'nothing.js'].includes(name));
  assert.deepEqual(Object.keys(integrities).sort(), loaded.sort());
  for (const [name, hash] of Object.entries(integrities)) {
    assert.equal(hash, `sha384-${createHash('sha384').update(readFileSync(join(DIST, name))).digest('base64')}`, name);
  }
});

test('as they were built, all of them are taken, the scanner too, and a code is redeemed', async () => {
  const [{ code, svg }] = await sheet(stage.relay.origin, 1);
  const person = await visit('/pinned', lines(), camera(modules(svg)));
  await person.press(VI.scan);
  await person.hasCode(code);
  await person.redeem(VI, CUSTOMER);
  await person.sees(/^\+\d+ điểm$/);
  assert.deepEqual(person.complaints, []);
});

const MAP = /<script type="importmap">[^]*?<\/script>/;
const LINK = /<link rel="modulepreload".*/;

for (const [what, file, without] of [
  ['loader', /^points-widget\.js$/, ''],
  ['core', /^points-widget-.*\.js$/, ''],
  ['core, by the link alone,', /^points-widget-.*\.js$/, MAP],
  ['core, by the import map alone,', /^points-widget-.*\.js$/, LINK],
  ['wasm', /^points-widget-.*\.wasm$/, ''],
]) {
  test(`a ${what} that was changed is refused, and the fallback shows`, async () => {
    const person = await visit('/blank', '');
    await tamper(person, `**/any/where/${named(file)}`);
    await person.open(stage.shop.page('/changed', `<script>addEventListener('points-error', ({ detail }) => (window.kind = detail.kind))</script>${lines(without)}`));
    await person.page.waitForLoadState();
    if (what !== 'loader') await person.waitFor(() => window.kind === 'load');
    else assert.ok(!(await person.evaluate(() => customElements.get('points-widget'))));
    assert.ok(await person.page.getByText(FALLBACK).isVisible());
    assert.match(person.complaints.join(), /integrity/i);
  });
}

test('a scanner that was changed is refused, and the form goes on', async () => {
  const person = await visit('/blank', '');
  await tamper(person, '**/any/where/camera-*.js');
  await person.open(stage.shop.page('/changed-scanner', lines()));
  await person.press(VI.scan);
  await person.sees('Chưa mở được chức năng quét.');
  assert.match(person.complaints.join(), /integrity/i);
  assert.ok(await person.page.getByLabel(VI.code, { exact: true }).isVisible());
});

test('without the lines a changed core runs: it is the lines that refuse it', async () => {
  const person = await visit('/blank', '');
  await tamper(person, `**/any/where/${named(/^points-widget-.*\.js$/)}`);
  await person.open(stage.shop.page('/unpinned', stage.other.loader() + widgetTag(stage.relay)));
  await person.finds('field', VI.code);
});
