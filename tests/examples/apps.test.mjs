// The examples for plain HTML, React and Vue, as they are built and served: a customer redeems a typed and a scanned code.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { camera, modules } from '../harness/fake-camera.mjs';
import { DIST, root } from '../harness/paths.mjs';
import { sheet } from '../harness/relay.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, EN, VI } from '../harness/words.mjs';

const built = (name) => () => join(root, 'examples', name, 'dist');
/** The page as its comment says: with a copy of the widget's folder beside it. */
const copied = (folder) => {
  cpSync(join(root, 'examples/html'), folder, { recursive: true });
  cpSync(DIST, join(folder, 'points-widget'), { recursive: true });
  return folder;
};

for (const [name, folderOf] of [['html', copied], ['react', built('react')], ['vue', built('vue')]]) {
  describe(name, () => {
    const stage = useStage(['chrome'], async (stage) => {
      stage.relay = await stage.startSandbox(['--widget', folderOf(join(stage.home, 'page'))]);
    });
    /** Waits until the page has counted so many points. */
    const counts = (person, sum) => person.waitFor((sum) => document.querySelector('output').textContent === `${sum}`, sum);

    test('a typed code is redeemed and counted by the page, and the next customer finds an empty form', async () => {
      const person = await stage.visit();
      await person.redeem(VI, { code: stage.relay.codes[0], ...CUSTOMER });
      const [, points] = await person.sees(/^\+(\d+) điểm$/);
      assert.ok(points > 0);
      await counts(person, points);
      await person.press('Next customer');
      await person.waitFor(() => document.querySelector('points-widget').shadowRoot.getElementById('phone')?.value === '');
      assert.deepEqual(person.complaints, []);
    });

    test('a code is scanned by the worker, with its wasm, and redeemed', async () => {
      const [{ code, svg }] = await sheet(stage.relay.origin, 1);
      const person = await stage.visit('/', { before: camera(modules(svg)) });
      await person.press(VI.scan);
      await person.hasCode(code);
      const decoders = person.requested.filter((path) => /\/scanner-[^/]*\.js$/.test(path));
      assert.equal(decoders.length, 1, `the worker came, and nothing in its place: ${decoders}`);
      await person.redeem(VI, CUSTOMER);
      const [, points] = await person.sees(/^\+(\d+) điểm$/);
      await counts(person, points);
      assert.deepEqual(person.complaints, []);
    });

    test('a trap in its wasm becomes the fallback, under whatever name the wasm came', async () => {
      const person = await stage.visit();
      await person.finds('field', VI.code);
      await person.evaluate(() => setTimeout(() => {
        const trap = new WebAssembly.RuntimeError('unreachable');
        const [entry] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm'));
        trap.stack = `RuntimeError: unreachable at ${entry.name}:wasm-function[7]:0x1`;
        throw trap;
      }));
      await person.sees('Collect your points here. If no form appears, tap here or reload the page.');
      assert.ok(person.complaints.every((text) => text.startsWith('points-widget: stopped')), 'the page does not hear of it');
    });

    if (name === 'html') return; // it has no choice of languages
    test('the language follows what the page is told, and what was typed stays', async () => {
      const person = await stage.visit();
      const [, code] = stage.relay.codes;
      await person.fillForm(VI, { code });
      await person.page.getByRole('combobox', { name: 'Language' }).selectOption('en');
      assert.equal(await person.value(EN.code), code);
      assert.deepEqual(person.complaints, []);
    });
  });
}
