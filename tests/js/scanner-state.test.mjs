// The scanner's state machine: what is shown after any order of events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OFF, next } from '../../js/scanner/state.js';
import { SCANNER } from './locales.mjs';

const after = (...events) => events.reduce((state, event) => next(state, typeof event === 'string' ? { kind: event } : event), OFF);
const LIVE = { kind: 'live', torch: true, maxZoom: 8, hasOtherCamera: false };
const stopped = (why) => ({ kind: 'stopped', why });

test('the camera opens, a code is found, and the customer goes on with the next field', () => {
  assert.deepEqual(after('starting'), { at: 'starting', messageKey: 'opening' });
  assert.equal(after('starting', LIVE).messageKey, 'hold');
  assert.equal(after('starting', LIVE, 'found').at, 'found');
  assert.deepEqual(after('starting', LIVE, 'found', 'done'), { ...OFF, next: 'found' });
});

test('what is passed over is named until something else is; being late is only said where nothing was', () => {
  assert.equal(after('starting', LIVE, 'barcode').messageKey, 'barcode');
  assert.equal(after('starting', LIVE, 'barcode', 'other').messageKey, 'other');
  assert.equal(after('starting', LIVE, 'late').messageKey, 'late');
  assert.equal(after('starting', LIVE, 'barcode', 'late').messageKey, 'barcode');
  assert.equal(after('starting', 'late').messageKey, 'opening');
});

test('light and zoom follow the taps, as far as the camera goes', () => {
  assert.equal(after('starting', LIVE).torch, 'off');
  assert.equal(after('starting', LIVE, 'torch').torch, 'on');
  assert.equal(after('starting', LIVE, 'torch', 'torch').torch, 'off');
  assert.equal(after('starting', { ...LIVE, torch: false }, 'torch').torch, undefined);
  const steps = (maxZoom, count) => Array.from({ length: count }, (_, n) => after('starting', { ...LIVE, maxZoom }, ...Array(n).fill('zoom')).zoom);
  assert.deepEqual(steps(8, 4), [1, 2, 4, 1]);
  assert.deepEqual(steps(3, 3), [1, 2, 1]);
  assert.deepEqual(steps(1, 2), [1, 1]);
});

test('a photo is read, or says why not and may be followed by the camera', () => {
  assert.equal(after('starting', LIVE, 'reading').at, 'reading');
  for (const kind of ['barcode', 'other']) assert.deepEqual(after('reading', kind), { at: 'stopped', messageKey: kind, retryLabel: 'open' });
  assert.equal(after('reading', 'found').at, 'found');
  assert.equal(after('reading', stopped('blank'), 'starting', LIVE).at, 'live');
});

test('a second try is offered where it may help', () => {
  for (const why of ['permission', 'busy', 'ended', 'black', 'broken']) assert.equal(after(stopped(why)).retryLabel, 'retry', why);
  for (const why of ['blank', 'unreadable']) assert.equal(after(stopped(why)).retryLabel, 'open', why);
  for (const why of ['policy', 'insecure', 'inApp', 'absent']) assert.equal(after(stopped(why)).retryLabel, undefined, why);
});

test('closing leads back to the button, or to the field for typing; a found code is never lost by it', () => {
  assert.equal(after('starting', LIVE, 'close').next, 'scan');
  assert.equal(after('starting', LIVE, { kind: 'close', next: 'code' }).next, 'code');
  assert.equal(after('starting', LIVE, 'found', 'close').next, 'found');
});

test('in any order of events there is a sentence to show, and only closing and success end it', () => {
  const kinds = ['starting', LIVE, 'reading', 'found', 'barcode', 'other', 'late', 'torch', 'zoom', 'nonsense', ...['permission', 'black', 'blank'].map(stopped), 'done', 'close'];
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let run = 0; run < 2_000; run++) {
    let state = OFF;
    for (let step = 0; step < 12 && !state.next; step++) {
      const event = kinds[Math.floor(random() * kinds.length)];
      const before = state;
      state = next(state, typeof event === 'string' ? { kind: event } : event);
      assert.ok(SCANNER.vi[state.messageKey], JSON.stringify([before, event]));
      if (state.next) assert.ok(event === 'close' || (event === 'done' && before.at === 'found'));
      if (before.at === 'found' && !state.next) assert.equal(state.at, 'found', 'what was found stays');
    }
  }
});
