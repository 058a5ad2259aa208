// The configurator: applies the controls' settings to the preview, the snippet and the page's URL, and reads them from the URL.
import { copyButton } from './copy.js';
import { freshCode } from './demo-api.js';
import { keepOne, show, take } from './form.js';
import { TEXTS } from './generated.js';
import { showRatios } from './ratios.js';
import { DEFAULTS, NAMES, attributes, fromHash, properties, toHash } from './settings.js';
import { snippet } from './snippet.js';
import { tokens } from './tokens.js';
import '../widget/points-widget.js';

/** The texts that most brands replace, with the labels of their fields; the widget accepts any other key as well. */
const WORDS = {
  redeem: 'First tab', history: 'Second tab', code: 'Label of the code', codeHint: 'Hint below the code', submit: 'Button',
  success: 'Message on success', another: 'Button after success',
};

const at = (id) => document.getElementById(id);
const form = document.querySelector('form');
const widget = document.querySelector('points-widget');
const make = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

let settings = fromHash(location.hash);
const language = () => settings.lang || 'en'; // by default the preview has this page's language
const nameOf = (tag) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag);

function preview() {
  const set = new Map(attributes(settings));
  for (const name of [...NAMES, 'messages']) {
    if (set.has(name)) widget.setAttribute(name, set.get(name));
    else widget.removeAttribute(name);
  }
  for (const name of ['accent', 'radius', 'space', 'font']) widget.style.removeProperty(`--points-${name}`);
  for (const [name, value] of properties(settings)) widget.style.setProperty(name, value);
  document.querySelector('.stage').dataset.theme = settings.theme;
}

function code() {
  const kind = document.querySelector('[name="kind"]:checked').value;
  at('code').replaceChildren(...snippet(kind, settings).map(([lang, title, text]) => {
    const parts = tokens(text, lang).map(([kind, part]) => (kind ? make('span', { className: `t-${kind}`, textContent: part }) : part));
    const pre = make('pre', { tabIndex: 0 }, make('code', {}, ...parts));
    const bar = make('div', { className: 'bar' }, make('span', { textContent: title }), copyButton(() => text));
    return make('div', { className: 'block' }, bar, pre);
  }));
}

function notes() {
  for (const name of ['radius', 'space']) document.querySelector(`output[for="${name}"]`).value = `${settings[name]} px`;
  at('accent-picker').value = settings.accent;
  showRatios(at('ratios'), at('old-browsers'), settings.accent, settings.theme);
  at('param-note').textContent = `A link such as https://brand.example/collect?${settings['code-param']}=${freshCode()} fills in the code.`;
  at('pattern-note').textContent = patternFault(settings['code-pattern']);
}

function patternFault(pattern) {
  try {
    new RegExp(`^(?:${pattern})$`, 'v');
    return 'With a pattern, the form shows hints while a code is typed, and the scanner accepts only codes that match.';
  } catch {
    return 'This is not a valid pattern.';
  }
}

/** Fills in the fields for the texts, in the selected language. */
function words() {
  const own = settings.messages[language()] ?? {};
  at('texts-language').textContent = `· ${nameOf(language())}`;
  at('texts').replaceChildren(...Object.entries(WORDS).map(([key, title]) => {
    const input = make('input', { type: 'text', id: `text-${key}`, value: own[key] ?? '', placeholder: TEXTS[language()]?.[key] ?? '' });
    input.lang = language();
    input.dir = 'auto';
    input.addEventListener('input', () => {
      const texts = (settings.messages[language()] ??= {});
      if (input.value.trim()) texts[key] = input.value.trim();
      else delete texts[key];
    });
    return make('div', { className: 'field' }, make('label', { htmlFor: input.id, textContent: title }), input);
  }));
}

const remember = () => history.replaceState(null, '', `#${toHash(settings)}`);

function update() {
  preview();
  code();
  notes();
  remember();
}

/** Replaces all settings: at the start, from another URL, or with the defaults. */
function load(next) {
  settings = next;
  if (!isColour(settings.accent)) settings.accent = DEFAULTS.accent;
  show(form, settings);
  words();
  update();
}

const isColour = (text) => /^#([\da-f]{3}|[\da-f]{6})$/i.test(text);

form.addEventListener('input', ({ target }) => {
  if (target === at('accent-picker')) form.elements.accent.value = target.value;
  keepOne(form, target);
  const { accent, lang } = settings;
  take(form, settings);
  const isKnown = isColour(settings.accent);
  at('accent-note').textContent = isKnown ? '' : 'Write it like #c4122f.';
  if (!isKnown) settings.accent = accent;
  if (lang !== settings.lang) words();
  update();
});
form.addEventListener('submit', (event) => event.preventDefault());
for (const radio of document.querySelectorAll('[name="kind"]')) radio.addEventListener('change', code);
at('defaults').addEventListener('click', () => load(structuredClone(DEFAULTS)));
at('demo').addEventListener('click', () => {
  widget.code = freshCode();
  widget.name = 'Garnacho';
  widget.phone = '0867 123 456';
});
// The hash holds the settings: after a jump within the page, write them back.
addEventListener('hashchange', () => (location.hash.includes('=') ? load(fromHash(location.hash)) : remember()));
for (const link of document.querySelectorAll('[data-to]')) {
  link.addEventListener('click', () => at(link.dataset.to).scrollIntoView({ block: 'start' }));
}

at('share').append(Object.assign(copyButton(() => location.href, 'Copy a link to these settings'), { className: 'button copy' }));
const known = Object.keys(TEXTS).sort((a, b) => ['en', 'vi'].indexOf(b) - ['en', 'vi'].indexOf(a));
form.elements.lang.append(...known.map((tag) => make('option', { value: tag, textContent: nameOf(tag), lang: tag })));
if (!matchMedia('(min-width: 60em)').matches) {
  for (const group of [...form.querySelectorAll('details')].slice(1)) group.open = false;
}
load(settings);
