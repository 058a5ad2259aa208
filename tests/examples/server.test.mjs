// Vite's development server: it serves the package from where npm has put it, the scanner's worker and wasm too.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { after, before, test } from 'node:test';
import { camera, modules } from '../e2e/camera.mjs';
import { openWith, sheet } from '../e2e/film.mjs';
import { CUSTOMER, VI, browser, fill, root, sandbox, scratch, send } from '../e2e/support.mjs';

let chrome, home, relay, vite;
before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await vite?.stop();
  await relay?.stop();
  home.remove();
});

/** Starts it on a free port and resolves once it listens: `{ origin, stop }`. */
async function serve(folder) {
  const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1', '--port', '0'], {
    cwd: folder, env: { ...process.env, POINTS_RELAY: relay.origin }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const origin = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = stripVTControlCharacters(line).match(/Local:\s+(http:\S+\d)/);
      if (address) resolve(address[1]);
    });
    ended.then((status) => reject(new Error(`the server ended with ${status}`)));
  });
  return { origin, stop: () => (child.kill(), ended) };
}

test('a code is scanned and redeemed', async () => {
  vite = await serve(join(root, 'examples/react'));
  const [{ code, svg }] = await sheet(relay.origin, 1);
  const page = await openWith(chrome, vite.origin, camera(modules(svg)));
  await page.getByRole('button', { name: VI.scan, exact: true }).click();
  await page.waitForFunction((code) => document.querySelector('points-widget').shadowRoot.getElementById('code')?.value === code, code);
  await fill(page, VI, CUSTOMER);
  await send(page, VI);
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});
