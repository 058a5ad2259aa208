// The WebDriver commands that the tests need, over the two wires that stock browsers offer: HTTP, and Firefox's own
// Marionette, which is what geckodriver speaks to it. One command a line; waiting and finding live in engines.mjs.
import { connect } from 'node:net';

/** How an element is written in W3C WebDriver's JSON. */
export const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Milliseconds that a page may take to load, and a script to settle; the standard's own would be five minutes. */
const TIMEOUTS = { pageLoad: 30_000, script: 60_000 };

/** WebDriver over HTTP: WebKitWebDriver, or any other driver. */
export async function overHttp(origin, capabilities) {
  const send = async (method, path, body) => {
    const response = await fetch(origin + path, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(60_000) });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const { sessionId } = await send('POST', '/session', { capabilities: { alwaysMatch: { ...capabilities, timeouts: TIMEOUTS } } });
  const session = `/session/${sessionId}`;
  return {
    go: (url) => send('POST', `${session}/url`, { url }),
    run: (script, args) => send('POST', `${session}/execute/sync`, { script, args }),
    click: (id) => send('POST', `${session}/element/${id}/click`, {}),
    clear: (id) => send('POST', `${session}/element/${id}/clear`, {}),
    type: (id, text) => send('POST', `${session}/element/${id}/value`, { text }),
    name: (id) => send('GET', `${session}/element/${id}/computedlabel`),
    role: (id) => send('GET', `${session}/element/${id}/computedrole`),
    picture: () => send('GET', `${session}/screenshot`),
    /** What the browser itself wrote on the console since it was last asked; WebKit keeps that to itself. */
    console: async () => {
      if (!capabilities['goog:loggingPrefs']) return [];
      return (await send('POST', `${session}/se/log`, { type: 'browser' })).map(({ message }) => message);
    },
    end: () => send('DELETE', session),
  };
}

/** Marionette: `<bytes>:[0, id, command, parameters]` there, `<bytes>:[1, id, error, result]` back. */
export async function overMarionette(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map();
  let greet;
  const greeting = new Promise((resolve) => (greet = resolve));
  const receive = (message) => {
    if (!Array.isArray(message)) return greet();
    const [, id, error, result] = message;
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`${error.error}: ${error.message}`));
    else resolve(Object.hasOwn(result ?? {}, 'value') ? result.value : result);
  };
  let heard = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    heard = Buffer.concat([heard, bytes]);
    for (let colon; (colon = heard.indexOf(':')) > 0; ) {
      const end = colon + 1 + Number(heard.subarray(0, colon));
      if (heard.length < end) return;
      const message = JSON.parse(heard.subarray(colon + 1, end));
      heard = heard.subarray(end);
      receive(message);
    }
  });
  const lost = new Promise((_, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('Firefox closed the connection')));
  });
  lost.catch(() => {});
  let last = 0;
  const send = (command, parameters = {}) => {
    const body = JSON.stringify([0, ++last, command, parameters]);
    socket.write(`${Buffer.byteLength(body)}:${body}`);
    return Promise.race([lost, new Promise((resolve, reject) => waiting.set(last, { resolve, reject }))]);
  };
  await Promise.race([lost, greeting]);
  await send('WebDriver:NewSession');
  await send('WebDriver:SetTimeouts', TIMEOUTS);
  return {
    go: (url) => send('WebDriver:Navigate', { url }),
    run: (script, args) => send('WebDriver:ExecuteScript', { script, args }),
    click: (id) => send('WebDriver:ElementClick', { id }),
    clear: (id) => send('WebDriver:ElementClear', { id }),
    type: (id, text) => send('WebDriver:ElementSendKeys', { id, text }),
    name: (id) => send('WebDriver:GetComputedLabel', { id }),
    role: (id) => send('WebDriver:GetComputedRole', { id }),
    picture: () => send('WebDriver:TakeScreenshot', { full: false }),
    /** What the browser itself wrote on the console of a page since it was last asked. */
    async console() {
      await send('Marionette:SetContext', { value: 'chrome' });
      const script = `const told = Services.console.getMessageArray().filter(({ sourceName }) => sourceName?.startsWith('http'));
        Services.console.reset();
        return told.map(({ message }) => message);`;
      const told = await send('WebDriver:ExecuteScript', { script, args: [] });
      await send('Marionette:SetContext', { value: 'content' });
      return told;
    },
    end: () => send('Marionette:Quit', { flags: ['eForceQuit'] }).finally(() => socket.destroy()),
  };
}
