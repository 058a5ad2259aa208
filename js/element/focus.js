// Where the focus goes, once the change that moves it is on the page.

/**
 * Focuses the element with this id in the host's shadow root. With `onlyIfLost` only where what had the focus has gone, or was
 * the button that loads more, which has done its work: a customer who is elsewhere stays there.
 * @param {HTMLElement} host @param {string} id @param {boolean} onlyIfLost
 */
export function focus(host, id, onlyIfLost) {
  requestAnimationFrame(() => {
    const root = /** @type {ShadowRoot} */ (host.shadowRoot);
    const active = root.activeElement ?? document.activeElement;
    if (!onlyIfLost || !active || active === document.body || active.id === 'more') root.getElementById(id)?.focus();
  });
}
