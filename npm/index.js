// What may be imported anywhere, on a server too: it does nothing until it is asked.

export const tagName = 'points-widget';

/** Defines the element; on a server, where there are none, it does nothing. */
export async function define() {
  if (typeof customElements !== 'undefined') await import('./points-widget.js');
}
