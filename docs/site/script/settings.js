// The configurator's settings: read from and written to the page's URL, and converted to attributes and custom properties.
// Only values that differ from the defaults are written.
import { ATTRIBUTES, PROPERTIES } from './generated.js';

/** The settings that are attributes of the element, in the order of the snippet. */
export const NAMES = [
  'lang', 'view', 'require', 'country', 'remember', 'consent-href', 'consent-version', 'code-param', 'code-pattern', 'formats',
  'theme',
];
export const LISTS = ['require', 'formats'];

const LOOK = { accent: '--points-accent', radius: '--points-radius', space: '--points-space', font: '--points-font' };
const UNIT = { radius: 'px', space: 'px' };

export const DEFAULTS = {
  accent: PROPERTIES['--points-accent'],
  radius: parseFloat(PROPERTIES['--points-radius']).toString(),
  space: parseFloat(PROPERTIES['--points-space']).toString(),
  font: '',
  ...Object.fromEntries(NAMES.map((name) => [name, ATTRIBUTES[name] ?? ''])),
  'api-base': 'https://brand.example/points',
  files: 'https://cdn.example/points-widget',
  messages: {},
};

/** Reads the settings from a URL's hash: absent ones get their defaults, unknown names are ignored. */
export function fromHash(hash) {
  const settings = structuredClone(DEFAULTS);
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    const [, language, key] = name.match(/^text\.(\w+)\.([\w.]+)$/) ?? [];
    if (key) (settings.messages[language] ??= {})[key] = value;
    else if (Object.hasOwn(DEFAULTS, name) && name !== 'messages') settings[name] = value;
  }
  return settings;
}

export function toHash(settings) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    if (name !== 'messages' && value !== DEFAULTS[name]) query.set(name, value);
  }
  for (const [language, own] of Object.entries(settings.messages)) {
    for (const [key, text] of Object.entries(own)) query.set(`text.${language}.${key}`, text);
  }
  return query.toString();
}

/** `[name, value]` of each attribute to set, without `api-base`. */
export function attributes(settings) {
  const set = NAMES.filter((name) => settings[name] !== DEFAULTS[name]).map((name) => [name, settings[name]]);
  const own = Object.entries(settings.messages).filter(([, texts]) => Object.keys(texts).length);
  return own.length ? [...set, ['messages', JSON.stringify(Object.fromEntries(own))]] : set;
}

/** `[name, value]` of each custom property to set. */
export const properties = (settings) =>
  Object.entries(LOOK).filter(([name]) => settings[name] !== DEFAULTS[name]).map(([name, property]) => [property, settings[name] + (UNIT[name] ?? '')]);
