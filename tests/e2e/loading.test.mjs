// Files that a bad network loses, in every engine: the widget asks for them again, says nothing untrue meanwhile, and never takes
// what a page has not pinned.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { PRELUDE } from '../harness/csp-page.mjs';
import { EVERY } from '../harness/engines.mjs';
import { DIST } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, EN, VI, allWords } from '../harness/words.mjs';

const LISTEN = `${PRELUDE};
  window.failures = 0;
  addEventListener('points-error', ({ detail }) => (window.failures += detail.kind === 'load'));
  window.fetches = 0; // each try begins with one
  window.fetch = ((fetch) => (...request) => (window.fetches++, fetch(...request)))(fetch);`;
const INTEGRITY = JSON.parse(readFileSync(join(DIST, 'integrity.json'), 'utf8'));
const CORE = Object.keys(INTEGRITY).find((file) => /^points-widget-.*\.js$/.test(file));
/** Reasons to try again. */
const online = () => void dispatchEvent(new Event('online'));
const seen = () => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
const tap = () => document.querySelector('points-widget p').click();
/** More often than anybody tries. */
const ALWAYS = 1_000;

let pages = 0;

for (const engine of EVERY) {
  describe(engine.name, { skip: engine.missing, timeout: 180_000 }, () => {
    const stage = useStage(['relay', 'shop', 'other'], async (stage) => (stage.person = await stage.startEngine(engine)));

    const show = ({ attributes = 'lang="en"', head = '', loader = '' } = {}) => {
      const { person, shop, other, relay } = stage;
      const body = shop.script(`/listen-${pages++}.js`, LISTEN) + head + other.loader(loader) + widgetTag(relay, attributes);
      return person.open(shop.page(`/page-${pages++}`, body));
    };
    const failures = () => stage.person.evaluate(() => window.failures);
    const lose = (pattern, times) => {
      stage.other.lost.clear();
      if (times) stage.other.lost.set(pattern, times);
    };

    /** Waits until a reason has led to so many fetches more. */
    async function again(reason, count) {
      const before = await stage.person.evaluate(() => window.fetches);
      await stage.person.evaluate(reason);
      await stage.person.waitFor((least) => window.fetches >= least, before + count);
    }

    for (const [what, pattern] of [
      ['core', /\/points-widget-.*\.js$/], ['wasm', /\/points-widget-.*\.wasm$/], ['files of its language', /\/words-en-.*\.js$/],
    ]) {
      test(`${what}, lost once or three times, come by themselves, and the page hears of nothing`, async () => {
        for (const times of [1, 3]) {
          lose(pattern, times);
          await show();
          await stage.person.finds('field', EN.code);
          assert.equal([...stage.other.lost.values()][0], 0, 'they were lost');
          assert.equal(await failures(), 0);
        }
      });
    }

    test('lost for longer, the fallback shows, the page hears of it once, and each reason to hope brings the widget', async () => {
      for (const [at, reason] of [online, seen, tap].entries()) {
        lose(at ? /\/points-widget-.*\.wasm$/ : /\/points-widget-.*\.js$/, ALWAYS);
        await show();
        await stage.person.waitFor(() => window.failures === 1);
        await stage.person.sees(/^Fallback$/m);
        await again(reason, 1); // in vain
        lose();
        await stage.person.evaluate(reason);
        await stage.person.finds('field', EN.code);
        assert.equal(await failures(), 1);
      }
    });

    test('words that do not come are Vietnamese until they do; the page hears of it once', async () => {
      const { person } = stage;
      lose(/\/words-en-.*\.js$/, ALWAYS);
      await show();
      await person.fill(VI.name, CUSTOMER.name);
      await person.waitFor(() => window.failures === 1);
      lose();
      await person.evaluate(online);
      await person.finds('field', EN.code);
      assert.equal(await person.value(EN.name), CUSTOMER.name, 'what was typed stays');
      assert.equal(await failures(), 1);
    });

    test('hints on codes that do not come at first come later', async () => {
      const { person } = stage;
      lose(/\/pattern-.*\.js$/, 2);
      await show({ attributes: 'lang="en" code-pattern="TIVI[0-9]{4}"' });
      await person.fill(EN.code, 'TIVI123O');
      await person.sees(/O.*0/);
    });

    test('a scanner that is lost opens with another try of its own, or with the next tap', async () => {
      const { person } = stage;
      lose(/\/camera-[0-9a-f]{16}\.js$/, 2);
      await show();
      await person.press(EN.scan);
      await person.sees(EN.typeCode);
      lose(/\/camera-[0-9a-f]{16}\.js$/, ALWAYS);
      await show();
      await person.press(EN.scan);
      await person.waitFor(() => window.failures === 1);
      await person.sees(allWords().en.scanMissing);
      lose();
      await person.press(EN.scan);
      await person.sees(EN.typeCode);
    });

    test("an old loader, whose files are gone, finds the host's new ones", async () => {
      const { other, person, relay } = stage;
      const old = (text) => text.replaceAll(/(points-widget)-[0-9a-f]{16}/g, '$1-0000000000000000');
      other.versions.set('/any/where/points-widget.js', old);
      await show();
      await person.redeem(EN, { code: relay.codes.pop(), ...CUSTOMER });
      await person.sees(/^\+\d+ points$/m);
      assert.equal(await failures(), 0);

      // A page that pins the loader gets no other one.
      const hash = `integrity="${INTEGRITY['points-widget.js']}"`;
      await show({ head: `<script type="module" ${hash}></script>` });
      await person.waitFor(() => window.failures === 1);
      await person.sees(/^Fallback$/m);
      other.versions.clear();
    });

    test('an altered core stays out of a page that pins it, whatever is tried again', async () => {
      const { other, person } = stage;
      const map = JSON.stringify({ integrity: { [other.base + CORE]: INTEGRITY[CORE] } });
      const pins = [`<script type="importmap">${map}</script>`];
      // WebKit does not check what a link pins.
      if (engine.name !== 'WebKit') pins.push(`<link rel="modulepreload" href="${other.base}${CORE}" integrity="${INTEGRITY[CORE]}" crossorigin>`);
      for (const head of pins) {
        other.altered.add(CORE);
        await show({ head });
        await person.waitFor(() => window.failures === 1);
        for (const reason of [online, tap]) {
          await again(reason, 4);
        }
        await person.sees(/^Fallback$/m);
        assert.equal(await person.evaluate(() => document.querySelector('points-widget').shadowRoot.querySelectorAll('input').length), 0);
        other.altered.clear();
        if (engine.name === 'Firefox') continue; // it remembers what an import map refused, until the page is loaded again
        await person.evaluate(online);
        await person.finds('field', EN.code);
      }
    });
  });
}

