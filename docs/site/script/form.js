// The configurator's controls: settings into them, and out of them.
import { DEFAULTS, LISTS, NAMES } from './settings.js';

const TEXT = ['accent', 'radius', 'space', 'font', 'api-base', 'files'];

/** Puts the settings into the controls. */
export function show(form, settings) {
  for (const name of [...TEXT, ...NAMES]) {
    if (LISTS.includes(name)) {
      const words = settings[name].split(' ');
      for (const box of boxes(form, name)) box.checked = words.includes(box.value);
    } else {
      form.elements[name].value = settings[name];
    }
  }
}

/** Takes the settings that the controls hold into `settings`; an empty address or parameter is the default. */
export function take(form, settings) {
  for (const name of [...TEXT, ...NAMES]) {
    if (LISTS.includes(name)) settings[name] = ticked(form, name) || DEFAULTS[name];
    else settings[name] = form.elements[name].value.trim() || DEFAULTS[name];
  }
}

/** A list of nothing means the default to the widget: the last tick of a list stays. */
export function keepOne(form, box) {
  if (LISTS.includes(box.name) && !ticked(form, box.name)) box.checked = true;
}

const boxes = (form, name) => [...form.querySelectorAll(`[name="${name}"]`)];
const ticked = (form, name) => boxes(form, name).filter(({ checked }) => checked).map(({ value }) => value).join(' ');
