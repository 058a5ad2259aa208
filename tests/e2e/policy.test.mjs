// The strictest policy that docs/embedding.md promises, in every engine: each state of the widget is brought on the screen,
// and the browser has nothing to report, nothing is stored that is not said, nobody else is asked for anything.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { cspPage, enforces, hosts, inspect, isQuiet, policy, told } from '../harness/csp-page.mjs';
import { EVERY } from '../harness/engines.mjs';
import { camera, modules } from '../harness/fake-camera.mjs';
import { DIST } from '../harness/paths.mjs';
import { sheet } from '../harness/relay.mjs';
import { useStage } from '../harness/stage.mjs';
import { ATTRIBUTES, customer, scanning, tour } from '../harness/tour.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

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

for (const engine of EVERY) {
  describe(engine.name, { skip: engine.missing, timeout: 180_000 }, () => {
    const stage = useStage(['relay', 'api', 'shop', 'other'], async (stage) => {
      stage.matrix = modules((await sheet(stage.relay.origin, 1))[0].svg);
      stage.person = await stage.startEngine(engine);
    });
    after(() => assert.deepEqual(stage.other.cookies, []));
    let seen;
    const show = (options) => stage.person.open(cspPage(stage, options));

    async function at(state) {
      assert.ok(!seen.has(state), `${state}, twice`);
      seen.add(state);
      const { found, stored, session, local } = await inspect(stage.person);
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
      const { person, api, shop, other } = stage;
      seen = new Set();
      await show({ attributes: ATTRIBUTES });
      await person.evaluate(() => void (document.cookie = 'page=1')); // hosts see it whatever their port
      await tour(person, api, at);
      assert.deepEqual(await hosts(person), [other.origin, api.origin].sort(), 'nobody else is asked');
      assert.ok(api.asked.length > 20);
      const credentials = api.asked.flatMap(({ headers: { cookie, authorization } }) => [cookie, authorization].filter(Boolean));
      assert.deepEqual(credentials, [], "the page's cookies stay the page's");
      await person.evaluate(() => void (document.cookie = 'page=; max-age=0'));
      await isQuiet(person, shop);
      console.log(`${engine.name}: ${seen.size} states; Trusted Types are ${(await enforces(person, shop)) ? '' : 'NOT '}enforced`);
    });

    test('consent and remembering break no policy, and store what was asked for, and nothing before or after', async () => {
      const { person, api, shop, other } = stage;
      seen = new Set();
      await show({ attributes: 'consent-href="https://brand.example/privacy" consent-version="2"' });
      await customer(person, api, at);
      assert.deepEqual(await hosts(person), [other.origin, api.origin].sort());
      await isQuiet(person, shop);
    });

    test('the scanner breaks no policy, with its files on another origin, where a page may start no worker', async () => {
      const { person, shop, other } = stage;
      seen = new Set();
      await show({ before: FILM });
      await scanning(person, stage.matrix, at);
      assert.deepEqual(await hosts(person), [other.origin]);
      await isQuiet(person, shop);
    });

    const reads = async () => {
      await stage.person.evaluate((matrix) => window.filmed.show(matrix), stage.matrix);
      await stage.person.press(VI.scan);
      await stage.person.waitFor(() => document.querySelector('points-widget').shadowRoot.getElementById('code').value);
    };

    test("with the files on the page's origin the scanner has a worker, by a policy that can be listed; the default one stays the page's", async () => {
      const { person, shop } = stage;
      const own = (more) => policy(stage, shop).replace("'script';", `'script'; trusted-types ${more};`);
      const open = (more, ...scripts) => show({ at: shop, under: own(more), before: [WORKERS, ...FILM, ...scripts] });
      await open('points-widget');
      await reads();
      assert.equal(await person.evaluate(() => window.workers), 1);
      await isQuiet(person, shop);

      // Where it may not be made, the decoder runs in the page; that it was asked for is all there is to report.
      await open("'none'");
      await reads();
      assert.equal(await person.evaluate(() => window.workers), 0);
      assert.ok((await told(person, shop)).every((text) => text.includes('trusted-types')));

      await open('points-widget default', DEFAULT);
      await reads();
      assert.deepEqual(await person.evaluate(() => window.asked), []);
      await person.evaluate(() => void (document.createElement('p').innerHTML = 'a'));
      assert.deepEqual(await person.evaluate(() => window.asked), ['a'], 'it would have been asked');
      await open('points-widget default');
      await reads();
      await person.evaluate(DEFAULT_LATER);
      await isQuiet(person, shop);
    });

    test('a page may pin every module by its hash, and none that is altered runs', async () => {
      const { person, shop, other } = stage;
      const map = JSON.stringify({ integrity: Object.fromEntries(
        Object.entries(INTEGRITY).filter(([file]) => file.endsWith('.js')).map(([file, hash]) => [other.base + file, hash]),
      ) });
      const head = `<script type="importmap">${map}</script>`;
      const under = policy(stage, other).replace("'wasm-unsafe-eval'", `'wasm-unsafe-eval' 'sha256-${createHash('sha256').update(map).digest('base64')}'`);
      const open = () => show({
        head, under, attributes: ATTRIBUTES, before: FILM, loader: `integrity="${INTEGRITY['points-widget.js']}" crossorigin`,
      });
      await open();
      await reads();
      await isQuiet(person, shop);
      const core = Object.keys(INTEGRITY).find((file) => /^points-widget-.*\.js$/.test(file));
      for (const file of ['points-widget.js', core]) {
        other.altered.add(file);
        await open();
        await person.sees(/^Fallback$/m);
        await person.waitFor((isLoader) => isLoader || window.failure === 'load', file !== core);
        assert.equal(await person.evaluate(() => !!customElements.get('points-widget')), file === core);
        other.altered.clear();
      }
    });

    test('altered files are not run: the form falls back, the scanner leads on', async () => {
      const { person, other } = stage;
      const [form, qr] = ['points-widget', 'scanner-qr'].map((start) => wasm(start));
      other.altered.add(form);
      await show();
      await person.sees(/^Fallback$/m);
      await person.waitFor(() => window.failure === 'load');
      const ours = (texts) => texts.filter((text) => text.includes('points-widget: '));
      assert.equal(ours(await person.evaluate(() => window.complaints)).length, 1);
      other.altered.clear();
      other.altered.add(qr);
      await show({ before: FILM });
      await person.evaluate((matrix) => window.filmed.show(matrix), stage.matrix);
      await person.press(VI.scan);
      await person.sees('Chưa mở được chức năng quét.');
      other.altered.clear();
    });
  });
}
