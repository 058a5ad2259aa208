// Runs in the page before the widget: records what its developer would see on the console, and makes waiting short.
(() => {
  const told = (window.complaints = []);
  for (const level of ['error', 'warn']) console[level] = (...words) => told.push(words.map(String).join(' '));
  const { setTimeout: wait, setInterval: repeat } = window;
  // Once everybody has heard it: what a listener has prevented is not on the console.
  const later = (event, text) => wait(() => event.defaultPrevented || told.push(text));
  addEventListener('error', (event) => later(event, String(event.message)));
  addEventListener('unhandledrejection', (event) => later(event, `unhandled: ${event.reason}`));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    // The browser's own wish, which no widget can help.
    if (!blockedURI.endsWith('/favicon.ico')) told.push(`policy: ${violatedDirective} ${blockedURI}`);
  });
  addEventListener('points-error', (event) => (window.failure = event.detail.kind));

  // A limit of 15 seconds is reached in 1.5. `freeze` holds what comes due, as a phone does with an app in the background.
  window.hurry ??= 10;
  let held;
  const soon = (work, after) => (...rest) => (held ? held.push({ after, work: () => work(...rest) }) : work(...rest));
  window.setTimeout = (work, after = 0, ...rest) => wait(soon(work, after), after / window.hurry, ...rest);
  window.setInterval = (work, after = 0, ...rest) => repeat(soon(work, after), after / window.hurry, ...rest);
  /** Whether a wait of so many milliseconds has come to its end while the page was frozen. */
  window.isOver = (after) => held.some((due) => due.after === after);
  const show = (visible) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (visible ? 'visible' : 'hidden') });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  };
  window.freeze = () => {
    held = [];
    show(false);
  };
  window.thaw = () => {
    const due = held;
    held = undefined;
    show(true);
    for (const { work } of due) work();
  };
})();