describe('while the files come', () => {
  const stage = useStage(['relay', 'shop', 'chrome']);
  const page = (fallback) => stage.shop.page(`/waiting-${pages++}`, stage.shop.script(`/listen-${pages++}.js`, LISTEN)
    + `<link rel="icon" href="data:,"><points-widget api-base="${stage.relay.origin}/points">${fallback}</points-widget>`);
  const define = (person) => person.evaluate(async (src) => {
    document.body.append(Object.assign(document.createElement('script'), { type: 'module', src }));
    await customElements.whenDefined('points-widget');
  }, `${stage.shop.base}points-widget.js`);

  test('the fallback is hidden, and the element is busy; if they take too long, it shows, and they may still come', async () => {
    const person = await stage.visit(page('<p>Fallback</p>'));
    const give = await person.hold('**/points-widget-*.wasm');
    await person.sees('Fallback');
    await define(person);
    assert.equal(await person.page.getByText('Fallback').isVisible(), false);
    assert.ok(await person.evaluate(() => document.querySelector('points-widget').shadowRoot.querySelector('[aria-busy]')));
    await person.sees('Fallback');
    give();
    await person.finds('field', VI.code);
    assert.equal(await person.page.getByText('Fallback').isVisible(), false);
    assert.equal(await person.evaluate(() => document.querySelector('points-widget').shadowRoot.querySelector('[aria-busy]')), null);
    assert.deepEqual(person.complaints, []);
  });

  test("a brand's own form in the fallback is not taken from who types in it", async () => {
    const person = await stage.visit(page('<label>Own field <input></label>'));
    await person.page.route('**/points-widget-*.wasm', (route) => route.abort());
    await define(person);
    await person.waitFor(() => window.failures === 1);
    await person.page.getByLabel('Own field').fill('TIVI');
    await person.page.unroute('**/points-widget-*.wasm');
    await person.evaluate(online);
    await person.evaluate(() => new Promise((resolve) => setTimeout(resolve, 10_000))); // a second, hurried
    assert.equal(await person.page.getByLabel('Own field').inputValue(), 'TIVI');
    assert.ok(await person.page.getByLabel('Own field').isVisible());
  });
});
