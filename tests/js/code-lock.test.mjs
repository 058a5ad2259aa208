// The lock of a code, with Web Locks as browsers have them, lack them and refuse them.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { codeLock } from '../../js/element/code-lock.js';

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
    const lock = codeLock(locks());
    const [waited, release] = await lock('TIVI1');
    assert.equal(waited, false);
    let second;
    const waiting = lock('TIVI1').then((acquired) => (second = acquired));
    const [another, releaseAnother] = await lock('TIVI2');
    assert.equal(another, false, 'another code is not waited for');
    releaseAnother();
    await soon();
    assert.equal(second, undefined);
    release();
    await waiting;
    assert.equal(second[0], true);
    second[1]();
    await soon();
    const [again, releaseAgain] = await lock('TIVI1');
    assert.equal(again, false, 'all were released');
    releaseAgain();
  });
}

test('two copies of the widget share the lock by Web Locks', async () => {
  const locks = webLocks();
  const [, release] = await codeLock(locks)('TIVI1');
  const waiting = codeLock(locks)('TIVI1');
  release();
  assert.equal((await waiting)[0], true);
});

test('a lock that is never released is not waited for without end, and is released when it comes after all', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const lock = codeLock(undefined);
  const [, release] = await lock('TIVI1');
  const waiting = lock('TIVI1');
  mock.timers.tick(20_000);
  const [waited, releaseLate] = await waiting;
  assert.equal(waited, true);
  releaseLate();
  release();
  await soon();
  assert.equal((await lock('TIVI1'))[0], false);
  mock.timers.reset();
});
