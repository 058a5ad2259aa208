// Vite's development server: it serves the package from where npm has put it, the scanner's worker and wasm too.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { camera, modules } from '../harness/fake-camera.mjs';
import { root } from '../harness/paths.mjs';
import { program } from '../harness/program.mjs';
import { sheet } from '../harness/relay.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['relay', 'chrome']);

/** Starts it on a free port and resolves once it listens: `{ origin, stop }`. */
async function serve(folder) {
  const args = ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1', '--port', '0'];
  const { printed, stop } = program(process.execPath, args, { cwd: folder, env: { POINTS_RELAY: stage.relay.origin } });
  const origin = await printed((line) => stripVTControlCharacters(line).match(/Local:\s+(http:\S+\d)/)?.[1]);
  return { origin, stop };
}

test('a code is scanned and redeemed', async () => {
  const vite = await stage.started(serve(join(root, 'examples/react')));
  const [{ code, svg }] = await sheet(stage.relay.origin, 1);
  const person = await stage.visit(vite.origin, { before: camera(modules(svg)) });
  await person.press(VI.scan);
  await person.hasCode(code);
  await person.redeem(VI, CUSTOMER);
  await person.sees(/^\+\d+ điểm$/);
  assert.deepEqual(person.complaints, []);
});
