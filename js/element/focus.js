// Where the focus goes, once the change that moves it is on the page.

/**
 * Focuses what has this id in the host's root. With `isLost` only where what had the focus has gone, or was the button for
 * more, which has done its work: a customer who is elsewhere stays there.
 */
export function focus(host, id, isLost) {
  requestAnimationFrame(() => {
    const root = host.shadowRoot;
    const active = root.activeElement ?? document.activeElement;
    if (!isLost || !active || active === document.body || active.id === 'more') root.getElementById(id)?.focus();
  });
}
