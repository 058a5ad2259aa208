// The custom element <points-widget>: the properties and methods that a page has of it. It holds no text and no markup of the
// widget, and loads the rest when it is first used.
import { ATTRIBUTES, reflectAttributes, takeOverProperties } from './attributes.js';
import { lifeCycle } from './life-cycle.js';
import { build } from './newer-loader.js';

class PointsWidget extends HTMLElement {
  static get observedAttributes() {
    return ATTRIBUTES;
  }

  #life = lifeCycle(this, this.attachShadow({ mode: 'open' }), (life) => (this.#life = life));

  constructor() {
    super();
    takeOverProperties(this);
  }

  connectedCallback() {
    this.#life.connected();
  }

  adoptedCallback() {
    this.#life.adopted();
  }

  disconnectedCallback() {
    this.#life.disconnected();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    this.#life.changed(name);
  }

  /** Puts the focus on the first field or button. @override @param {FocusOptions} [options] */
  focus(options) {
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    const first = root.querySelector('input') ?? root.querySelector('button'); // the tabs are buttons, too
    if (first) first.focus(options);
    else super.focus(options);
  }

  /** Empties the form and the history. */
  reset() {
    this.#life.reset();
  }

  /** Erases what was saved of the customer on this device, and who stands in the form. */
  forget() {
    this.#life.forget();
  }
}

reflectAttributes(PointsWidget.prototype);

// Loaded twice, or in two versions, the first one stays.
if (!customElements.get('points-widget')) customElements.define('points-widget', PointsWidget);

// For older loaders; see newer-loader.js.
export { build, lifeCycle };
