// What the scanner shows: the camera's picture, what to do, the camera's own switches, and the ways that remain without a camera.

/** @typedef {import('./messages.js').ScannerMessages} ScannerMessages */
/** The methods of the camera that the view calls. @typedef {'start' | 'photo' | 'torch' | 'zoom' | 'flip'} Command */
/** @typedef {(command: Command, argument?: File | boolean | number) => void} SendCommand */
/** Attributes of an element; an empty one is left out. @typedef {Record<string, string>} Attributes */

const ICONS = {
  alert: 'M12 7.5V13M12 16.4V16.5M12 3A9 9 0 1 0 12 21 9 9 0 1 0 12 3',
  close: 'M6.5 6.5 17.5 17.5M17.5 6.5 6.5 17.5',
  torch: 'M13 3 6 13.5H12L11 21 18 10.5H12Z',
  flip: 'M4 12A8 8 0 0 1 18 6.7M18 3V7H14M20 12A8 8 0 0 1 6 17.3M6 21V17H10',
  photo: 'M4 8H8L9.5 5.5H14.5L16 8H20V19H4ZM12 10A3.2 3.2 0 1 0 12 16.4 3.2 3.2 0 1 0 12 10',
  picture: 'M4 5H20V19H4ZM4 16L9 11L13 15L15.5 12.5L20 17M15 9V9.1',
};

export class View {
  /** Where the camera's picture goes. */
  stage = create('div', { class: 'stage' });
  element;
  #messages;
  #message = create('span', { role: 'status' });
  #close;
  #switches = create('div', { class: 'switches' });
  #torch;
  #zoom;
  #flip;
  #retry;

  /**
   * @param {ScannerMessages} messages
   * @param {(event: import('./state.js').Event) => void} send hears what the customer does
   * @param {SendCommand} command tells the camera what to do
   */
  constructor(messages, send, command) {
    this.#messages = messages;
    this.#close = button('close', messages.close, () => send({ kind: 'close' }), icon('close'));
    this.#torch = button('switch', messages.torch, () => {
      send({ kind: 'torch' });
      command('torch', this.#torch.getAttribute('aria-pressed') === 'true');
    }, icon('torch'));
    this.#zoom = button('switch', messages.zoom, () => {
      send({ kind: 'zoom' });
      command('zoom', parseInt(this.#zoom.textContent ?? '', 10));
    });
    this.#flip = button('switch', messages.flip, () => command('flip'), icon('flip'));
    this.#switches.append(this.#torch, this.#zoom, this.#flip);
    this.#retry = button('primary', '', () => command('start'));
    this.stage.append(this.#switches);
    const top = create('div', { class: 'top' }, create('h2', { class: 'title' }, messages.title), this.#close);
    const ways = create('div', { class: 'ways' },
      fileChooser(messages.takePhoto, 'photo', { capture: 'environment' }, command),
      fileChooser(messages.choosePhoto, 'picture', {}, command),
      button('link', '', () => send({ kind: 'close', next: 'code' }), messages.type));
    this.element = create('div', { class: 'scanner', role: 'group', 'aria-label': messages.title },
      top, this.stage, create('p', { class: 'message' }, icon('alert'), this.#message), this.#retry, ways);
    this.element.onkeydown = (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      send({ kind: 'close' });
    };
  }

  focus() {
    this.#close.focus();
  }

  /** @param {import('./state.js').State} state */
  show({ at, messageKey, torch, zoom, maxZoom = 1, hasOtherCamera, retryLabel }) {
    const message = this.#messages[messageKey];
    if (this.#message.textContent !== message) this.#message.textContent = message;
    this.element.dataset.at = at;
    this.#torch.hidden = !torch;
    this.#torch.setAttribute('aria-pressed', String(torch === 'on'));
    this.#zoom.hidden = maxZoom <= 1;
    this.#zoom.textContent = `${zoom}×`;
    this.#zoom.setAttribute('aria-label', `${this.#messages.zoom} ${zoom}×`);
    this.#flip.hidden = !hasOtherCamera;
    this.stage.classList.toggle('has-switches', Boolean(torch || maxZoom > 1 || hasOtherCamera));
    // The button that was tapped may go: the focus must not go with it.
    if (!retryLabel && this.#retry === /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement) this.focus();
    this.#retry.hidden = !retryLabel;
    this.#retry.textContent = retryLabel ? this.#messages[retryLabel] : '';
  }
}

/**
 * An element with attributes and children; a string becomes inert text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} attributes @param {(Node | string)[]} children
 */
function create(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** @param {string} kind @param {string} label @param {() => void} click @param {(Node | string)[]} children */
function button(kind, label, click, ...children) {
  const made = create('button', { type: 'button', class: kind, part: 'button', 'aria-label': label, title: label }, ...children);
  made.onclick = click;
  return made;
}

/**
 * A file chooser that looks like a button.
 * @param {string} label @param {keyof ICONS} iconName @param {Attributes} attributes @param {SendCommand} command
 */
function fileChooser(label, iconName, attributes, command) {
  const input = create('input', { type: 'file', accept: 'image/*', class: 'hidden', ...attributes });
  input.onchange = () => {
    command('photo', input.files?.[0]);
    input.value = ''; // the same photo may be chosen again
  };
  return create('label', { class: attributes.capture ? 'quiet way take' : 'quiet way' }, icon(iconName), input, label);
}

/** @param {keyof ICONS} name */
function icon(name) {
  const svg = svgElement('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' });
  svg.append(svgElement('path', { d: ICONS[name] }));
  return svg;
}

/** @template {keyof SVGElementTagNameMap} Tag @param {Tag} tag @param {Attributes} attributes */
export function svgElement(tag, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
