// The custom element <points-widget>: its shadow root, attributes and life. It brings the rest when it is first used.
// No text, no markup and no words of the widget live here; PARTS is put in by scripts/finish.mjs.

import { customer } from './saved-customer.js';
import { focus } from './focus.js';
import { once } from './once.js';
import { wear } from './stylesheet.js';

const ATTRIBUTES = [
  'api-base', 'lang', 'view', 'code', 'name', 'phone', 'email', 'code-param', 'code-pattern', 'formats', 'require', 'theme',
  'time-zone', 'consent-href', 'consent-version', 'remember', 'messages',
];

const who = customer(() => localStorage);
const kept = { ...once(() => sessionStorage, navigator.locks), ...who, focus };

const wasm = new URL(PARTS.wasm, import.meta.url);

/** The widget's code, once a page; a failure is forgotten, so that another element may try again. */
let parts;
const load = (...wanted) => (parts ??= bring(...wanted).catch((error) => {
  parts = undefined;
  complain('could not start', error);
}));

/** One message for the brand, however many widgets there are. */
let said;
function complain(what, error) {
  if (said !== what) console.error(`points-widget: ${(said = what)}`, error);
}

async function bring(...wanted) {
  // Both at once: on a slow network one round trip is a second. The wasm is checked against its hash.
  const coming = fetch(wasm, { integrity: PARTS.integrity });
  coming.catch(() => {});
  const core = await import(PARTS.core);
  core.words(...wanted); // meanwhile
  await core.default({ module_or_path: coming });
  addEventListener('error', fallBackOnTrap);
  addEventListener('unhandledrejection', fallBackOnTrap);
  return core;
}

const alive = new Set();

/** A trap ends the wasm instance: every widget becomes its fallback, and the page does not hear of it. */
function fallBackOnTrap(event) {
  const error = event.error ?? event.reason;
  // Whose trap it is, the stack tells: by the wasm's address, or, as Safari names none, by that of the glue that called it.
  // A bundler may have named both anew: the wasm's address is known, and of the glue's name most keep what is before its ending.
  const isOurs = [wasm, PARTS.core.split('.')[1]].some((name) => String(error?.stack).includes(name));
  if (!isOurs || !(error instanceof WebAssembly.RuntimeError)) return;
  event.preventDefault();
  complain('stopped', error);
  parts = undefined;
  for (const element of [...alive]) element.fail();
}

