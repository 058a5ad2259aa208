// The life of one <points-widget>: loads and mounts the widget, hands on what changes, and takes it apart when the element
// stays away.
import { importHints, importScanner } from '../build-config.js';
import { ATTRIBUTES } from './attributes.js';
import { customer } from './customer.js';
import { loadCore, mounted, report } from './load-core.js';
import { hope, persist, reach, round } from './try-again.js';

/** A node of the tree around an element, through shadow roots. @typedef {Node & { lang?: string, host?: Node }} Ancestor */

/** Milliseconds after which an element that is away, and whose widget waits for an answer, is looked at again. */
const STILL_BUSY = 1_000;
/** Milliseconds for which nothing is shown while the files come; then the fallback is, and they may still come. */
const PATIENCE = 15_000;
/** Where somebody types who has turned to what the brand offers in the widget's place. */
const IN_USE = 'input:focus,select:focus,textarea:focus';

/** @typedef {ReturnType<typeof lifeCycle>} LifeCycle */

/**
 * Makes the life cycle of an element, which tells it of its callbacks. A newer loader's may take its place by `replace`.
 * @param {HTMLElement} host @param {ShadowRoot} root @param {(life: LifeCycle) => void} replace
 */
export function lifeCycle(host, root, replace) {
  /** The light children: shown where there is nothing to wait for, and then a place to tap. */
  const fallback = document.createElement('slot');
  fallback.onclick = hope;
  /** @type {import('../build-config.js').Widget | undefined} */
  let widget;
  /** Where the widget is, or will be, mounted; empty where it failed. @type {HTMLElement | undefined} */
  let container;
  /** Set before the widget is mounted. @type {import('./load-core.js').Core} */
  let core;
  /** Set before the widget is mounted. @type {import('../messages/load.js').LoadedMessages} */
  let messages;
  /** What the brand's pattern says of codes. @type {import('../code-hints.js').Pattern | undefined} */
  let pattern;
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
    // Where the brand asks: no offer that could not be kept.
    ...(attribute('remember') === 'off' || customer.canSave() ? {} : { remember: 'off' }),
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
    return [reach, attribute('lang'), languages, attribute('messages')];
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
      setTimeout(() => {
        if (host.hasAttribute('api-base')) return;
        root.prepend(fallback);
        console.error('points-widget: the attribute api-base is missing');
      });
      return;
    }
    const own = (container = document.createElement('div'));
    const isWanted = () => container === own && !host.querySelector(IN_USE);
    fallback.remove();
    own.setAttribute('aria-busy', 'true');
    root.append(own);
    setTimeout(() => isWanted() && !widget && root.prepend(fallback), PATIENCE);
    try {
      const loaded = await persist(() => loadCore(...messageRequest()), isWanted, fail);
      if (!loaded || !isWanted()) return;
      if ('lifeCycle' in loaded) {
        container = undefined;
        root.replaceChildren(); // the other one has its own
        const life = loaded.lifeCycle(host, root, replace);
        replace(life);
        return life.connected();
      }
      core = loaded;
      let before;
      do {
        before = generation;
        messages = await core.loadMessages(...messageRequest());
      } while (before !== generation);
      if (!isWanted()) return;
      if (!host.isConnected) {
        container = undefined; // should it come back before it is taken apart
        return;
      }
      core.adopt(root, core.formCss);
      own.removeAttribute('aria-busy');
      root.append(own);
      widget = core.mount(own, host, attributes(), page(), openScanner, askPattern, core.hostApi(customer, core.warn));
      fallback.remove();
      core.keepKeys();
      unfollow = core.followAddress(changed);
      mounted.add(showFallback);
      if (messages.error) update(); // Vietnamese meanwhile
      if (host.hasAttribute('code-pattern')) loadHints(); // nobody waits for them
    } catch (error) {
      fail(error);
    }
  }

  async function update() {
    const before = generation;
    const isWanted = () => before === generation && !!widget;
    await persist(async () => {
      const loaded = await core.loadMessages(...messageRequest());
      if (!isWanted()) return;
      messages = loaded;
      widget?.update(attributes(), page());
      if (loaded.error) throw loaded.error;
    }, isWanted, announce);
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

  /** @param {unknown} error */
  function fail(error) {
    report('could not start', error);
    showFallback();
    announce();
  }

  /** Tells the page that a file has not come. */
  function announce() {
    host.dispatchEvent(new CustomEvent('points-error', { bubbles: true, composed: true, detail: { kind: 'load' } }));
  }

  /** Loads the scanner when a customer first wants it, and resolves with what opens it. @param {ShadowRoot} root */
  async function openScanner(root) {
    try {
      const { open } = await round(() => reach(importScanner));
      const [formats, pattern, own] = ['formats', 'code-pattern', 'messages'].map(attribute);
      return await open(root, { formats, pattern, messages: own, tag: messages.tag, files: { reach, round } });
    } catch (error) {
      announce();
      throw error;
    }
  }

  /**
   * The code in a text, or a hint at what is wrong with it, where the brand has said what its codes look like.
   * @param {string} text @param {'find' | 'hint'} wanted
   */
  const askPattern = (text, wanted) => pattern?.[wanted](text, messages.tag, attribute('messages'));

  async function loadHints() {
    const source = attribute('code-pattern');
    const isWanted = () => !!widget && source === attribute('code-pattern');
    await persist(async () => {
      const open = source && (await reach(importHints)).open;
      if (!isWanted()) return;
      pattern = open ? open(source) : undefined;
      widget?.update(attributes(), page()); // a code may have been typed meanwhile
    }, isWanted, () => {
      core.warn('the hints on codes did not come');
      announce();
    });
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
    pattern = container = undefined;
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
      if (widget) core.adopt(root, core.formCss);
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
