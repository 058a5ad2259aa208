// The rules of scripts/eslint.config.mjs find what they are for, in the files that they are for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from '../../scripts/node_modules/eslint/lib/api.js';

const cwd = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd, overrideConfigFile: 'scripts/eslint.config.mjs' });

/** The rules that a line breaks at the end of a file, beside those that the file breaks without it. */
async function broken(file, line) {
  const text = readFileSync(join(cwd, file), 'utf8');
  const [{ messages }] = await eslint.lintText(`${text}\n${line}\n`, { filePath: join(cwd, file) });
  return messages.map(({ ruleId, message }) => ruleId ?? message);
}

const ELEMENT = 'js/element/life-cycle.js', SCANNER = 'js/scanner/scanner.js', PURE = 'js/scanner/geometry.js';

for (const [what, rule, ...places] of [
  ['markup at run time', 'no-restricted-properties',
    [ELEMENT, 'document.body.innerHTML = "x";'], [SCANNER, 'document.body.outerHTML = "x";'], ['js/code-hints.js', 'document.write("x");'],
    ['js/element/focus.js', 'document.body.insertAdjacentHTML("beforeend", "x");'], [SCANNER, 'document.body["innerHTML"] = "x";']],
  ['code at run time', 'no-eval', [ELEMENT, 'eval("x");'], [SCANNER, 'globalThis.eval("x");']],
  ['functions from texts', 'no-new-func', [ELEMENT, 'new Function("x");']],
  ['timers with a text', 'no-implied-eval', [ELEMENT, 'setTimeout("x");']],
  ['storage that another file hands out', 'no-undef', [ELEMENT, 'localStorage;'], [SCANNER, 'sessionStorage;'], ['js/element/pending-codes.js', 'sessionStorage;']],
  ['storage by its owner', 'no-restricted-properties', [ELEMENT, 'globalThis.localStorage;'], [SCANNER, 'globalThis.sessionStorage;'],
    [ELEMENT, 'document.cookie;'], [SCANNER, 'globalThis.indexedDB;'], [SCANNER, 'globalThis.caches;']],
  ['reading and writing it elsewhere', 'no-restricted-properties', ['js/element/host-api.js', 'customer.getItem("x");'], [SCANNER, 'open.setItem("x", "y");']],
  ['a log', 'no-console', [ELEMENT, 'console.log("x");'], [SCANNER, 'console.log("x");'], [ELEMENT, 'console.warn("x");']],
  ['a text of the loader', 'no-restricted-properties', [ELEMENT, 'document.createTextNode("x");'], ['js/element/points-widget.js', 'document.body.innerText = "x";']],
  ['the API in the loader', 'no-restricted-syntax', [ELEMENT, 'fail("/accumulate");'], ['js/element/load-core.js', 'report("/history-point", 0);']],
  ['a text in Vietnamese', 'no-restricted-syntax', [SCANNER, 'warn("Quét mã");'], [SCANNER, 'warn(`Quét mã ${1}`);'], [ELEMENT, 'report("Quét mã", 0);']],
  ['the camera', 'no-restricted-properties', [SCANNER, 'navigator.mediaDevices.getUserMedia({});'],
    ['js/scanner/camera-errors.js', 'navigator.mediaDevices.enumerateDevices();'], ['js/scanner/view.js', 'create("video").srcObject = null;']],
  ['a worker', 'no-undef', [SCANNER, 'new Worker("x");'], ['js/scanner/camera.js', 'new Worker("x");'], [ELEMENT, 'new Worker("x");']],
  ['a policy', 'no-restricted-properties', [SCANNER, 'globalThis.trustedTypes;'], ['js/scanner/camera.js', 'globalThis.trustedTypes;']],
  ['a policy for the whole page', 'no-restricted-syntax', ['js/scanner/decoder.js', 'globalThis.trustedTypes.createPolicy("default", {});']],
  ['a request', 'no-undef', [SCANNER, 'fetch("x");'], ['js/scanner/decoder.js', 'fetch("x");'], [SCANNER, 'new XMLHttpRequest();'], [SCANNER, 'new WebSocket("x");'],
    ['js/messages/load.js', 'fetch("x");']],
  ['a wasm', 'no-restricted-properties', ['js/scanner/decoder.js', 'WebAssembly.instantiate(0);']],
  ['following a link', 'no-restricted-properties', ['js/scanner/decoder.js', 'location.href = "x";'], ['js/scanner/decoder.js', 'location.assign("x");'],
    [SCANNER, 'document.defaultView.open("x");'], [SCANNER, 'document.defaultView.history.pushState(0, "");'], [SCANNER, 'navigator.sendBeacon("x");'],
    [SCANNER, 'URL.createObjectURL(0);']],
  ['the page, which scanned texts have no business with', 'no-undef', [SCANNER, 'location;'], [SCANNER, 'window;']],
  ['a browser in plain data', 'no-undef', [PURE, 'document;'], [PURE, 'navigator;'], ['js/scanner/state.js', 'setTimeout(next);'], ['js/scanner/classify.js', 'performance;'],
    ['js/messages/lines.js', 'URL;']],
  ['the same by its owner', 'no-restricted-globals', [PURE, 'globalThis.document;']],
  ['another file of plain data', 'no-restricted-syntax', [PURE, 'import "./view.js";'], ['js/scanner/state.js', 'import("./view.js");']],
  ['an unknown name', 'no-undef', [ELEMENT, 'nmae;']],
  ['a name that nobody uses', 'no-unused-vars', [ELEMENT, 'const unused = 1;'], ['scripts/site.mjs', 'const unused = 1;']],
  ['loose equality', 'eqeqeq', [SCANNER, 'open == 1;']],
  ['a check that is switched off', 'no-warning-comments', [SCANNER, '// @ts-ignore']],
]) {
  test(`eslint finds ${what}`, async () => {
    for (const [file, line] of places) assert.ok((await broken(file, line)).includes(rule), `${file}: ${line}: ${await broken(file, line)}`);
  });
}

test('without such a line it finds nothing', async () => {
  const files = [ELEMENT, SCANNER, PURE, 'js/element/host-api.js', 'js/scanner/decoder.js', 'js/scanner/worker.js', 'js/scanner/camera.js'];
  for (const file of files) assert.deepEqual(await broken(file, ''), [], file);
});

test('a comment switches no rule off', async () => {
  assert.ok((await broken(SCANNER, '/* eslint-disable */ document.body.innerHTML = "x";')).includes('no-restricted-properties'));
});
