// The examples for plain HTML, React and Vue, as they are built and served: a customer redeems a typed and a scanned code.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { camera, modules } from '../e2e/camera.mjs';
import { openWith, sheet } from '../e2e/film.mjs';
import { CUSTOMER, DIST, EN, VI, browser, fill, root, sandbox, scratch, send } from '../e2e/support.mjs';

let chrome;
before(async () => (chrome = await browser()));
after(() => chrome?.close());

const built = (name) => () => join(root, 'examples', name, 'dist');
/** The page as its comment says: with a copy of the widget's folder beside it. */
const copied = (folder) => {
  cpSync(join(root, 'examples/html'), folder, { recursive: true });
  cpSync(DIST, join(folder, 'points-widget'), { recursive: true });
  return folder;
};

for (const [name, folderOf] of [['html', copied], ['react', built('react')], ['vue', built('vue')]]) {
  describe(name, () => {
    let home, relay;
    before(async () => {
      home = scratch();
      relay = await sandbox(home.folder, ['--widget', folderOf(join(home.folder, 'page'))]);
    });
    after(async () => {
      await relay?.stop();
      home.remove();
    });

    /** Sends, and sees the page count what the widget says. */
    const collect = async (page, words, pattern) => {
      await send(page, words);
      const said = await page.getByText(pattern).textContent();
      return Number(said.match(/\d+/)[0]);
    };
    const counts = (page, sum) => page.waitForFunction((sum) => document.querySelector('output').textContent === `${sum}`, sum);

    test('a typed code is redeemed and counted by the page, and the next customer finds an empty form', async () => {
      const page = await openWith(chrome, relay.origin);
      await fill(page, VI, { code: relay.codes[0], ...CUSTOMER });
      const points = await collect(page, VI, /^\+\d+ điểm$/);
      assert.ok(points > 0);
      await counts(page, points);
      await page.getByRole('button', { name: 'Next customer' }).click();
      await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.getElementById('phone')?.value === '');
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });

    test('a code is scanned by the worker, with its wasm, and redeemed', async () => {
      const [{ code, svg }] = await sheet(relay.origin, 1);
      const page = await openWith(chrome, relay.origin, camera(modules(svg)));
      await page.getByRole('button', { name: VI.scan, exact: true }).click();
      await page.waitForFunction((code) => document.querySelector('points-widget').shadowRoot.getElementById('code')?.value === code, code);
      const decoders = page.requested.filter((path) => /\/scanner-[^/]*\.js$/.test(path));
      assert.equal(decoders.length, 1, `the worker came, and nothing in its place: ${decoders}`);
      await fill(page, VI, CUSTOMER);
      await counts(page, await collect(page, VI, /^\+\d+ điểm$/));
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });

    test('a trap in its wasm becomes the fallback, under whatever name the wasm came', async () => {
      const page = await openWith(chrome, relay.origin);
      await page.getByLabel(VI.code, { exact: true }).waitFor();
      await page.evaluate(() => setTimeout(() => {
        const trap = new WebAssembly.RuntimeError('unreachable');
        const [entry] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm'));
        trap.stack = `RuntimeError: unreachable at ${entry.name}:wasm-function[7]:0x1`;
        throw trap;
      }));
      await page.getByText('Collecting points needs a newer browser.').waitFor();
      assert.ok(page.complaints.every((text) => text.startsWith('points-widget: stopped')), 'the page does not hear of it');
      await page.context().close();
    });

    if (name === 'html') return; // it has no choice of languages
    test('the language follows what the page is told, and what was typed stays', async () => {
      const page = await openWith(chrome, relay.origin);
      await fill(page, VI, { code: relay.codes[1] });
      await page.getByRole('combobox', { name: 'Language' }).selectOption('en');
      assert.equal(await page.getByLabel(EN.code, { exact: true }).inputValue(), relay.codes[1]);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  });
}
