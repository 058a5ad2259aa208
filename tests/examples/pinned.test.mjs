// The lines of embed.html: with them a page takes the very files that were built, and shows the fallback for any other.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { camera, modules } from '../e2e/camera.mjs';
import { openWith, sheet } from '../e2e/film.mjs';
import { CUSTOMER, DIST, VI, brand, browser, fill, sandbox, scratch, send } from '../e2e/support.mjs';

let chrome, home, relay, cdn, shop;

before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  cdn = await brand();
  shop = await brand();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await relay?.stop();
  cdn?.close();
  shop?.close();
  home.remove();
});

const integrities = JSON.parse(readFileSync(join(DIST, 'integrity.json'), 'utf8'));
const named = (pattern) => Object.keys(integrities).find((name) => pattern.test(name));

/** The snippet with this brand's addresses; `without` is left out of it. */
const lines = (without = '') => readFileSync(join(DIST, 'embed.html'), 'utf8')
  .replaceAll('https://cdn.example/points-widget/', `${cdn.origin}/any/where/`)
  .replace('https://brand.example/points', `${relay.origin}/points`)
  .replace(without, '');

const ICON = '<link rel="icon" href="data:,">'; // or the browser asks for one, and complains
const visit = (path, text, script) => openWith(chrome, shop.page(path, ICON + text), script);
/** The files whose names match come changed by one comment. */
const tamper = (page, pattern) => page.context().route(pattern, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: `${await response.text()}\n// changed` });
});
const FALLBACK = 'Collecting points needs a newer browser.';

test('every file that a page loads is listed, with the hash of what it is', () => {
  const loaded = readdirSync(DIST).filter((name) => /\.(js|wasm)$/.test(name) && !['index.js', 'nothing.js'].includes(name));
  assert.deepEqual(Object.keys(integrities).sort(), loaded.sort());
  for (const [name, hash] of Object.entries(integrities)) {
    assert.equal(hash, `sha384-${createHash('sha384').update(readFileSync(join(DIST, name))).digest('base64')}`, name);
  }
});

test('as they were built, all of them are taken, the scanner too, and a code is redeemed', async () => {
  const [{ code, svg }] = await sheet(relay.origin, 1);
  const page = await visit('/pinned', lines(), camera(modules(svg)));
  await page.getByRole('button', { name: VI.scan, exact: true }).click();
  await page.waitForFunction((code) => document.querySelector('points-widget').shadowRoot.getElementById('code')?.value === code, code);
  await fill(page, VI, CUSTOMER);
  await send(page, VI);
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
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
    const page = await visit('/blank', '');
    await tamper(page, `**/any/where/${named(file)}`);
    await page.goto(shop.page('/changed', `<script>addEventListener('points-error', ({ detail }) => (window.kind = detail.kind))</script>${lines(without)}`));
    await page.waitForLoadState();
    if (what !== 'loader') await page.waitForFunction(() => window.kind === 'load');
    else assert.ok(!(await page.evaluate(() => customElements.get('points-widget'))));
    assert.ok(await page.getByText(FALLBACK).isVisible());
    assert.match(page.complaints.join(), /integrity/i);
    await page.context().close();
  });
}

test('a scanner that was changed is refused, and the form goes on', async () => {
  const page = await visit('/blank', '');
  await tamper(page, '**/any/where/camera-*.js');
  await page.goto(shop.page('/changed-scanner', lines()));
  await page.getByRole('button', { name: VI.scan, exact: true }).click();
  await page.getByText('Chưa mở được phần quét.').waitFor();
  assert.match(page.complaints.join(), /integrity/i);
  assert.ok(await page.getByLabel(VI.code, { exact: true }).isVisible());
  await page.context().close();
});

test('without the lines a changed core would run: it is the lines that refuse it', async () => {
  const page = await visit('/blank', '');
  await tamper(page, `**/any/where/${named(/^points-widget-.*\.js$/)}`);
  const script = `<script type="module" src="${cdn.origin}/any/where/points-widget.js"></script>`;
  await page.goto(shop.page('/unpinned', `${script}<points-widget api-base="${relay.origin}/points"></points-widget>`));
  await page.getByLabel(VI.code, { exact: true }).waitFor();
  await page.context().close();
});
