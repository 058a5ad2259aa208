// What the scanner shows, as a state machine: `next(state, event)`. Plain data, nothing of the browser's.

/** @typedef {keyof import('./messages.js').ScannerMessages} MessageKey */

/**
 * @typedef {object} State
 * @property {'off' | 'starting' | 'live' | 'reading' | 'stopped' | 'found'} at `reading` a photo; `stopped` without a camera, or
 *   without a code in the photo
 * @property {MessageKey} messageKey the sentence to show
 * @property {MessageKey} [retryLabel] the words of the button that tries the camera again, where it may help
 * @property {'on' | 'off'} [torch] where the camera has a light
 * @property {number} [zoom] how many times nearer the camera sees
 * @property {number} [maxZoom]
 * @property {boolean} [hasOtherCamera]
 * @property {Next} [next] where the customer goes on: the scanner is through
 */

/** After the scanner: with the next field, with the button that opens it, or with the field for the code. @typedef {'found' | 'scan' | 'code'} Next */

/**
 * What happened, to the camera or by a tap.
 * @typedef {{ kind: 'starting' | 'reading' | 'found' | 'done' | 'barcode' | 'other' | 'late' | 'torch' | 'zoom' }
 *   | { kind: 'live', torch: boolean, maxZoom: number, hasOtherCamera: boolean }
 *   | { kind: 'stopped', why: MessageKey }
 *   | { kind: 'close', next?: Next }} Event
 */

/** @type {State} */
export const OFF = { at: 'off', messageKey: 'opening' };

/** Why the camera will not be there on the next try either, and what has nothing to do with it. @type {MessageKey[]} */
const FOR_GOOD = ['policy', 'insecure', 'inApp', 'absent'];
/** @type {MessageKey[]} */
const OF_PHOTOS = ['blank', 'unreadable', 'barcode', 'other'];

/** @param {MessageKey} messageKey @returns {State} */
const stopped = (messageKey) => (
  { at: 'stopped', messageKey, retryLabel: FOR_GOOD.includes(messageKey) ? undefined : OF_PHOTOS.includes(messageKey) ? 'open' : 'retry' }
);

/**
 * The next state. An event that does not fit (a late frame, a second tap) changes nothing.
 * @param {State} state @param {Event} event @returns {State}
 */
export function next(state, event) {
  if (event.kind === 'close') return { ...OFF, next: state.at === 'found' ? 'found' : (event.next ?? 'scan') };
  if (state.at === 'found') return event.kind === 'done' ? { ...OFF, next: 'found' } : state;
  const isLive = state.at === 'live';
  switch (event.kind) {
    case 'starting':
      return { at: 'starting', messageKey: 'opening' };
    case 'live': {
      const { torch, maxZoom, hasOtherCamera } = event;
      return { at: 'live', messageKey: 'hold', torch: torch ? 'off' : undefined, zoom: 1, maxZoom, hasOtherCamera };
    }
    case 'reading':
      return { at: 'reading', messageKey: 'reading' };
    case 'stopped':
      return stopped(event.why);
    case 'found':
      return isLive || state.at === 'reading' ? { at: 'found', messageKey: 'found' } : state;
    case 'barcode':
    case 'other':
      if (state.at === 'reading') return stopped(event.kind);
      return isLive ? { ...state, messageKey: event.kind } : state;
    case 'late':
      return isLive && state.messageKey === 'hold' ? { ...state, messageKey: 'late' } : state;
    case 'torch':
      return isLive && state.torch ? { ...state, torch: state.torch === 'on' ? 'off' : 'on' } : state;
    case 'zoom':
      return isLive ? { ...state, zoom: nextZoom(state) } : state;
    default:
      return state;
  }
}

/** The next step nearer, and from the last one back: 1, 2, 4. @param {State} state */
function nextZoom({ zoom = 1, maxZoom = 1 }) {
  return zoom * 2 <= Math.min(maxZoom, 4) ? zoom * 2 : 1;
}
