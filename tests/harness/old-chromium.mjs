// A person at an old Chromium, over the DevTools protocol by a pipe: the drivers of today do not speak to it any more.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { person, until } from './person.mjs';
import { QUIET } from './playwright.mjs';

const [FIND, TEXT] = ['find', 'text'].map((name) => readFileSync(join(import.meta.dirname, `page/${name}.js`), 'utf8'));

/** Starts the program at `path`: `{ send, listen, close }`. */
function connect(path, folder) {
  const args = ['--headless', ...QUIET, `--user-data-dir=${folder}`, '--remote-debugging-pipe'];
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh' } });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const [calls, listeners] = [new Map(), []];
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  ended.then((how) => calls.forEach(([, reject]) => reject(new Error(`${path} ended: ${how}`))));
  let text = '', last = 0;
  child.stdio[4].setEncoding('utf8').on('data', (more) => {
    const messages = (text + more).split('\0');
    text = messages.pop();
    for (const { id, method, params, result, error } of messages.map((one) => JSON.parse(one))) {
      if (!id) listeners.forEach((hear) => hear(method, params));
      else if (error) calls.get(id)[1](new Error(error.message));
      else calls.get(id)[0](result);
    }
  });
  return {
    send: (method, params = {}, sessionId) => new Promise((...call) => {
      calls.set(++last, call);
      child.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    }),
    listen: (hear) => listeners.push(hear),
    async close() {
      kill();
      await ended;
      process.off('exit', kill);
    },
  };
}

/** Starts it, in an empty folder: a person with `complaints`, and `product`, which says what it is. */
export async function startOldChromium(path, folder) {
  const { send, listen, close } = connect(path, folder);
  const { product } = await send('Browser.getVersion');
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  const complaints = [];
  listen((method, params) => {
    if (method === 'Runtime.exceptionThrown') complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled' && /error|warning/.test(params.type)) complaints.push(params.args.map(({ value, description }) => value ?? description).join(' '));
  });
  await Promise.all([call('Runtime.enable'), call('Page.enable')]);
  await call('Emulation.setDeviceMetricsOverride', { width: 390, height: 844, deviceScaleFactor: 1, mobile: false });

  async function evaluate(work, ...args) {
    const expression = `(${work})(...${JSON.stringify(args)})`;
    const { result, exceptionDetails } = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
  const missing = (wanted) => async () => `${wanted} is not there, but:\n${await evaluate(`() => { ${TEXT} }`)}`;
  /** Runs a function with the element of this kind and name, once there is one. */
  const withElement = async (kind, name, work) => (await until(
    () => evaluate(`(...words) => {
      const element = (function () { ${FIND} })(...words);
      return element && { answer: (${work})(element) };
    }`, kind, name), missing(`the ${kind} '${name}'`),
  )).answer;
  const centre = (element) => {
    element.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };

  return {
    ...person({
      evaluate,
      missing,
      open: (url) => call('Page.navigate', { url }),
      finds: (kind, name) => withElement(kind, name, () => true),
      async fill(label, text) {
        await withElement('field', label, (field) => (field.focus(), field.select()));
        await call('Input.insertText', { text });
      },
      value: (label) => withElement('field', label, (field) => field.value),
      async click(kind, name) {
        const place = await withElement(kind, name, centre);
        for (const type of ['mousePressed', 'mouseReleased']) await call('Input.dispatchMouseEvent', { type, button: 'left', clickCount: 1, ...place });
      },
      sees: (pattern) => until(async () => {
        const text = await evaluate(`() => { ${TEXT} }`);
        return typeof pattern === 'string' ? text.includes(pattern) : text.match(pattern);
      }, missing(pattern)),
      picture: async () => Buffer.from((await call('Page.captureScreenshot')).data, 'base64'),
      close,
    }),
    complaints,
    product,
  };
}
