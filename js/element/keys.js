// What is typed into the fields reaches the fields alone. Pages listen for keys on the document, for shortcuts of one letter and
// for sliding from part to part, and spare what is typed into an <input>; but outside of a shadow root the fields are one
// <points-widget>. Pages that forbid copying do the same with the clipboard.

/**
 * Stops these events, once for all widgets, where every event begins: before listeners that capture on the document. Escape and
 * Tab go on, since dialogs and focus traps of the page need them. What the browser does by itself is not stopped; nor are
 * `beforeinput` and `input`.
 */
export function keepKeys() {
  for (const type of ['keydown', 'keypress', 'keyup', 'copy', 'cut', 'paste']) addEventListener(type, keep, true);
}

/** @param {Event & { key?: string }} event */
function keep(event) {
  const target = /** @type {Element} */ (event.composedPath()[0]);
  const root = /input|select/.test(target.localName) && /** @type {ShadowRoot} */ (target.getRootNode());
  if (root && root.host?.localName === 'points-widget' && !/Esc|Tab/.test(`${event.key}`)) event.stopImmediatePropagation();
}
