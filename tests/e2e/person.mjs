// What a person does in a browser: open, fill, press, see. Labels and names are found through open shadow roots; clicks and
// keys are the engine's own. Every verb waits until it can be done, so that no test has to sleep.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ELEMENT } from './webdriver.mjs';

const LONGEST = 15_000;

/** What the suite in Rust looks with, too. */
const [FIND, TEXT] = ['find', 'text'].map((name) => readFileSync(join(import.meta.dirname, `../harness/page/${name}.js`), 'utf8'));

/** What a page that is just being redrawn answers: nothing was done, so the verb may try again. */
const REDRAWN = /^(stale element reference|no such element|element not interactable|element click intercepted)/;

/** The verbs, over a wire of webdriver.mjs. */
export function person(wire) {
  // What runs in the page sees the page's own variables only as `window.name`.
  const evaluate = (work, ...args) => wire.run(`return (${work})(...arguments)`, args);
  const text = () => wire.run(TEXT, []);
  const complain = (wanted) => async () => `${wanted} is not there, but:\n${await text()}`;

  /** Does something with the element of this kind and name, once there is one. */
  async function withElement(kind, name, act) {
    const attempt = async () => {
      try {
        const element = await wire.run(FIND, [kind, name]);
        return element && { answer: await act(element[ELEMENT]) };
      } catch (error) {
        if (!REDRAWN.test(error.message)) throw error;
      }
    };
    return (await until(attempt, complain(`the ${kind} '${name}'`))).answer;
  }

  return {
    open: (url) => wire.go(url),
    /** Types into a field with this label, in place of what it has. Some drivers drop a key now and then. */
    fill: (label, value) => until(
      () => withElement('field', label, async (id) => {
        await wire.clear(id);
        await wire.type(id, value);
        return evaluate((field, value) => field.value === value, { [ELEMENT]: id }, value);
      }),
      complain(`'${value}' in the field '${label}'`),
    ),
    value: (label) => withElement('field', label, (id) => evaluate((field) => field.value, { [ELEMENT]: id })),
    press: (name) => withElement('button', name, wire.click),
    choose: (name) => withElement('tab', name, wire.click),
    /** Waits for a text that matches, and resolves to the match. */
    sees: (pattern) => until(async () => (await text()).match(pattern), complain(pattern)),
    /** What a screen reader says: `kind` is field, button or tab. */
    hears: (kind, name) => withElement(kind, name, async (id) => `${await wire.name(id)}, ${await wire.role(id)}`),
    evaluate,
    waitFor: (work, ...args) => until(() => evaluate(work, ...args), complain(work)),
    picture: async (file) => writeFileSync(file, await wire.picture(), 'base64'),
  };
}

/** Asks until the answer is yes, for at most `LONGEST`; a program that ends meanwhile ends the waiting. */
export async function until(ask, complaint, program) {
  for (const end = Date.now() + LONGEST; ; await pause(20)) {
    const answer = await ask();
    if (answer) return answer;
    const trouble = program?.trouble();
    if (trouble !== undefined || Date.now() > end) throw new Error(`${await complaint()} ${trouble ?? ''}`);
  }
}
