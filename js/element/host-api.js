// What the element does for the wasm, where JavaScript costs fewer bytes; src/browser/host.rs has the bindings.
import { codeLock } from './code-lock.js';
import { focus } from './focus.js';
import { removeFromAddress } from './page-address.js';
import { pendingCodes } from './pending-codes.js';
import { stringify } from './stringify.js';
import { uuid } from './uuid.js';

/**
 * @typedef {object} HostApi
 * @property {(code: string) => Promise<import('./code-lock.js').Acquired>} lock acquires the lock of a code
 * @property {(code: string) => boolean} isPending whether the outcome of an earlier try is not known
 * @property {(code: string) => void} addPending
 * @property {(code: string) => void} removePending
 * @property {() => string | undefined} latestPending the newest pending code
 * @property {(customer: import('./saved-customer.js').Customer) => void} saveCustomer
 * @property {() => void} forgetCustomer
 * @property {(message: string) => void} warn says something to the brand's developer, once
 * @property {(data: unknown) => string} stringify
 * @property {() => string} uuid a new one
 * @property {(param: string) => void} removeFromAddress
 * @property {(host: HTMLElement, id: string, onlyIfLost: boolean) => void} focus
 */

const pending = pendingCodes(() => sessionStorage);

const shared = {
  lock: codeLock(navigator.locks),
  isPending: pending.isPending,
  addPending: pending.add,
  removePending: pending.remove,
  latestPending: pending.latest,
  focus,
  stringify,
  uuid,
  removeFromAddress,
};

/**
 * The object that a widget is handed.
 * @param {typeof import('./customer.js').customer} customer @param {HostApi['warn']} warn
 * @returns {HostApi}
 */
export const hostApi = (customer, warn) => ({ ...shared, saveCustomer: customer.save, forgetCustomer: customer.erase, warn });
