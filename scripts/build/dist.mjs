// The last step of scripts/widget, and of `trunk build`: makes what wasm-bindgen left in the staging folder into the folder a
// brand deploys. Drops what no page calls, minifies, names files by their content, compresses them, and holds the budgets.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lines } from '../../js/messages/lines.js';
import { addressOf, buildConfig, importing, literal, object } from './build-config.mjs';
import { bundle, minify, styles } from './bundle.mjs';
import { demoPage } from './demo-page.mjs';
import { Files, brotli, integrity, isRelease } from './files.mjs';
import { BUILT_IN, keysOf, readLocales } from './locales.mjs';
import { buildScanner, moduleOf } from './scanner.mjs';
import { shrink } from './shrink-wasm.mjs';
import { report } from './size-table.mjs';

const root = process.env.TRUNK_SOURCE_DIR;
const staging = process.env.TRUNK_STAGING_DIR;

if (!existsSync(join(root, 'target/scanner'))) throw new Error('build: run scripts/scanner first');
const locales = readLocales(root);
const building = buildScanner(root, locales);

let glue = take('points-widget.js').toString();
let wasm = take('points-widget_bg.wasm');
// The loader says where it is; a bundler that read of another place would look for it there.
glue = glue.replace(/new URL\('[^']*_bg\.wasm', import\.meta\.url\)/, 'undefined');
const shrinking = isRelease ? shrink(glue, wasm, { rename: true }) : [glue, wasm];
const [scanner, shrunk] = await Promise.all([building, shrinking]);
[glue, wasm] = shrunk;

/** Files that only those load who need them. */
const lazy = new Files();
const keys = keysOf(locales[BUILT_IN]);
const override = lazy.add('messages.js', await bundle(join(root, 'js/messages/override.js'), {
  plugins: [buildConfig({ formKeys: literal(keys.formKeys), otherKeys: literal(keys.otherKeys) })],
}));
const hints = lazy.add('pattern.js', await bundle(join(root, 'js/code-hints.js'), {
  plugins: [buildConfig({ hintMessages: literal(Object.fromEntries(Object.entries(locales).map(([tag, locale]) => [tag, locale.hints]))) })],
}));
const lineFiles = Object.entries(locales).filter(([tag]) => tag !== BUILT_IN)
  .map(([tag, locale]) => [tag, importing(lazy.add(`words-${tag}.js`, moduleOf(lines(locale))))]);

const named = new Files();
const wasmName = named.add('points-widget.wasm', wasm);
// Glue, style sheet and messages in one file: fewer requests on a slow network.
const coreName = named.add('points-widget.js', await bundle(join(root, 'js/element/core-entry.js'), {
  plugins: [buildConfig({
    formCss: literal(await styles(join(root, 'style/widget.css'))),
    builtInLines: literal(lines(locales[BUILT_IN])),
    languages: object(Object.fromEntries(lineFiles)),
    importOverride: importing(override),
  }, { '{ default as initWasm, mount }': glue })],
}));
const loader = await bundle(join(root, 'js/element/points-widget.js'), {
  plugins: [buildConfig({
    wasmUrl: addressOf(wasmName),
    wasmIntegrity: literal(integrity(wasm)),
    coreName: literal(`/${coreName.split('.')[0]}`),
    importCore: importing(coreName),
    importScanner: importing(scanner.entry),
    importHints: importing(hints),
  })],
});

/** What every page loads before the form works. */
const form = { 'points-widget.js': loader, [coreName]: named.all[coreName], [wasmName]: wasm };
const integrities = {};
for (const [name, content] of Object.entries({ ...form, ...lazy.all, ...scanner.files.all })) {
  writeFileSync(join(staging, name), content);
  integrities[name] = integrity(content);
  if (isRelease) {
    writeFileSync(join(staging, `${name}.br`), brotli(content));
    writeFileSync(join(staging, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}
demoPage(root, staging);
writeFileSync(join(staging, 'integrity.json'), `${JSON.stringify(integrities, null, 2)}\n`);
if (isRelease) report(form, await minify(glue), scanner);

/** Reads a file of Trunk's and removes it: what comes in its place has another name or other content. */
function take(name) {
  const path = join(staging, name);
  const content = readFileSync(path);
  rmSync(path);
  return content;
}
