// The folder that a brand deploys: each file a page loads is in integrity.json with its hash, and packed as it is.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { DIST } from '../harness/paths.mjs';

/** What a bundler reads from npm's package, and no page loads. */
const PACKAGE = ['index.js', 'nothing.js'];
const read = (name) => readFileSync(join(DIST, name));
const integrity = JSON.parse(read('integrity.json'));

test('integrity.json names every file, each with its sha384, and each is there twice more, packed', () => {
  const files = readdirSync(DIST).filter((name) => /\.(js|wasm)$/.test(name) && !PACKAGE.includes(name));
  assert.deepEqual(Object.keys(integrity).sort(), files.sort());
  for (const name of files) {
    const content = read(name);
    assert.equal(`sha384-${createHash('sha384').update(content).digest('base64')}`, integrity[name], name);
    assert.ok(brotliDecompressSync(read(`${name}.br`)).equals(content), `${name}.br`);
    assert.ok(gunzipSync(read(`${name}.gz`)).equals(content), `${name}.gz`);
  }
});

test('every file but the loader has its content in its name, and is named in another one', () => {
  const names = Object.keys(integrity).filter((name) => name !== 'points-widget.js');
  const scripts = Object.keys(integrity).filter((name) => name.endsWith('.js'));
  for (const name of names) {
    assert.match(name, /-[0-9a-f]{16}\.(js|wasm)$/);
    assert.ok(scripts.some((script) => read(script).includes(name)), `nothing loads ${name}`);
  }
});

test('each wasm is fetched with its hash: whoever names it has it beside', () => {
  for (const name of Object.keys(integrity).filter((name) => name.endsWith('.wasm'))) {
    const script = Object.keys(integrity).find((script) => script.endsWith('.js') && read(script).includes(name));
    assert.ok(read(script).includes(integrity[name]), `${script} loads ${name} whatever is in it`);
  }
});
