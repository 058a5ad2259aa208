// The build puts into each entry what it imports of js/build-config.js, and names files so that a brand's bundler finds them.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { addressOf, buildConfig, configText, importing, literal, object } from '../../scripts/build/build-config.mjs';
import { bundle } from '../../scripts/build/bundle.mjs';
import * as declared from '../../js/build-config.js';

const js = join(import.meta.dirname, '../../js');
const built = async (entry, expressions, glue) =>
  (await bundle(join(js, entry), { plugins: [buildConfig(expressions, glue)], logLevel: 'silent', minify: true })).toString();

const HASH = '0123456789abcdef';
const file = (name) => name.replace('.', `-${HASH}.`);

const LOADER = {
  wasmUrl: addressOf(file('points-widget.wasm')), wasmIntegrity: literal('sha384-x'), coreName: literal('/points-widget'),
  importCore: importing(file('points-widget.js')), importScanner: importing(file('camera.js')), importHints: importing(file('pattern.js')),
};
const chunk = object(Object.fromEntries(['simd', 'scalar'].map((name) => [
  name, object({ url: `${addressOf(file(`${name}.wasm`))}.href`, integrity: literal('sha384-x') }),
])));
const SCANNER = {
  scannerCss: literal('.css{}'), scannerMessages: literal({}), scannerLanguages: object({ en: importing(file('camera-en.js')) }),
  scannerWasm: object({ qr: chunk, more: chunk }), workerUrl: addressOf(file('scanner.js')), importWorker: importing(file('scanner.js')),
};

test('the values are exported by the names that js/build-config.js declares, and no others are taken', async () => {
  const text = configText({ formCss: literal('.a{}\n"b"'), formKeys: literal(['a']) });
  const { formCss, formKeys } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  assert.deepEqual([formCss, formKeys], ['.a{}\n"b"', ['a']]);
  assert.throws(() => configText({ formCsss: literal('') }), /js\/build-config.js declares no formCsss/);
});

test('files are named by literals, where a bundler looks for them', async () => {
  const loader = await built('element/points-widget.js', LOADER);
  for (const name of ['points-widget.js', 'camera.js', 'pattern.js']) assert.ok(loader.includes(`import("./${file(name)}")`), name);
  assert.ok(loader.includes(`new URL("./${file('points-widget.wasm')}",import.meta.url)`));
  const scanner = await built('scanner/scanner.js', SCANNER);
  for (const name of ['camera-en.js', 'scanner.js']) assert.ok(scanner.includes(`import("./${file(name)}")`), name);
  for (const name of ['simd.wasm', 'scalar.wasm', 'scanner.js']) assert.ok(scanner.includes(`new URL("./${file(name)}",import.meta.url)`), name);
});

test('an entry that is not given what it imports is not built', async () => {
  for (const name of Object.keys(LOADER)) {
    const { [name]: _, ...others } = LOADER;
    await assert.rejects(built('element/points-widget.js', others), new RegExp(name), name);
  }
});

test('the glue is exported under the declared names, once for each time it is asked for', async () => {
  const glue = 'let calls = 0; export default async () => { calls++; }; export class Reader { calls = () => calls; }';
  const text = await built('scanner/worker.js', {}, { '* as qrGlue': glue, '* as moreGlue': glue });
  assert.equal(text.match(/class/g).length, 2, 'two instances');
  const core = await built('element/core-entry.js', {
    formCss: literal('.css{}'), builtInLines: literal('vi'), languages: object({}), importOverride: importing(file('messages.js')),
  }, { '{ default as initWasm, mount }': 'export default () => "init"; export const mount = () => "mount";' });
  globalThis.navigator ??= {}; // older Node has none
  const module = await import(`data:text/javascript,${encodeURIComponent(core)}`);
  assert.deepEqual([module.initWasm(), module.mount(), module.formCss], ['init', 'mount', '.css{}']);
});

test('without the build the modules can be loaded, and what was to be loaded fails', async () => {
  for (const [name, value] of Object.entries(declared).filter(([name]) => name.startsWith('import'))) {
    await assert.rejects(value(), /the build has not written/, name);
  }
});
