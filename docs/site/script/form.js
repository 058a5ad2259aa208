// Copies settings into the configurator's controls and back.
import { DEFAULTS, LISTS, NAMES } from './settings.js';

const TEXT = ['accent', 'radius', 'space', 'font', 'api-base', 'files'];

/** Shows the settings in the controls. */
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

/** Copies the values of the controls into `settings`; an empty one becomes the default. */
export function take(form, settings) {
  for (const name of [...TEXT, ...NAMES]) {
    if (LISTS.includes(name)) settings[name] = ticked(form, name) || DEFAULTS[name];
    else settings[name] = form.elements[name].value.trim() || DEFAULTS[name];
  }
}

/** Keeps the last ticked checkbox of a list ticked: for the widget, an empty list means the default. */
export function keepOne(form, box) {
  if (LISTS.includes(box.name) && !ticked(form, box.name)) box.checked = true;
}

const boxes = (form, name) => [...form.querySelectorAll(`[name="${name}"]`)];
const ticked = (form, name) => boxes(form, name).filter(({ checked }) => checked).map(({ value }) => value).join(' ');
