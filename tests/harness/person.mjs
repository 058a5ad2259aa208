// What a person does in a browser: open, fill, press, see. Fields, buttons and tabs are found by what is written on them and by
// their roles, also in shadow roots. Every verb waits until it can be done, so that no test has to sleep.
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds that any state of the widget takes at most. */
const LONGEST = 30_000;

/** Asks until the answer is yes, for at most `LONGEST`, and resolves to it; a program that ends meanwhile ends the waiting. */
export async function until(ask, complaint, program) {
  for (const end = Date.now() + LONGEST; ; await pause(20)) {
    const answer = await ask();
    if (answer) return answer;
    const trouble = program?.trouble();
    if (trouble !== undefined || Date.now() > end) throw new Error(`${await complaint()} ${trouble ?? ''}`);
  }
}

/**
 * A person with the hands of a driver: webdriver.mjs in any engine, playwright.mjs in Chromium. The driver has
 * `open(url)`; `finds(kind, name)`, which waits for a field, button or tab; `click(kind, name)`; `fill(label, text)` and
 * `value(label)` of a field; `sees(pattern)`, which waits for a text and resolves to the match; `evaluate(work, ...args)`, which
 * runs a function in the page; `picture()`, a PNG; `close()`; and `missing(wanted)`, which words a complaint. `words` below are
 * those of words.mjs, in the language of the page.
 */
export function person(driver) {
  const { fill, click, evaluate, missing } = driver;
  const press = (name) => click('button', name);
  // Whether, not what: a function or an element could not be handed over.
  const waitFor = (work, ...args) => until(() => evaluate(`async (...args) => !!(await (${work})(...args))`, ...args), missing(work));
  const fillForm = async (words, values) => {
    for (const [field, text] of Object.entries(values)) if (text) await fill(words[field], text);
  };
  return {
    ...driver,
    press,
    choose: (name) => click('tab', name),
    /** Waits until a function that runs in the page gives something. */
    waitFor,
    /** Fills the form as a customer does; a field without a value is left alone. */
    fillForm,
    /** Fills the form and sends it. */
    async redeem(words, values) {
      await fillForm(words, values);
      await press(words.submit);
    },
    /** Sets attributes of the page's widget, or removes those that are null. */
    set: (attributes) => evaluate((attributes) => {
      const widget = document.querySelector('points-widget');
      for (const [name, value] of Object.entries(attributes)) {
        if (value === null) widget.removeAttribute(name);
        else widget.setAttribute(name, value);
      }
    }, attributes),
    /** Waits until this code stands in the form. */
    hasCode: (code) => waitFor((code) => document.querySelector('points-widget').shadowRoot.getElementById('code')?.value === code, code),
    /** Waits until the part of the widget with this id has the focus. */
    hasFocus: (id) => waitFor((id) => document.querySelector('points-widget').shadowRoot.activeElement?.id === id, id),
  };
}
