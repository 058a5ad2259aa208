// The example for Leptos, as it is built and served: the widget as components on stock Leptos, with a code redeemed.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, EN, VI } from '../harness/words.mjs';

const stage = useStage(['chrome'], async (stage) => {
  stage.relay = await stage.startSandbox(['--widget', join(root, 'examples/leptos/dist')]);
});
// Chromium says so of every page that Trunk makes.
const complaints = (person) => person.complaints.filter((text) => !text.includes('`integrity` attribute is currently ignored'));
const collected = (person) => person.evaluate(() => document.querySelector('output').textContent);

test('PointsWidget redeems a code, the page hears of it, and the history has it', async () => {
  const person = await stage.visit();
  await person.redeem(EN, { code: stage.relay.codes[0], ...CUSTOMER });
  const [, points] = await person.sees(/^\+(\d+) points$/);
  assert.equal(await collected(person), points);
  await person.choose(EN.history);
  await person.page.getByText('Points added', { exact: true }).waitFor();
  assert.equal(await person.page.getByText(stage.relay.codes[0]).count(), 1);
  assert.deepEqual(complaints(person), []);
});

test('RedeemForm has no tabs and speaks its own language, and what leaves the page leaves nothing behind', async () => {
  const person = await stage.visit();
  await person.page.getByRole('button', { name: 'Form', exact: true }).click();
  await person.redeem(VI, { code: stage.relay.codes[1], ...CUSTOMER });
  await person.sees(/^\+\d+ điểm$/);
  assert.equal(await person.page.getByRole('tab').count(), 0);
  await person.page.getByRole('button', { name: 'History only' }).click();
  await person.finds('field', 'Phone or email');
  assert.equal(await person.page.getByRole('textbox').count(), 1);
  assert.deepEqual(complaints(person), []);
});

test('a code in the link is in the form', async () => {
  const [, , code] = stage.relay.codes;
  const person = await stage.visit(`/?code=${code}`);
  await person.finds('field', EN.code);
  assert.equal(await person.value(EN.code), code);
  assert.deepEqual(complaints(person), []);
});
