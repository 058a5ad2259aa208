// The life of one <points-widget>: loads and mounts the widget, hands on what changes, and takes it apart when the element
// stays away.
import { importHints, importScanner } from '../build-config.js';
import { ATTRIBUTES } from './attributes.js';
import { customer, hostApi } from './host-api.js';
import { loadCore, mounted, report } from './load-core.js';
import { adopt } from './stylesheet.js';

/** A node of the tree around an element, through shadow roots. @typedef {Node & { lang?: string, host?: Node }} Ancestor */

/** Milliseconds after which an element that is away, and whose widget waits for an answer, is looked at again. */
const STILL_BUSY = 1_000;

/**
 * Makes the life cycle of an element, which tells it of its callbacks.
 * @param {HTMLElement} host @param {ShadowRoot} root
 */
export function lifeCycle(host, root) {
  const fallback = root.appendChild(document.createElement('slot')); // the light children
  /** @type {import('../build-config.js').Widget | undefined} */
  let widget;
  /** Where the widget is, or will be, mounted; stays where it failed: the fallback is for good. @type {HTMLElement | undefined} */
  let container;
  /** Set before the widget is mounted. @type {import('./load-core.js').Core} */
  let core;
  /** Set before the widget is mounted. @type {import('../messages/load.js').LoadedMessages} */
  let messages;
  /** @type {import('../code-hints.js').Hint | undefined} */
  let hint;
  /** What was typed, while the element is away. @type {string[] | undefined} */
  let typed;
  /** Ends what was begun for the widget. @type {(() => void) | undefined} */
  let unfollow;
  let isChanging = false;
  let generation = 0; // counts changes: messages that come late are those of an older one

  /** @param {string} name */
  const attribute = (name) => host.getAttribute(name);
  const attributes = () => ({
    ...Object.fromEntries(ATTRIBUTES.map((name) => [name, attribute(name)])),
    ...(customer.canSave() ? {} : { remember: 'off' }), // an offer that could not be kept
  });

  /**
   * What the messages depend on: the own language, those of the page and the browser by their weight, and the brand's texts.
   * @returns {import('./load-core.js').MessageRequest}
   */
  function messageRequest() {
    const languages = [...navigator.languages];
    for (let node = /** @type {Ancestor | null | undefined} */ (host.parentNode); node; node = node.parentNode ?? node.host) {
      if (node.lang) {
        languages.unshift(node.lang);
        break;
      }
    }
    return [attribute('lang'), languages, attribute('messages')];
  }

  /** @returns {import('../build-config.js').Page} */
  function page() {
    // A brand that knows who collects, or does not ask, is not shown who was saved.
    const isKnown = ['name', 'phone', 'email'].some(attribute) || attribute('remember') === 'off';
    return { address: core.pageAddress(), lines: messages.lines, typed, savedCustomer: isKnown ? undefined : customer.read() };
  }

  async function start() {
    if (container) return;
    if (!attribute('api-base')?.trim()) {
      // Attributes may follow the element: complain only where they have not come.
      setTimeout(() => host.hasAttribute('api-base') || console.error('points-widget: the attribute api-base is missing'));
      return;
    }
    const own = (container = document.createElement('div'));
    try {
      const loaded = await loadCore(...messageRequest());
      if (!loaded) return fail();
      core = loaded;
      let before;
      do {
        before = generation;
        messages = await core.loadMessages(...messageRequest());
      } while (before !== generation);
      if (container !== own) return;
      if (!host.isConnected) {
        container = undefined; // should it come back before it is taken apart
        return;
      }
      adopt(root, core.formCss);
      root.append(own);
      widget = core.mount(own, host, attributes(), page(), openScanner, hintFor, hostApi(core.warn));
      fallback.remove();
      core.keepKeys();
      unfollow = core.followAddress(changed);
      mounted.add(showFallback);
      if (host.hasAttribute('code-pattern')) loadHints(); // nobody waits for them
    } catch (error) {
      report('could not start', error);
      fail();
    }
  }

  async function update() {
    const before = generation;
    const loaded = await core.loadMessages(...messageRequest());
    if (before !== generation) return;
    messages = loaded;
    widget?.update(attributes(), page());
  }

  /** An attribute changed, or without a name the page's address; several changes at once are one. @param {string} [name] */
  function changed(name) {
    if (name === 'code-pattern' && widget) loadHints();
    if (isChanging) return;
    isChanging = true;
    queueMicrotask(() => {
      isChanging = false;
      generation++;
      if (widget) update();
      else if (host.isConnected) start();
    });
  }

  function fail() {
    showFallback();
    host.dispatchEvent(new CustomEvent('points-error', { bubbles: true, composed: true, detail: { kind: 'load' } }));
  }

  /** Loads the scanner when a customer first wants it, and resolves with what opens it. @param {ShadowRoot} root */
  async function openScanner(root) {
    const { open } = await importScanner();
    const [formats, pattern, own] = ['formats', 'code-pattern', 'messages'].map(attribute);
    return open(root, { formats, pattern, messages: own, tag: messages.tag });
  }

  /** A sentence on a code as it is typed, where the brand has said what its codes look like. @param {string} code */
  const hintFor = (code) => hint?.(code, messages.tag, attribute('messages'));

  async function loadHints() {
    const pattern = attribute('code-pattern');
    try {
      hint = pattern ? (await importHints()).open(pattern) : undefined;
      update(); // a code may have been typed meanwhile
    } catch {
      core.warn('the hints on codes did not come');
    }
  }

  /** @param {number} [delay] */
  function stopSoon(delay) {
    setTimeout(() => host.isConnected || stop(), delay);
  }

  function stop() {
    const pending = widget?.pause();
    if (widget && !pending) return stopSoon(STILL_BUSY);
    typed = pending;
    widget?.free();
    showFallback();
    hint = container = undefined;
  }

  /** Shows the light children in place of the widget. */
  function showFallback() {
    widget = undefined;
    unfollow?.();
    mounted.delete(showFallback);
    container?.remove();
    root.prepend(fallback);
  }

  return {
    connected() {
      if (!widget) start();
    },
    adopted() {
      if (widget) adopt(root, core.formCss);
    },
    /** A move disconnects and connects again at once: only an element that stays away is taken apart. */
    disconnected() {
      stopSoon();
    },
    changed,
    reset() {
      widget?.reset();
    },
    forget() {
      if (widget) widget.forget();
      else customer.erase();
    },
  };
}