class PointsWidget extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #root = this.attachShadow({ mode: 'open' });
  #slot = this.#root.appendChild(document.createElement('slot')); // the light children are the fallback
  #widget;
  #container;
  #updating = false;
  #core;
  #words; // `{ tag, lines }`
  #turn = 0; // counts changes: words that come late are those of an older one
  #hint;
  #typed; // what was typed, while the element is away

  constructor() {
    super();
    for (const name of ATTRIBUTES) {
      // A property set before the upgrade hides the accessor of the class: take it over.
      const property = camel(name);
      if (Object.hasOwn(this, property)) {
        const value = this[property];
        delete this[property];
        queueMicrotask(() => (this[property] = value));
      }
    }
  }

  connectedCallback() {
    if (!this.#widget) this.#start();
  }

  adoptedCallback() {
    if (this.#widget) wear(this.#root, this.#core.css);
  }

  disconnectedCallback() {
    // A move disconnects and connects again at once: only an element that stays away is taken apart.
    this.#stopSoon();
  }

  attributeChangedCallback(name) {
    if (name === 'code-pattern' && this.#widget) this.#bringHints();
    if (this.#updating) return;
    this.#updating = true;
    queueMicrotask(() => {
      this.#updating = false;
      this.#turn++;
      if (this.#widget) this.#update();
      else if (this.isConnected) this.#start();
    });
  }

  async #start() {
    if (this.#container) return;
    if (!this.getAttribute('api-base')?.trim()) {
      // Attributes may follow the element: complain only where they have not come.
      setTimeout(() => this.hasAttribute('api-base') || console.error('points-widget: the attribute api-base is missing'));
      return;
    }
    const container = (this.#container = document.createElement('div'));
    try {
      const core = (this.#core = await load(...this.#wanted()));
      if (!core) return this.#miss();
      let turn;
      do {
        turn = this.#turn;
        this.#words = await core.words(...this.#wanted());
      } while (turn !== this.#turn);
      if (this.#container !== container) return;
      if (!this.isConnected) {
        this.#container = undefined; // should it come back before it is taken apart
        return;
      }
      wear(this.#root, core.css);
      this.#root.append(container);
      const warn = (name, instead) => core.warn(`unknown value of ${name}, taken for ${instead}: ${this.getAttribute(name)}`);
      this.#widget = core.mount(container, this, this.#attributes(), this.#page(), this.#scan, this.#hinted, { ...kept, warn });
      this.#slot.remove();
      alive.add(this);
      if (this.hasAttribute('code-pattern')) this.#bringHints(); // nobody waits for them
    } catch (error) {
      complain('could not start', error);
      this.#miss();
    }
  }

  async #update() {
    const turn = this.#turn;
    const words = await this.#core.words(...this.#wanted());
    if (turn !== this.#turn) return;
    this.#words = words;
    this.#widget?.update(this.#attributes(), this.#page());
  }

  #miss() {
    this.fail();
    this.dispatchEvent(new CustomEvent('points-error', { bubbles: true, composed: true, detail: { kind: 'load' } }));
  }

  /** Brings the scanner when a customer first wants it, and resolves with what opens it in the widget's root. */
  #scan = async (root) => {
    const { open } = await import(PARTS.camera);
    const [formats, pattern, messages] = ['formats', 'code-pattern', 'messages'].map((name) => this.getAttribute(name));
    return open(root, { formats, pattern, messages, tag: this.#words.tag });
  };

  /** A sentence on a code as it is typed, where the brand has said what its codes look like. */
  #hinted = (code) => this.#hint?.(code, this.#words.tag, this.getAttribute('messages'));

  async #bringHints() {
    const pattern = this.getAttribute('code-pattern');
    try {
      this.#hint = pattern && (await import(PARTS.pattern)).open(pattern);
      this.#update(); // a code may have been typed meanwhile
    } catch {
      this.#core.warn('the hints on codes did not come');
    }
  }

  #stopSoon(after) {
    setTimeout(() => this.isConnected || this.#stop(), after);
  }

  #stop() {
    const typed = this.#widget?.pause();
    if (this.#widget && !typed) return this.#stopSoon(1000); // a code is under way: its answer is waited for
    this.#typed = typed;
    alive.delete(this);
    this.#widget?.free();
    this.#widget = this.#hint = undefined;
    this.#container?.remove();
    this.#container = undefined;
    this.#root.prepend(this.#slot);
  }

  /** Shows the fallback for good: the instance is not to be called any more. */
  fail() {
    this.#widget = undefined;
    alive.delete(this);
    this.#container?.remove();
    this.#root.prepend(this.#slot);
  }

  #attributes() {
    return Object.fromEntries(ATTRIBUTES.map((name) => [name, this.getAttribute(name)]));
  }

  /** What the words hang on: the own language, those of the page and the browser by their weight, and the brand's texts. */
  #wanted() {
    const languages = [...navigator.languages];
    for (let node = this.parentNode; node; node = node.parentNode ?? node.host) {
      if (node.lang) {
        languages.unshift(node.lang);
        break;
      }
    }
    return [this.getAttribute('lang'), languages, this.getAttribute('messages')];
  }

  #page() {
    return { search: location.search, words: this.#words.lines, typed: this.#typed, kept: this.#kept() };
  }

  /** The customer who is remembered, unless the brand knows who collects or does not ask. */
  #kept() {
    const isKnown = ['name', 'phone', 'email'].some((name) => this.getAttribute(name)) || this.getAttribute('remember') === 'off';
    return isKnown ? undefined : who.customer();
  }

  focus(options) {
    const first = this.#root.querySelector('input') ?? this.#root.querySelector('button'); // the tabs are buttons, too
    if (first) first.focus(options);
    else super.focus(options);
  }

  reset() {
    this.#widget?.reset();
  }

  /** Drops what was remembered of the customer, on this phone, and what stands in the form. */
  forget() {
    if (this.#widget) this.#widget.forget();
    else who.forget();
  }
}

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

for (const name of ATTRIBUTES) {
  Object.defineProperty(PointsWidget.prototype, camel(name), {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name);
    },
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, typeof value === 'object' ? JSON.stringify(value) : value);
    },
  });
}

// Loaded twice, or in two versions, the first one stays.
if (!customElements.get('points-widget')) customElements.define('points-widget', PointsWidget);
