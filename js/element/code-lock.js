// A code is sent once: turns between the widgets and tabs of one origin, and the codes whose outcome is not known yet, kept
// for the session. Nothing else is ever stored, and nothing here throws: what the browser denies is done in memory.

const NAME = 'points-widget';
/** A turn is waited for so long, in milliseconds: a frozen tab may hold it for ever. */
const PATIENCE = 20_000;
const MOST = 20;

/** `storage()` gives the session's, or throws; `locks` are the browser's, which on plain http are missing. */
export function once(storage, locks) {
  const queue = new Map();
  let memory = '';
  let stores = true;

  function read() {
    let text = memory;
    try {
      if (stores) text = storage().getItem(NAME) ?? '';
    } catch {}
    try {
      const list = JSON.parse(text);
      return list.filter(([code, at]) => typeof code === 'string' && at > 0);
    } catch {
      return [];
    }
  }

  function write(list) {
    memory = JSON.stringify(list.slice(-MOST));
    try {
      if (list.length) storage().setItem(NAME, memory);
      else storage().removeItem(NAME);
    } catch {
      stores = false; // what it still has is out of date
    }
  }

  const others = (code) => read().filter(([other]) => other !== code);

  /** Resolves when no other has the turn, to whether it had to be waited for and a function that gives it back. */
  async function here(code) {
    const before = queue.get(code);
    let end;
    const mine = new Promise((resolve) => (end = resolve));
    queue.set(code, mine);
    await before;
    return [!!before, () => {
      if (queue.get(code) === mine) queue.delete(code);
      end();
    }];
  }

  /** The same among all tabs. */
  const everywhere = (code) => new Promise((resolve, reject) => {
    const take = (waited) => () => new Promise((end) => resolve([waited, end]));
    const request = (options, work) => locks.request(`${NAME} ${code}`, options, work).catch(reject);
    request({ ifAvailable: true }, (lock) => (lock ? take(false)() : void request({}, take(true))));
  });

  /** A promise of `[waited, end]`; whoever waits in vain goes on as if it had come. */
  function turn(code) {
    const come = locks ? everywhere(code).catch(() => here(code)) : here(code);
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve([true, () => come.then(([, end]) => end())]), PATIENCE);
    });
    return Promise.race([come, late]).finally(() => clearTimeout(timer));
  }

  return {
    turn,
    /** Whether an earlier try of this code has an unknown outcome. */
    has: (code) => read().some(([other]) => other === code),
    keep: (code) => write([...others(code), [code, Date.now()]]),
    settle: (code) => write(others(code)),
    /** The newest such code but this one. */
    last: (code) => others(code).pop()?.[0],
  };
}
