// The key of each tap: a UUID, another one every time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuid } from '../../js/element/uuid.js';

test('each is a UUID of version 4, and another one', () => {
  const made = new Set(Array.from({ length: 1000 }, uuid));
  assert.equal(made.size, 1000);
  for (const one of made) assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
