// Whatever the accent, what the widget derives from it can be read: WCAG's 4.5 : 1, on it and in it, in both themes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, derive } from '../../docs/site/script/colour.js';
import { face, themes } from '../../scripts/reference.mjs';

const ground = (name) => themes(face.cssProperties.find((property) => property.name === `--points-${name}`).default);
const hex = (...parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

test('every accent of a fine grid', () => {
  const grounds = ['surface', 'sunken'].map(ground);
  for (let r = 0; r < 256; r += 15) {
    for (let g = 0; g < 256; g += 15) {
      for (let b = 0; b < 256; b += 15) {
        const accent = hex(r, g, b);
        const { on, light, dark } = derive(accent);
        assert.ok(contrast(on, accent) >= 4.5, `on ${accent}`);
        for (const [bright, dim] of grounds) {
          assert.ok(contrast(light, bright) >= 4.5 && contrast(dark, dim) >= 4.5, `${accent} as text`);
        }
      }
    }
  }
});

test('as everybody counts it', () => {
  assert.equal(contrast('#000', '#ffffff'), 21);
  assert.equal(contrast('#777777', '#fff').toFixed(2), '4.48');
});
