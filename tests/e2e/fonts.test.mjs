// The machine that runs the tests draws every letter of every language: if it did not, sizes measured in the other tests would be
// those of empty boxes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLocales } from '../../scripts/build/locales.mjs';
import { undrawn } from '../harness/glyphs.mjs';
import { root } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';

const stage = useStage(['relay', 'chrome']);

for (const [tag, locale] of Object.entries(readLocales(root))) {
  test(`${tag}: every letter is drawn`, async () => {
    const person = await stage.visit();
    assert.deepEqual(await person.evaluate(undrawn, [...new Set(JSON.stringify(locale))]), []);
  });
}

test('a letter that no font has is found', async () => {
  const person = await stage.visit();
  assert.deepEqual(await person.evaluate(undrawn, ['a', '\u0379']), ['\u0379']);
});
