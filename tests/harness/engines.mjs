// Chromium, Firefox and WebKit as a distribution ships them: how each is started behind its WebDriver, and ended.
import { person, until } from './person.mjs';
import { QUIET } from './playwright.mjs';
import { freePort, program } from './program.mjs';
import { overWebDriver } from './webdriver.mjs';

const { CHROME, CHROMEDRIVER, FIREFOX, FIREFOX_MISSING, WEBKIT_DRIVER, MINIBROWSER, WEBKIT_MISSING } = process.env;

/** The engines: `start` takes an empty folder and resolves to a person; `missing` says why there is none. */
export const ENGINES = [
  { name: 'Firefox', start: starting(firefox), missing: !FIREFOX && (FIREFOX_MISSING || 'FIREFOX is not set; see scripts/env') },
  { name: 'WebKit', start: starting(webkit), missing: !WEBKIT_DRIVER && (WEBKIT_MISSING || 'WEBKIT_DRIVER is not set; see scripts/env') },
];

/** The same with Chromium, which most tests drive by Playwright. */
export const EVERY = [
  { name: 'Chromium', start: starting(chromium), missing: !CHROMEDRIVER && 'CHROMEDRIVER is not set; see scripts/env' }, ...ENGINES,
];

/** Starts programs until there is a session; all of them end with it, or at once where one fails. */
function starting(engine) {
  return async (folder) => {
    const programs = [];
    const run = (path, args, env) => {
      programs.unshift(program(path, args, { env: { TZ: 'Asia/Ho_Chi_Minh', ...env } }));
      return programs[0];
    };
    let driver;
    const close = async () => {
      await driver?.close().catch(() => {});
      for (const one of programs) await one.stop();
    };
    try {
      driver = await engine(run, folder);
      return { ...person(driver), close };
    } catch (error) {
      await close();
      throw error;
    }
  };
}

async function chromium(run, folder) {
  const origin = await listening(run, CHROMEDRIVER, ['--log-level=OFF']);
  const args = ['--headless', '--lang=vi', '--window-size=500,1000', `--user-data-dir=${folder}`, ...QUIET];
  const capabilities = { browserName: 'chrome', 'goog:chromeOptions': { binary: CHROME, args }, 'goog:loggingPrefs': { browser: 'WARNING' } };
  return overWebDriver(origin, capabilities, async (post) => (await post('/se/log', { type: 'browser' })).map(({ message }) => message));
}

async function firefox(run, folder) {
  // System access is what reading its console takes.
  const args = ['--allow-system-access', '--marionette-port', `${await freePort()}`, '--profile-root', folder, '--log', 'fatal'];
  const origin = await listening(run, 'geckodriver', args);
  const options = { binary: FIREFOX, args: ['-headless'], prefs: { 'intl.accept_languages': 'vi' } };
  return overWebDriver(origin, { browserName: 'firefox', 'moz:firefoxOptions': options }, firefoxConsole);
}

/** What Firefox has to say of pages' scripts and policies. */
async function firefoxConsole(post) {
  const script = `const told = Services.console.getMessageArray()
      .filter((message) => message instanceof Ci.nsIScriptError && message.sourceName.startsWith('http'));
    Services.console.reset();
    return told.map(({ errorMessage }) => errorMessage);`;
  await post('/moz/context', { context: 'chrome' });
  const told = await post('/execute/sync', { script, args: [] });
  await post('/moz/context', { context: 'content' });
  return told;
}

async function webkit(run) {
  const screen = run('Xvfb', ['-displayfd', '1', '-screen', '0', '1024x1024x24', '-nolisten', 'tcp', '-noreset']);
  const origin = await listening(run, WEBKIT_DRIVER, [], {
    DISPLAY: `:${await screen.printed((line) => line)}`,
    GDK_BACKEND: 'x11',
    LIBGL_ALWAYS_SOFTWARE: '1',
    // Its sandbox needs user namespaces, which a container and root do not have. The pages are our own.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  });
  return overWebDriver(origin, { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: MINIBROWSER, args: ['--automation'] } });
}

/** The address of a driver, once it listens. */
async function listening(run, path, args, env) {
  const port = await freePort();
  const started = run(path, [`--port=${port}`, ...args], env);
  const origin = `http://127.0.0.1:${port}`;
  await until(() => fetch(`${origin}/status`).then(() => true, () => false), () => `${path} does not listen`, started);
  return origin;
}
