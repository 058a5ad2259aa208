// Name, phone and e-mail of a customer who asked to be remembered: in this browser, for the brand's origin, until they are
// erased. Nothing here throws.

import { stringify } from './stringify.js';

const KEY = 'points-widget-customer';
const PROBE = `${KEY}?`;
/** How many fields there are. */
const FIELDS = 4;
const MAX_LENGTH = 254;

/**
 * The fields as they were typed, and the version of the brand's notice that was agreed to.
 * @typedef {[name: string, phone: string, email: string, version: string | null]} Customer
 */

/** @param {() => Storage} storage gives the browser's storage, or throws */
export function savedCustomer(storage) {
  /** @template T @param {() => T} work @returns {T | undefined} */
  const quietly = (work) => {
    try {
      return work();
    } catch {}
  };
  return {
    /** The saved customer; undefined where the storage has anything else. @returns {Customer | undefined} */
    read: () => quietly(() => {
      const list = JSON.parse(/** @type {string} */ (storage().getItem(KEY)));
      /** @param {unknown} text @param {number} at */
      const isText = (text, at) => (typeof text === 'string' && text.length <= MAX_LENGTH) || (at === FIELDS - 1 && text === null);
      return list.length === FIELDS && list.every(isText) && list.slice(0, -1).some(Boolean) ? list : undefined;
    }),
    /** Whether a customer would be there again the next time: the storage is neither denied nor full. */
    canSave: () => !!quietly(() => {
      storage().setItem(PROBE, PROBE);
      storage().removeItem(PROBE);
      return true;
    }),
    /** @param {Customer} customer */
    save: (customer) => quietly(() => storage().setItem(KEY, stringify(customer))),
    erase: () => quietly(() => storage().removeItem(KEY)),
  };
}
