// Where codes lie in a picture, and what of it is seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitInto, inViewfinder, visiblePart } from '../../js/scanner/geometry.js';

const square = (x, y, size) => [[x, y], [x + size, y], [x + size, y + size], [x, y + size]];
const VIEWFINDER = { x: 100, y: 100, width: 400, height: 400 };

test('the code nearest to the middle of the viewfinder comes first; one beside it does not count', () => {
  const [near, far, out] = [square(250, 250, 80), square(110, 110, 60), square(0, 0, 80)].map((corners) => ({ corners }));
  assert.deepEqual(inViewfinder([out, far, near], VIEWFINDER), [near, far]);
  const blind = { corners: [] };
  assert.deepEqual(inViewfinder([blind, far], VIEWFINDER), [far, blind], 'one without corners comes last');
});

test('what a box shows of a picture is its middle', () => {
  assert.deepEqual(visiblePart(1280, 720, 300, 300), [280, 0, 720, 720]);
  assert.deepEqual(visiblePart(720, 1280, 300, 300), [0, 280, 720, 720]);
  assert.deepEqual(visiblePart(640, 480, 640, 480), [0, 0, 640, 480]);
});

test('pictures are made smaller, never larger, in their proportions', () => {
  assert.deepEqual(fitInto(4000, 3000, 2000), [2000, 1500]);
  assert.deepEqual(fitInto(300, 200, 2000), [300, 200]);
  assert.deepEqual(fitInto(100_000, 3, 2000), [2000, 1]);
});
