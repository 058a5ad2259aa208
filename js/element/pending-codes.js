// The codes whose outcome is not known yet, kept for the session. Nothing here throws: what the browser's storage denies is
// kept in memory.

import { stringify } from './stringify.js';

const KEY = 'points-widget';
/** As many codes as a customer may have in the bag; the oldest go first. */
const CAPACITY = 20;

/** A code, and when it was added, in milliseconds since 1970. @typedef {[code: string, at: number]} Entry */

/** @param {() => Storage} storage gives the session's storage, or throws */
export function pendingCodes(storage) {
  let memory = '';
  let isStoring = true;

  /** @returns {Entry[]} */
  function read() {
    let text = memory;
    try {
      if (isStoring) text = storage().getItem(KEY) ?? '';
    } catch {}
    try {
      const list = /** @type {Entry[]} */ (JSON.parse(text));
      return list.filter(([code, at]) => typeof code === 'string' && at > 0);
    } catch {
      return [];
    }
  }

  /** @param {Entry[]} list */
  function write(list) {
    memory = stringify(list.slice(-CAPACITY));
    try {
      if (list.length) storage().setItem(KEY, memory);
      else storage().removeItem(KEY);
    } catch {
      isStoring = false; // what it still has is out of date
    }
  }

  /** @param {string} code */
  const others = (code) => read().filter(([other]) => other !== code);

  return {
    /** @param {string} code */
    add: (code) => write([...others(code), [code, Date.now()]]),
    /** @param {string} code */
    isPending: (code) => read().some(([other]) => other === code),
    /** @param {string} code */
    remove: (code) => write(others(code)),
    /** The newest one. */
    latest: () => read().pop()?.[0],
  };
}
