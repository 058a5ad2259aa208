// The demo page as `trunk build` makes it, which the build itself does without: for those who have Trunk.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST, root } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const folder = join(root, 'target/trunk');
const stage = useStage(['chrome'], async (stage) => {
  stage.relay = await stage.startSandbox(['--widget', folder]);
});

test('a code is redeemed on the page that Trunk builds', async () => {
  const person = await stage.visit();
  await person.redeem(VI, { code: stage.relay.codes[0], ...CUSTOMER });
  await person.sees(/^\+\d+ điểm$/);
  assert.deepEqual(person.complaints.filter((text) => !text.includes('`integrity` attribute is currently ignored')), []);
});

test('it is the page that the build makes without Trunk', () => {
  const page = (folder) => readFileSync(join(folder, 'index.html'), 'utf8');
  const plain = (html) => html.replace(/^\s*<link data-trunk rel="rust".*\n/m, '').replaceAll('/>', '>');
  assert.equal(plain(page(folder)), page(DIST));
});
