// The plain parts around the camera: where codes lie, why there is no camera, and what is said of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { covered, inside, within } from '../../js/scanner/geometry.js';
import { after, before } from '../../js/scanner/camera-errors.js';
import { WORDS } from './words.mjs';

const square = (x, y, size) => [[x, y], [x + size, y], [x + size, y + size], [x, y + size]];
const AIM = { x: 100, y: 100, width: 400, height: 400 };

test('the code nearest to the middle of the frame comes first; one beside the frame does not count', () => {
  const [near, far, out] = [square(250, 250, 80), square(110, 110, 60), square(0, 0, 80)].map((corners) => ({ corners }));
  assert.deepEqual(inside([out, far, near], AIM), [near, far]);
  const blind = { corners: [] };
  assert.deepEqual(inside([blind, far], AIM), [far, blind], 'one without corners comes last');
});

test('what a box shows of a picture is its middle', () => {
  assert.deepEqual(covered(1280, 720, 300, 300), [280, 0, 720, 720]);
  assert.deepEqual(covered(720, 1280, 300, 300), [0, 280, 720, 720]);
  assert.deepEqual(covered(640, 480, 640, 480), [0, 0, 640, 480]);
});

test('pictures are made smaller, never larger, in their proportions', () => {
  assert.deepEqual(within(4000, 3000, 2000), [2000, 1500]);
  assert.deepEqual(within(300, 200, 2000), [300, 200]);
  assert.deepEqual(within(100_000, 3, 2000), [2000, 1]);
});

const page = (more = {}) => ({ isSecureContext: true, document: {}, navigator: { userAgent: 'Safari', mediaDevices: { getUserMedia() {} } }, ...more });

test('what makes it useless to ask for the camera is seen before', () => {
  assert.equal(before(page()), undefined);
  assert.equal(before(page({ isSecureContext: false })), 'insecure');
  assert.equal(before(page({ navigator: {} })), 'inApp');
  assert.equal(before(page({ document: { featurePolicy: { allowsFeature: () => false } } })), 'policy');
});

test('every failure has a reason', () => {
  const named = (name) => after({ name }, page());
  assert.deepEqual(['NotAllowedError', 'SecurityError', 'NotFoundError', 'OverconstrainedError', 'NotReadableError', 'AbortError', 'Whatever'].map(named),
    ['permission', 'policy', 'absent', 'absent', 'busy', 'busy', 'busy']);
  assert.equal(after({ name: 'NotAllowedError' }, page({ navigator: { userAgent: 'Chrome [FBAN/FB4A]' } })), 'inApp');
  assert.equal(after(undefined, page()), 'busy');
});

test('a sentence about a missing camera names the way on', () => {
  const photo = { vi: /ảnh/, en: /photo/, th: /รูป|ภาพ/, id: /foto/, zh: /照片|拍照|图片/, ja: /写真/, ko: /사진/, ar: /صورة/ };
  assert.deepEqual(Object.keys(WORDS).sort(), Object.keys(photo).sort());
  for (const [tag, words] of Object.entries(WORDS)) {
    for (const why of ['permission', 'policy', 'insecure', 'inApp', 'absent', 'busy', 'ended', 'black']) {
      assert.match(words[why], photo[tag], `${tag} ${why}`);
    }
  }
});

test('no machine speaks to the customer', () => {
  for (const words of Object.values(WORDS)) {
    for (const said of Object.values(words)) assert.doesNotMatch(said, /\b(api|https?|error|null|request|permission|decoder)\b/i);
  }
});
