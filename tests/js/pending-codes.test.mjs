// The codes of unknown outcome, with storage as browsers have it, deny it and spoil it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pendingCodes } from '../../js/element/pending-codes.js';

const storage = (map = new Map()) => ({
  map, getItem: (name) => map.get(name) ?? null, setItem: (name, value) => map.set(name, value), removeItem: (name) => map.delete(name),
});
const broken = () => {
  throw new DOMException('', 'SecurityError');
};

test('a code of unknown outcome is pending until it is removed, and outlives the page', () => {
  const session = storage();
  const before = pendingCodes(() => session);
  before.add('TIVI1');
  before.add('TIVI2');
  before.add('TIVI1');
  const after = pendingCodes(() => session);
  assert.ok(after.isPending('TIVI1') && after.isPending('TIVI2') && !after.isPending('tivi1'));
  assert.equal(after.latest(), 'TIVI1', 'the newest');
  after.remove('TIVI1');
  assert.equal(after.latest(), 'TIVI2');
  after.remove('TIVI2');
  assert.equal(session.map.size, 0, 'nothing is left');
});

test('only codes and times are stored', () => {
  const session = storage();
  pendingCodes(() => session).add('TIVInpmx8b98pfg');
  assert.match([...session.map.values()].join(), /^\[\["TIVInpmx8b98pfg",\d+\]\]$/);
});

test('storage that is denied, full or spoilt is made up for in memory', () => {
  const full = { ...storage(new Map([['points-widget', '[["TIVI0",1]]']])), setItem: broken };
  for (const session of [broken, () => full, () => undefined]) {
    const { add, isPending, remove, latest } = pendingCodes(session);
    add('TIVI1');
    assert.ok(isPending('TIVI1'));
    assert.equal(latest(), 'TIVI1');
    remove('TIVI1');
    assert.ok(!isPending('TIVI1'));
  }
  for (const text of ['', 'null', '{', '{}', '[1]', '[null]', '[[1,2]]', '[["TIVI1"]]', '[["TIVI1","x"]]']) {
    const session = storage(new Map([['points-widget', text]]));
    const { add, isPending, latest } = pendingCodes(() => session);
    assert.equal(latest(), undefined, text);
    add('TIVI2');
    assert.ok(isPending('TIVI2'), text);
  }
});

test('a clock that jumps forgets nothing: the session is what ends', () => {
  const at = (time) => pendingCodes(() => storage(new Map([['points-widget', JSON.stringify([['TIVI1', time]])]]))).isPending('TIVI1');
  for (const years of [-6, 0, 6]) assert.ok(at(Date.now() + years * 31_536_000_000));
});

test('no more codes are kept than a customer has in the bag', () => {
  const session = storage();
  const { add, isPending } = pendingCodes(() => session);
  for (let n = 0; n < 30; n++) add(`TIVI${n}`);
  assert.ok(isPending('TIVI29') && isPending('TIVI10') && !isPending('TIVI9'));
});
