// A code's turn and the codes of unknown outcome, with storage and locks as browsers have them, deny them and break them.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { once } from '../../js/element/once.js';

const storage = (map = new Map()) => ({
  map, getItem: (name) => map.get(name) ?? null, setItem: (name, value) => map.set(name, value), removeItem: (name) => map.delete(name),
});

/** Web Locks, as far as they are used. */
function webLocks() {
  const queues = new Map();
  return {
    async request(name, { ifAvailable }, work) {
      const before = queues.get(name);
      if (before && ifAvailable) return work(null);
      let end;
      const mine = new Promise((resolve) => (end = resolve));
      queues.set(name, mine);
      await before;
      try {
        return await work({ name });
      } finally {
        if (queues.get(name) === mine) queues.delete(name);
        end();
      }
    },
  };
}

const broken = () => {
  throw new DOMException('', 'SecurityError');
};
const soon = () => new Promise((resolve) => setImmediate(resolve));

for (const [name, locks] of [['Web Locks', webLocks], ['no Web Locks', () => undefined], ['Web Locks that refuse', () => ({ request: async () => broken() })]]) {
  test(`${name}: one at a time for a code, and the others are told that they waited`, async () => {
    const { turn } = once(() => storage(), locks());
    const [waited, end] = await turn('TIVI1');
    assert.equal(waited, false);
    let second;
    const waiting = turn('TIVI1').then((turn) => (second = turn));
    const [another, endAnother] = await turn('TIVI2');
    assert.equal(another, false, 'another code is not waited for');
    endAnother();
    await soon();
    assert.equal(second, undefined);
    end();
    await waiting;
    assert.equal(second[0], true);
    second[1]();
    await soon();
    const [again, endAgain] = await turn('TIVI1');
    assert.equal(again, false, 'all were given back');
    endAgain();
  });
}

test('two copies of the widget share the turn by Web Locks', async () => {
  const locks = webLocks();
  const [, end] = await once(() => storage(), locks).turn('TIVI1');
  const waiting = once(() => storage(), locks).turn('TIVI1');
  end();
  assert.equal((await waiting)[0], true);
});

test('a turn that never comes is not waited for without end, and is given back when it comes after all', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { turn } = once(() => storage(), undefined);
  const [, end] = await turn('TIVI1');
  const waiting = turn('TIVI1');
  mock.timers.tick(20_000);
  const [waited, endLate] = await waiting;
  assert.equal(waited, true);
  endLate();
  end();
  await soon();
  assert.equal((await turn('TIVI1'))[0], false);
  mock.timers.reset();
});

test('a code of unknown outcome is known until it is settled, and outlives the page', () => {
  const session = storage();
  const before = once(() => session, undefined);
  before.keep('TIVI1');
  before.keep('TIVI2');
  before.keep('TIVI1');
  const after = once(() => session, undefined);
  assert.ok(after.has('TIVI1') && after.has('TIVI2') && !after.has('tivi1'));
  assert.equal(after.last(), 'TIVI1', 'the newest');
  assert.equal(after.last('TIVI1'), 'TIVI2');
  after.settle('TIVI1');
  after.settle('TIVI2');
  assert.equal(session.map.size, 0, 'nothing is left');
});

test('only codes and times are stored', () => {
  const session = storage();
  once(() => session, undefined).keep('TIVInpmx8b98pfg');
  assert.match([...session.map.values()].join(), /^\[\["TIVInpmx8b98pfg",\d+\]\]$/);
});

test('storage that is denied, full or spoilt is made up for in memory', () => {
  const full = { ...storage(new Map([['points-widget', '[["TIVI0",1]]']])), setItem: broken };
  for (const session of [broken, () => full, () => undefined]) {
    const { has, keep, settle, last } = once(session, undefined);
    keep('TIVI1');
    assert.ok(has('TIVI1'));
    assert.equal(last(), 'TIVI1');
    settle('TIVI1');
    assert.ok(!has('TIVI1'));
  }
  for (const text of ['', 'null', '{', '{}', '[1]', '[null]', '[[1,2]]', '[["TIVI1"]]', '[["TIVI1","x"]]']) {
    const session = storage(new Map([['points-widget', text]]));
    const { has, keep, last } = once(() => session, undefined);
    assert.equal(last(), undefined, text);
    keep('TIVI2');
    assert.ok(has('TIVI2'), text);
  }
});

test('a clock that jumps forgets nothing: the session is what ends', () => {
  const at = (time) => once(() => storage(new Map([['points-widget', JSON.stringify([['TIVI1', time]])]])), undefined).has('TIVI1');
  for (const years of [-6, 0, 6]) assert.ok(at(Date.now() + years * 31_536_000_000));
});

test('no more codes are kept than a customer has in the bag', () => {
  const session = storage();
  const { keep, has } = once(() => session, undefined);
  for (let n = 0; n < 30; n++) keep(`TIVI${n}`);
  assert.ok(has('TIVI29') && has('TIVI10') && !has('TIVI9'));
});
