// One request at a time for a code, among all widgets and tabs of an origin: by a Web Lock, or by a queue in this page where the
// browser has none.

const PREFIX = 'points-widget ';
/** After so many milliseconds a waiting widget goes on without the lock: a frozen tab may hold it for ever. */
const TIMEOUT = 20_000;

/** @typedef {[waited: boolean, release: () => void]} Acquired */

/**
 * Makes `lock(code)`, which acquires the lock of a code and resolves to `[waited, release]`; after the timeout it resolves
 * all the same.
 * @param {LockManager | undefined} locks the browser's, which plain http lacks
 */
export function codeLock(locks) {
  /** The last in the queue of each code. @type {Map<string, Promise<void>>} */
  const queue = new Map();

  /** Among the widgets of this page. @param {string} code @returns {Promise<Acquired>} */
  async function inPage(code) {
    const before = queue.get(code);
    /** @type {() => void} */
    let release;
    const held = /** @type {Promise<void>} */ (new Promise((resolve) => (release = resolve)));
    queue.set(code, held);
    await before;
    return [!!before, () => {
      if (queue.get(code) === held) queue.delete(code);
      release();
    }];
  }

  /** Among all tabs. @param {LockManager} locks @param {string} code @returns {Promise<Acquired>} */
  const inOrigin = (locks, code) => new Promise((resolve, reject) => {
    /** @param {boolean} waited */
    const hold = (waited) => () => /** @type {Promise<void>} */ (new Promise((release) => resolve([waited, release])));
    /** @param {LockOptions} options @param {LockGrantedCallback<void>} granted */
    const request = (options, granted) => locks.request(PREFIX + code, options, granted).catch(reject);
    request({ ifAvailable: true }, (lock) => (lock ? hold(false)() : void request({}, hold(true))));
  });

  /** @param {string} code @returns {Promise<Acquired>} */
  return (code) => {
    const acquired = locks ? inOrigin(locks, code).catch(() => inPage(code)) : inPage(code);
    /** @type {number} */
    let timer;
    /** @type {Promise<Acquired>} */
    const timeout = new Promise((resolve) => {
      timer = setTimeout(() => resolve([true, () => acquired.then(([, release]) => release())]), TIMEOUT);
    });
    return Promise.race([acquired, timeout]).finally(() => clearTimeout(timer));
  };
}
