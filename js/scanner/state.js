// What the scanner's sheet shows, as a state machine: `next(state, event)`. Plain data, nothing of the browser's.
//
// `at` is one of `off`, `starting`, `live`, `reading` (a photo), `stopped` (no camera, or no code in the photo) and `found`;
// `says` names the sentence to show, `again` the words of the button that tries the camera again.

export const OFF = { at: 'off', says: 'opening' };

/** Why the camera will not be there on the next try either, and what has nothing to do with it. */
const FOR_GOOD = ['policy', 'insecure', 'inApp', 'absent'];
const OF_PHOTOS = ['blank', 'unreadable', 'barcode', 'other'];

const stopped = (says) => ({ at: 'stopped', says, again: FOR_GOOD.includes(says) ? undefined : OF_PHOTOS.includes(says) ? 'open' : 'retry' });

/** The next state. An event that does not fit (a late frame, a second tap) changes nothing. */
export function next(state, event) {
  if (event.kind === 'close') return { ...OFF, next: state.at === 'found' ? 'found' : (event.next ?? 'scan') };
  if (state.at === 'found') return event.kind === 'done' ? { ...OFF, next: 'found' } : state;
  const isLive = state.at === 'live';
  switch (event.kind) {
    case 'starting':
      return { at: 'starting', says: 'opening' };
    case 'live': {
      const { torch, zoom, many } = event;
      return { at: 'live', says: 'hold', torch: torch ? 'off' : undefined, zoom: 1, most: zoom, many };
    }
    case 'reading':
      return { at: 'reading', says: 'reading' };
    case 'stopped':
      return stopped(event.why);
    case 'found':
      return isLive || state.at === 'reading' ? { at: 'found', says: 'found' } : state;
    case 'barcode':
    case 'other':
      if (state.at === 'reading') return stopped(event.kind);
      return isLive ? { ...state, says: event.kind } : state;
    case 'late':
      return isLive && state.says === 'hold' ? { ...state, says: 'late' } : state;
    case 'torch':
      return isLive && state.torch ? { ...state, torch: state.torch === 'on' ? 'off' : 'on' } : state;
    case 'zoom':
      return isLive ? { ...state, zoom: nearer(state) } : state;
    default:
      return state;
  }
}

/** The next step nearer, and from the last one back: 1, 2, 4. */
function nearer({ zoom, most }) {
  return zoom * 2 <= Math.min(most, 4) ? zoom * 2 : 1;
}
