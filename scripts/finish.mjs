// Trunk's last step: makes what `trunk build` left in its staging folder into the folder a brand deploys. Drops what no
// page calls, minifies, names files by their content, compresses them, and holds the budgets.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { brotli, bundle, hashed, integrity, isRelease, minify, styles } from './finish/pack.mjs';
import { report } from './finish/report.mjs';
import { scanner } from './finish/scanner.mjs';
import { shrink } from './finish/wasm.mjs';

const source = process.env.TRUNK_SOURCE_DIR;
const staging = process.env.TRUNK_STAGING_DIR;

if (!existsSync(join(source, 'target/scanner'))) throw new Error('finish: run scripts/scanner first');
const scan = await scanner(source);

let glue = take('points-widget.js').toString();
let wasm = take('points-widget_bg.wasm');
if (isRelease) [glue, wasm] = shrink(glue, wasm, { rename: true });
const wasmName = hashed('points-widget.wasm', wasm);
// The glue and the style sheet in one file: a request less on a slow network.
const css = JSON.stringify(await styles(join(source, 'style/widget.css')));
const core = await minify(`${glue}\nexport const css = ${css};\n`);
const coreName = hashed('points-widget.js', core);
const parts = { wasm: wasmName, core: coreName, camera: scan.entry, pattern: scan.pattern, integrity: integrity(wasm) };
const loader = await bundle(join(source, 'src/element.js'), { define: { PARTS: JSON.stringify(parts) } });

const form = { 'points-widget.js': loader, [coreName]: core, [wasmName]: wasm };
const integrities = {};
for (const [name, content] of Object.entries({ ...form, ...scan.files })) {
  writeFileSync(join(staging, name), content);
  integrities[name] = integrity(content);
  if (isRelease) {
    writeFileSync(join(staging, `${name}.br`), brotli(content));
    writeFileSync(join(staging, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}
writeFileSync(join(staging, 'integrity.json'), `${JSON.stringify(integrities, null, 2)}\n`);
if (isRelease) report(form, await minify(glue), scan.files, scan);

/** Reads a file of Trunk's and removes it: what comes in its place has another name or other content. */
function take(name) {
  const path = join(staging, name);
  const content = readFileSync(path);
  rmSync(path);
  return content;
}
