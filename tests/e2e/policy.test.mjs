// The strictest policy that docs/embedding.md promises, in every engine: each state of the widget is brought on the screen,
// and the browser has nothing to report, nothing is stored that is not said, nobody else is asked for anything.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { camera, modules } from './camera.mjs';
import { EVERY } from './engines.mjs';
import { sheet } from './film.mjs';
import { enforces, hosts, inspect, quiet, strict, told } from './strict.mjs';
import { CUSTOMER, DIST, VI, sandbox, scratch } from './support.mjs';
import { ATTRIBUTES, customer, scanning, tour } from './tour.mjs';

/** The states in which the outcome of a code is not known: only there is anything kept. */
const OPEN = /^(sending|unconfirmed|still open|open code)/;
/** Those in which the customer has asked to be remembered. */
const REMEMBERED = /^remembered/;
/** The camera's own frames are not hurried. */
const FILM = [camera([]), 'window.hurry = 1;'];
/** A page's own default policy, which would be asked about every text that becomes markup or an address. */
const DEFAULT = `window.asked = [];
  const ask = (text) => (window.asked.push(text), text);
  trustedTypes.createPolicy('default', { createHTML: ask, createScript: ask, createScriptURL: ask });`;

/** Runs in the page: its own default policy, made after the widget could have taken the name. */
const DEFAULT_LATER = `() => void trustedTypes.createPolicy('default', { createHTML: (text) => text })`;
const WORKERS = `window.workers = 0;
  window.Worker = class extends Worker { constructor(...how) { super(...how); window.workers++; } };`;
const INTEGRITY = JSON.parse(readFileSync(join(DIST, 'integrity.json'), 'utf8'));
/** The file that one build of the widget is, by the start of its name. */
const wasm = (start) => Object.keys(INTEGRITY).find((name) => name.startsWith(`${start}-`) && name.endsWith('.wasm') && !name.includes('scalar'));

let matrix;
before(async () => {
  const home = scratch();
  const relay = await sandbox(home.folder);
  matrix = modules((await sheet(relay.origin, 1))[0].svg);
  await relay.stop();
  home.remove();
});

