// Trunk's last step: makes what `trunk build` left in its staging folder into the folder a brand deploys. Drops what no
// page calls, minifies, names files by their content, compresses them, and holds the budgets.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { brotli, bundle, hashed, integrity, isRelease, minify, styles } from './finish/pack.mjs';
import { report } from './finish/report.mjs';
import { scanner } from './finish/scanner.mjs';
import { shrink } from './finish/wasm.mjs';
import { catalogues, lines, moduleOf, virtual } from './finish/words.mjs';

const source = process.env.TRUNK_SOURCE_DIR;
const staging = process.env.TRUNK_STAGING_DIR;

if (!existsSync(join(source, 'target/scanner'))) throw new Error('finish: run scripts/scanner first');
const all = catalogues(source);
const scan = await scanner(source, all);

let glue = take('points-widget.js').toString();
let wasm = take('points-widget_bg.wasm');
// The loader says where it is; a bundler that read of another place would look for it there.
glue = glue.replace(/new URL\('[^']*_bg\.wasm', import\.meta\.url\)/, 'undefined');
if (isRelease) [glue, wasm] = shrink(glue, wasm, { rename: true });
const wasmName = hashed('points-widget.wasm', wasm);

// Files that only those load who need them. All are named by literals, so that a brand's bundler finds them, too.
const later = {};
const add = (name, content) => {
  const full = hashed(name, content);
  later[full] = content;
  return `() => import('./${full}')`;
};
const [[, builtIn], ...others] = Object.entries(all);
const brought = others.map(([tag, words]) => `${tag}: ${add(`words-${tag}.js`, moduleOf(lines(words)))}`);
const keys = { FORM: builtIn.form.map(([key]) => key), OTHERS: ['scanner', 'hints'].flatMap((group) => Object.keys(builtIn[group]).map((key) => `${group}.${key}`)) };
const define = Object.fromEntries(Object.entries(keys).map(([name, value]) => [name, JSON.stringify(value)]));
const texts = add('messages.js', await bundle(join(source, 'js/messages/override.js'), { define }));
const words = `export const VI = ${JSON.stringify(lines(builtIn))}, BROUGHT = { ${brought} }, TEXTS = ${texts};`;

// Glue, style sheet and words in one file: fewer requests on a slow network.
const core = await bundle(join(source, 'js/element/core-entry.js'), {
  plugins: [virtual('glue', glue), virtual('words', words)],
  define: { CSS: JSON.stringify(await styles(join(source, 'style/widget.css'))) },
});
const coreName = hashed('points-widget.js', core);
const parts = { wasm: `./${wasmName}`, core: `./${coreName}`, camera: `./${scan.entry}`, pattern: `./${scan.pattern}`, integrity: integrity(wasm) };
const loader = await bundle(join(source, 'js/element/points-widget.js'), {
  define: Object.fromEntries(Object.entries(parts).map(([name, value]) => [`PARTS.${name}`, JSON.stringify(value)])),
});

const form = { 'points-widget.js': loader, [coreName]: core, [wasmName]: wasm };
const integrities = {};
for (const [name, content] of Object.entries({ ...form, ...later, ...scan.files })) {
  writeFileSync(join(staging, name), content);
  integrities[name] = integrity(content);
  if (isRelease) {
    writeFileSync(join(staging, `${name}.br`), brotli(content));
    writeFileSync(join(staging, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}
writeFileSync(join(staging, 'integrity.json'), `${JSON.stringify(integrities, null, 2)}\n`);
if (isRelease) report(form, await minify(glue), scan.files, scan, later);

/** Reads a file of Trunk's and removes it: what comes in its place has another name or other content. */
function take(name) {
  const path = join(staging, name);
  const content = readFileSync(path);
  rmSync(path);
  return content;
}
