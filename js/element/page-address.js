// The page's address: what of it may hold a code, and when it changes.

/** Milliseconds between two looks at the address, where the browser does not tell of every change. */
const INTERVAL = 500;

/** The query, and what is behind `#`: a route there may have a query of its own. */
export const pageAddress = () => location.search + location.hash;

/**
 * Calls `changed` after the address has changed without a new page: by `pushState`, by going back, by a route behind `#`. Returns
 * what ends that. `history` stays as it is: a page may have patched it, and may put back what was there before.
 * @param {() => void} changed
 */
export function followAddress(changed) {
  let before = pageAddress();
  const look = () => {
    const now = pageAddress();
    if (now !== before) changed();
    before = now;
  };
  const { navigation } = window;
  // Where the browser has no Navigation API, an element of the page with this id may be in its place.
  if (navigation && 'oncurrententrychange' in navigation) {
    navigation.addEventListener('currententrychange', look);
    return () => navigation.removeEventListener('currententrychange', look);
  }
  const timer = setInterval(look, INTERVAL);
  return () => clearInterval(timer);
}

/**
 * Takes a query parameter out of the page's address, without a new page: out of the query, and of a route's behind `#`. The rest
 * stays as it is written.
 * @param {string} param
 */
export function removeFromAddress(param) {
  const pair = new RegExp(`([?&])${param.replace(/\W/g, '\\$&')}=[^&#]*(&|(?=#|$))`, 'gi');
  const rest = pageAddress().replace(pair, '$1').replace(/[?&](?=#|$)/g, '');
  try {
    history.replaceState(history.state, '', location.pathname + rest);
  } catch {
    // A frame without an origin of its own, or a page that changes its address all the time: it stays.
  }
}