for (const { name, start, missing } of EVERY) {
  describe(name, { skip: missing, timeout: 180_000 }, () => {
    let page, place, seen;

    before(async () => {
      place = await strict();
      page = await start();
    });
    after(async () => {
      await page?.close();
      const cookies = place?.cdn.cookies;
      place?.close();
      assert.deepEqual(cookies, []);
    });

    async function at(state) {
      assert.ok(!seen.has(state), `${state}, twice`);
      seen.add(state);
      const { found, stored, session, local } = await inspect(page);
      assert.deepEqual([...found, ...stored], [], state);
      const fields = [CUSTOMER.name, CUSTOMER.phone, '', '2'];
      assert.deepEqual(local, REMEMBERED.test(state) ? { 'points-widget-customer': JSON.stringify(fields) } : {}, state);
      const { 'points-widget': kept = '[]', ...others } = session;
      assert.deepEqual(others, {}, state);
      const codes = JSON.parse(kept);
      assert.equal(codes.length, OPEN.test(state) ? 1 : 0, `${state}: ${kept}`);
      for (const [code, time, ...more] of codes) assert.ok(/^TIVI/.test(code) && time > 1.7e12 && more.length === 0, kept);
    }

    test('the form, every outcome and the history break no policy, and leave nothing behind', async () => {
      seen = new Set();
      await page.open(place.page({ attributes: ATTRIBUTES }));
      await page.evaluate(() => void (document.cookie = 'page=1')); // hosts see it whatever their port
      await tour(page, place.server, at);
      assert.deepEqual(await hosts(page), [place.cdn.origin, place.server.origin].sort(), 'nobody else is asked');
      assert.ok(place.server.asked.length > 20);
      const credentials = place.server.asked.flatMap(({ headers: { cookie, authorization } }) => [cookie, authorization].filter(Boolean));
      assert.deepEqual(credentials, [], "the page's cookies stay the page's");
      await page.evaluate(() => void (document.cookie = 'page=; max-age=0'));
      await quiet(page, place.shop);
      console.log(`${name}: ${seen.size} states; Trusted Types are ${(await enforces(page, place.shop)) ? '' : 'NOT '}enforced`);
    });

    test('nor does the consent, nor being remembered, which stores what was asked for and nothing before or after', async () => {
      seen = new Set();
      await page.open(place.page({ attributes: 'consent-href="https://brand.example/privacy" consent-version="2"' }));
      await customer(page, place.server, at);
      assert.deepEqual(await hosts(page), [place.cdn.origin, place.server.origin].sort());
      await quiet(page, place.shop);
    });

    test('neither does the scanner, whose files are on another origin, where a page may start no worker', async () => {
      seen = new Set();
      await page.open(place.page({ before: FILM }));
      await scanning(page, matrix, at);
      assert.deepEqual(await hosts(page), [place.cdn.origin]);
      await quiet(page, place.shop);
    });

    const reads = async () => {
      await page.evaluate((matrix) => window.filmed.show(matrix), matrix);
      await page.press(VI.scan);
      await page.waitFor(() => document.querySelector('points-widget').shadowRoot.getElementById('code').value);
    };

    test("on the files' own origin the scanner has a worker, by a policy that can be listed; the default one stays the page's", async () => {
      const own = (more) => place.policy(place.shop.origin).replace("'script';", `'script'; trusted-types ${more};`);
      const open = (more, ...scripts) =>
        page.open(place.page({ at: place.shop, under: own(more), before: [WORKERS, ...FILM, ...scripts] }));
      await open('points-widget');
      await reads();
      assert.equal(await page.evaluate(() => window.workers), 1);
      await quiet(page, place.shop);

      // Where it may not be made, the decoder runs in the page; that it was asked for is all there is to report.
      await open("'none'");
      await reads();
      assert.equal(await page.evaluate(() => window.workers), 0);
      assert.ok((await told(page, place.shop)).every((text) => text.includes('trusted-types')));

      await open('points-widget default', DEFAULT);
      await reads();
      assert.deepEqual(await page.evaluate(() => window.asked), []);
      await page.evaluate(() => void (document.createElement('p').innerHTML = 'a'));
      assert.deepEqual(await page.evaluate(() => window.asked), ['a'], 'it would have been asked');
      await open('points-widget default');
      await reads();
      await page.evaluate(DEFAULT_LATER);
      await quiet(page, place.shop);
    });

    test('a page may pin every module by its hash, and none that is altered runs', async () => {
      const map = JSON.stringify({ integrity: Object.fromEntries(
        Object.entries(INTEGRITY).filter(([file]) => file.endsWith('.js')).map(([file, hash]) => [`${place.cdn.origin}/any/where/${file}`, hash]),
      ) });
      const head = `<script type="importmap">${map}</script>`;
      const under = place.policy().replace("'wasm-unsafe-eval'", `'wasm-unsafe-eval' 'sha256-${createHash('sha256').update(map).digest('base64')}'`);
      const open = () => page.open(place.page({
        head, under, attributes: ATTRIBUTES, before: FILM, loader: `integrity="${INTEGRITY['points-widget.js']}" crossorigin`,
      }));
      await open();
      await reads();
      await quiet(page, place.shop);
      const core = Object.keys(INTEGRITY).find((file) => /^points-widget-.*\.js$/.test(file));
      for (const file of ['points-widget.js', core]) {
        place.cdn.altered.add(file);
        await open();
        await page.sees(/^Fallback$/m);
        await page.waitFor((isLoader) => isLoader || window.failure === 'load', file !== core);
        assert.equal(await page.evaluate(() => !!customElements.get('points-widget')), file === core);
        place.cdn.altered.clear();
      }
    });

    test('files that are not as they were built are not run: the form falls back, the scanner leads on', async () => {
      const [form, qr] = ['points-widget', 'scanner-qr'].map((start) => wasm(start));
      place.cdn.altered.add(form);
      await page.open(place.page());
      await page.sees(/^Fallback$/m);
      await page.waitFor(() => window.failure === 'load');
      const ours = (texts) => texts.filter((text) => text.includes('points-widget: '));
      assert.equal(ours(await page.evaluate(() => window.complaints)).length, 1);
      place.cdn.altered.clear();
      place.cdn.altered.add(qr);
      await page.open(place.page({ before: FILM }));
      await page.evaluate((matrix) => window.filmed.show(matrix), matrix);
      await page.press(VI.scan);
      await page.sees('Chưa mở được phần quét.');
      place.cdn.altered.clear();
    });
  });
}
