// Chromium, Firefox and WebKit as a distribution ships them: how each is started, with a wire to it, and ended.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { person, until } from './person.mjs';
import { QUIET, scratch } from './support.mjs';
import { overHttp, overMarionette } from './webdriver.mjs';

const { CHROME, CHROMEDRIVER, FIREFOX, FIREFOX_MISSING, WEBKIT_DRIVER, MINIBROWSER, WEBKIT_MISSING } = process.env;

/** The engines: `start` resolves to a person at it; `missing` says why there is none. Both come from the environment. */
export const ENGINES = [
  { name: 'Firefox', start: () => start(firefox), missing: !FIREFOX && (FIREFOX_MISSING || 'FIREFOX is not set; see scripts/env') },
  { name: 'WebKit', start: () => start(webkit), missing: !WEBKIT_DRIVER && (WEBKIT_MISSING || 'WEBKIT_DRIVER is not set; see scripts/env') },
];

/** The same with Chromium, which most tests drive in other ways. */
export const EVERY = [{ name: 'Chromium', start: () => start(chromium), missing: !CHROMEDRIVER && 'CHROMEDRIVER is not set; see scripts/env' }, ...ENGINES];

/** Starts programs until there is a wire to a browser; all of them go with it, or at once where one fails. */
async function start(engine) {
  const home = scratch();
  const programs = [];
  const run = (...args) => (programs.unshift(program(...args)), programs[0]);
  let wire;
  const close = async () => {
    await wire?.end().catch(() => {});
    for (const one of programs) await one.stop();
    home.remove();
  };
  try {
    wire = await engine(run, home.folder);
    return { ...person(wire), close, console: wire.console };
  } catch (error) {
    await close();
    throw error;
  }
}

async function chromium(run, folder) {
  const origin = await driver(run, CHROMEDRIVER, ['--log-level=OFF']);
  const args = ['--headless', '--lang=vi', '--window-size=500,1000', `--user-data-dir=${folder}`, ...QUIET];
  return overHttp(origin, {
    browserName: 'chrome',
    'goog:chromeOptions': { binary: CHROME, args },
    'goog:loggingPrefs': { browser: 'WARNING' },
  });
}

async function firefox(run, folder) {
  // Marionette turns off what a test does not want (updates, telemetry, first-run pages) by itself.
  writeFileSync(join(folder, 'user.js'), 'user_pref("marionette.port", 0);\nuser_pref("intl.accept_languages", "vi");\n');
  // System access is what reading its console takes.
  const browser = run(FIREFOX, ['--headless', '--marionette', '--no-remote', '--remote-allow-system-access', '--profile', folder]);
  const file = join(folder, 'MarionetteActivePort');
  const port = await until(() => existsSync(file) && Number(readFileSync(file, 'utf8')), () => 'Firefox does not listen', browser);
  return overMarionette(port);
}

async function webkit(run) {
  const screen = run('Xvfb', ['-displayfd', '3', '-screen', '0', '1024x1024x24', '-nolisten', 'tcp', '-noreset'], {}, 'pipe');
  let display = '';
  screen.child.stdio[3].on('data', (text) => (display += text));
  await until(() => display.endsWith('\n'), () => 'Xvfb does not start', screen);
  const origin = await driver(run, WEBKIT_DRIVER, [], {
    DISPLAY: `:${display.trim()}`,
    GDK_BACKEND: 'x11',
    LIBGL_ALWAYS_SOFTWARE: '1',
    // Its sandbox needs user namespaces, which a container and root do not have. The pages are our own.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  });
  return overHttp(origin, {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: MINIBROWSER, args: ['--automation'] },
  });
}

/** A driver that speaks HTTP: its address, once it listens. */
async function driver(run, path, args, env) {
  const port = await freePort();
  const started = run(path, [`--port=${port}`, ...args], env);
  const origin = `http://127.0.0.1:${port}`;
  await until(() => fetch(`${origin}/status`).then(() => true, () => false), () => `${path} does not listen`, started);
  return origin;
}

/** A child process that goes when this one does; `trouble()` is what it wrote, once it has ended. */
function program(path, args, env = {}, ...pipes) {
  const child = spawn(path, args, { env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh', ...env }, stdio: ['ignore', 'ignore', 'pipe', ...pipes] });
  let log = '';
  child.stderr.on('data', (text) => (log += text));
  let hasEnded = false;
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve)).then((cause) => {
    hasEnded = true;
    log += ` ${path} ended: ${cause}`;
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    child.kill();
    const patience = setTimeout(kill, 5000);
    await ended;
    clearTimeout(patience);
    process.off('exit', kill);
  };
  return { child, stop, trouble: () => (hasEnded ? log : undefined) };
}

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
