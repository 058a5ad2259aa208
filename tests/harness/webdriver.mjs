// A person's hands over W3C WebDriver, the one wire that all three engines offer: finding by label, typing, pressing, reading.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './person.mjs';

/** How an element is written in WebDriver's JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Milliseconds that a page may take to load, and a script to settle; the standard's own would be five minutes. */
const TIMEOUTS = { pageLoad: 30_000, script: 60_000 };

/** What the suite in Rust looks with, too. */
const [FIND, TEXT] = ['find', 'text'].map((name) => readFileSync(join(import.meta.dirname, `page/${name}.js`), 'utf8'));

/** What a page that is just being redrawn answers: nothing was done, so the verb may try again. */
const REDRAWN = /^(stale element reference|no such element|element not interactable|element click intercepted)/;

/** One command of a driver that listens at `origin`. */
async function command(origin, method, path, body) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(origin + path, { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(60_000) });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Starts a session: the driver that a person acts with. `readConsole` reads the browser's own console, where there is a way. */
export async function overWebDriver(origin, capabilities, readConsole) {
  const { sessionId } = await command(origin, 'POST', '/session', { capabilities: { alwaysMatch: { ...capabilities, timeouts: TIMEOUTS } } });
  const session = `/session/${sessionId}`;
  const get = (path) => command(origin, 'GET', session + path);
  const post = (path, body = {}) => command(origin, 'POST', session + path, body);
  const run = (script, args) => post('/execute/sync', { script, args });

  // What runs in the page sees the page's own variables only as `window.name`.
  const evaluate = (work, ...args) => run(`return (${work})(...arguments)`, args);
  const missing = (wanted) => async () => `${wanted} is not there, but:\n${await run(TEXT, [])}`;

  /** Does something with the element of this kind and name, once there is one. */
  async function withElement(kind, name, act) {
    const attempt = async () => {
      try {
        const element = await run(FIND, [kind, name]);
        return element && { answer: await act(`/element/${element[ELEMENT]}`, element) };
      } catch (error) {
        if (!REDRAWN.test(error.message)) throw error;
      }
    };
    return (await until(attempt, missing(`the ${kind} '${name}'`))).answer;
  }
  const valueOf = (field) => evaluate((field) => field.value, field);

  return {
    evaluate,
    missing,
    open: (url) => post('/url', { url }),
    finds: (kind, name) => withElement(kind, name, () => true),
    /** Types in place of what the field has. Some drivers drop a key now and then. */
    fill: (label, text) => until(
      () => withElement('field', label, async (element, field) => {
        await post(`${element}/clear`);
        await post(`${element}/value`, { text });
        return (await valueOf(field)) === text;
      }),
      missing(`'${text}' in the field '${label}'`),
    ),
    value: (label) => withElement('field', label, (_, field) => valueOf(field)),
    click: (kind, name) => withElement(kind, name, (element) => post(`${element}/click`)),
    sees: (pattern) => until(async () => {
      const text = await run(TEXT, []);
      return typeof pattern === 'string' ? text.includes(pattern) : text.match(pattern);
    }, missing(pattern)),
    /** Name and role in the engine's own accessibility tree; `kind` is field, button or tab. */
    hears: (kind, name) => withElement(kind, name, async (element) => `${await get(`${element}/computedlabel`)}, ${await get(`${element}/computedrole`)}`),
    picture: async () => Buffer.from(await get('/screenshot'), 'base64'),
    /** What the browser itself wrote on the console since it was last asked; WebKit keeps that to itself. */
    console: readConsole && (() => readConsole(post)),
    close: () => command(origin, 'DELETE', session),
  };
}
