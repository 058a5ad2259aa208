// The scanner's sheet: the picture, what to do, the camera's own switches, and the ways that remain without a camera.

const ICONS = {
  alert: 'M12 7.5V13M12 16.4V16.5M12 3A9 9 0 1 0 12 21 9 9 0 1 0 12 3',
  close: 'M6.5 6.5 17.5 17.5M17.5 6.5 6.5 17.5',
  torch: 'M13 3 6 13.5H12L11 21 18 10.5H12Z',
  flip: 'M4 12A8 8 0 0 1 18 6.7M18 3V7H14M20 12A8 8 0 0 1 6 17.3M6 21V17H10',
  photo: 'M4 8H8L9.5 5.5H14.5L16 8H20V19H4ZM12 10A3.2 3.2 0 1 0 12 16.4 3.2 3.2 0 1 0 12 10',
  picture: 'M4 5H20V19H4ZM4 16L9 11L13 15L15.5 12.5L20 17M15 9V9.1',
};

export class Sheet {
  /** Where the camera's picture goes. */
  stage = make('div', { class: 'stage' });
  element;
  #words;
  #says = make('span', { role: 'status' });
  #close;
  #switches = make('div', { class: 'switches' });
  #torch;
  #zoom;
  #flip;
  #retry;

  /** `send` hears the customer's events, `command` what the camera is to do. */
  constructor(words, send, command) {
    this.#words = words;
    this.#close = button('close', words.close, () => send({ kind: 'close' }), icon('close'));
    this.#torch = button('switch', words.torch, () => {
      send({ kind: 'torch' });
      command('torch', this.#torch.getAttribute('aria-pressed') === 'true');
    }, icon('torch'));
    this.#zoom = button('switch', words.zoom, () => {
      send({ kind: 'zoom' });
      command('zoom', parseInt(this.#zoom.textContent, 10));
    });
    this.#flip = button('switch', words.flip, () => command('flip'), icon('flip'));
    this.#switches.append(this.#torch, this.#zoom, this.#flip);
    this.#retry = button('primary', '', () => command('start'));
    this.stage.append(this.#switches);
    const top = make('div', { class: 'top' }, make('h2', { class: 'title' }, words.title), this.#close);
    const ways = make('div', { class: 'ways' },
      chooser(words.takePhoto, 'photo', { capture: 'environment' }, command),
      chooser(words.choosePhoto, 'picture', {}, command),
      button('link', '', () => send({ kind: 'close', next: 'code' }), words.type));
    this.element = make('div', { class: 'scanner', role: 'group', 'aria-label': words.title },
      top, this.stage, make('p', { class: 'says' }, icon('alert'), this.#says), this.#retry, ways);
    this.element.onkeydown = (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      send({ kind: 'close' });
    };
  }

  focus() {
    this.#close.focus();
  }

  show({ at, says, torch, zoom, most, many, again }) {
    const words = this.#words[says];
    if (this.#says.textContent !== words) this.#says.textContent = words;
    this.element.dataset.at = at;
    this.#torch.hidden = !torch;
    this.#torch.setAttribute('aria-pressed', String(torch === 'on'));
    this.#zoom.hidden = !(most > 1);
    this.#zoom.textContent = `${zoom}×`;
    this.#zoom.setAttribute('aria-label', `${this.#words.zoom} ${zoom}×`);
    this.#flip.hidden = !many;
    this.stage.classList.toggle('has-switches', Boolean(torch || most > 1 || many));
    // The button that was tapped may go: the focus must not go with it.
    if (!again && this.#retry === this.element.getRootNode().activeElement) this.focus();
    this.#retry.hidden = !again;
    this.#retry.textContent = this.#words[again] ?? '';
  }
}

/** An element with attributes and children; a string becomes inert text. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function button(kind, label, click, ...children) {
  const element = make('button', { type: 'button', class: kind, part: 'button', 'aria-label': label, title: label }, ...children);
  element.onclick = click;
  return element;
}

/** A file chooser that looks like a button. */
function chooser(label, sign, attributes, command) {
  const input = make('input', { type: 'file', accept: 'image/*', class: 'hidden', ...attributes });
  input.onchange = () => {
    command('photo', input.files[0]);
    input.value = ''; // the same photo may be chosen again
  };
  return make('label', { class: attributes.capture ? 'quiet way take' : 'quiet way' }, icon(sign), input, label);
}

function icon(name) {
  const svg = drawing('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' });
  svg.append(drawing('path', { d: ICONS[name] }));
  return svg;
}

export function drawing(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
