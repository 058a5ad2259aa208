// A customer who wants to be remembered, in the browser's storage, whatever stands there and whatever it denies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { savedCustomer } from '../../js/element/saved-customer.js';

const NAME = 'points-widget-customer';
const GARNACHO = ['Garnacho', '0867123456', '', '2026-01'];

/** The browser's storage, as far as it is asked. */
function storage() {
  const items = new Map();
  return { items, getItem: (name) => items.get(name) ?? null, setItem: (name, text) => items.set(name, text), removeItem: (name) => items.delete(name) };
}

test('nothing is stored before somebody asks for it', () => {
  const store = storage();
  assert.equal(savedCustomer(() => store).read(), undefined);
  assert.equal(store.items.size, 0);
});

test('who is remembered comes back, and is gone when forgotten', () => {
  const store = storage();
  const saved = savedCustomer(() => store);
  saved.save(GARNACHO);
  assert.deepEqual(savedCustomer(() => store).read(), GARNACHO);
  assert.deepEqual([...store.items.keys()], [NAME]);
  saved.save(['', '', 'garnacho@gmail.com', null]);
  assert.deepEqual(saved.read(), ['', '', 'garnacho@gmail.com', null]);
  saved.erase();
  assert.equal(saved.read(), undefined);
  assert.equal(store.items.size, 0);
});

test('anything else that stands there is nobody', () => {
  const store = storage();
  const long = 'x'.repeat(255);
  for (const text of ['', '{', 'null', '7', '{}', '[]', '["a","b","c"]', '["a","b","c","d","e"]', '["a","b",3,null]', '[null,"b","c",null]',
    '["","","",null]', JSON.stringify([long, '', '', null]), JSON.stringify(['a', '', '', long])]) {
    store.items.set(NAME, text);
    assert.equal(savedCustomer(() => store).read(), undefined, text.slice(0, 40));
  }
});

test('where the browser denies its storage, nothing is thrown', () => {
  const denied = savedCustomer(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  denied.save(GARNACHO);
  denied.erase();
  assert.equal(denied.read(), undefined);
});

test('only a storage that takes something can keep a customer', () => {
  const store = storage();
  assert.equal(savedCustomer(() => store).canSave(), true);
  assert.equal(store.items.size, 0, 'and nothing stays of the question');
  const full = { ...store, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } };
  assert.equal(savedCustomer(() => full).canSave(), false);
  assert.equal(savedCustomer(() => { throw new DOMException('denied', 'SecurityError'); }).canSave(), false);
});
