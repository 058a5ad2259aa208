// Trunk's last step: makes what `trunk build` left in its staging folder into the folder a brand deploys. Drops what no
// page calls, minifies, names files by their content, compresses them, and holds the budget.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

/** Bytes, Brotli 11, that a page needs before the form works. The one place where the budget is kept. */
const BUDGET = { total: 70_000, loader: 3_000 };

/** Features that Chrome 96, Firefox 79 and Safari 15 have. "All features" would emit what older phones reject. */
const FEATURES = [
  'bulk-memory', 'bulk-memory-opt', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types',
  'sign-ext',
].map((feature) => `--enable-${feature}`);

/** What old phones understand: iOS 15 and Chrome 96. */
const TARGET = ['es2021', 'safari15', 'chrome96', 'firefox95'];

const source = process.env.TRUNK_SOURCE_DIR;
const staging = process.env.TRUNK_STAGING_DIR;
const isRelease = process.env.TRUNK_PROFILE === 'release';
const scratch = mkdtempSync(join(tmpdir(), 'points-widget-'));
const binaryen = (tool, ...args) =>
  execFileSync(process.execPath, [join(import.meta.dirname, 'node_modules/binaryen/bin', tool), ...args], { encoding: 'utf8' });

try {
  await finish();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function finish() {
  let glue = take('points-widget.js').toString();
  let wasm = take('points-widget_bg.wasm');
  if (isRelease) [glue, wasm] = shrink(glue, wasm);

  const wasmName = hashed('points-widget.wasm', wasm);
  const core = await coreChunk(glue);
  const coreName = hashed('points-widget.js', core);
  const parts = { wasm: wasmName, core: coreName, integrity: integrity(wasm) };
  const element = readFileSync(join(source, 'src/element.js'));
  const loader = await minify(element, 'js', { define: { PARTS: JSON.stringify(parts) } });

  const files = { 'points-widget.js': loader, [coreName]: core, [wasmName]: wasm };
  const integrities = {};
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(staging, name), content);
    integrities[name] = integrity(content);
    if (isRelease) {
      writeFileSync(join(staging, `${name}.br`), brotli(content));
      writeFileSync(join(staging, `${name}.gz`), gzipSync(content, { level: 9 }));
    }
  }
  writeFileSync(join(staging, 'integrity.json'), `${JSON.stringify(integrities, null, 2)}\n`);
  if (isRelease) await report(files, glue);
}

/** Reads a file of Trunk's and removes it: what comes in its place has another name or other content. */
function take(name) {
  const path = join(staging, name);
  const content = readFileSync(path);
  rmSync(path);
  return content;
}

/** Drops wasm that the glue does not call, and glue that the wasm does not call. */
function shrink(glue, wasm) {
  const [input, reached, output, graph] = ['in.wasm', 'reached.wasm', 'out.wasm', 'graph.json'].map((name) => join(scratch, name));
  writeFileSync(input, wasm);
  const imports = [...glue.matchAll(/^ {8}(__wbg\w+|__wbindgen\w+): function/gm)].map((match) => match[1]);
  const called = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map((match) => match[1]));
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
  const module = WebAssembly.Module.imports(new WebAssembly.Module(wasm))[0].module;
  writeFileSync(graph, JSON.stringify([
    { name: 'page', root: true, reaches: exported.filter((name) => called.has(name)) },
    ...exported.map((name) => ({ name, export: name })),
    ...imports.map((name) => ({ name: `import ${name}`, import: [module, name] })),
  ]));
  const unused = binaryen('wasm-metadce', input, '-o', reached, '--graph-file', graph, ...FEATURES);
  binaryen('wasm-opt', reached, '-o', output, '-Oz', '--converge', '--strip-debug', '--strip-producers', '--strip-target-features', ...FEATURES);
  const gone = new Set([...unused.matchAll(/^unused: import (\S+)/gm)].map((match) => match[1]));
  const slim = glue.replace(/^ {8}(__wbg\w+|__wbindgen\w+): function[^]*?^ {8}\},\n/gm, (all, name) => (gone.has(name) ? '' : all));
  return [slim, readFileSync(output)];
}

/** The glue and the style sheet in one file: a request less on a slow network. */
async function coreChunk(glue) {
  const css = await styles();
  const entry = `${glue}\nexport const css = ${JSON.stringify(css)};\n`;
  return minify(entry, 'js');
}

async function styles() {
  const { outputFiles } = await build({
    entryPoints: [join(source, 'style/widget.css')],
    bundle: true,
    minify: true,
    target: TARGET,
    write: false,
  });
  return outputFiles[0].text.trim();
}

async function minify(content, loader, options) {
  const { code } = await transform(content, { loader, format: 'esm', minify: isRelease, target: TARGET, ...options });
  return Buffer.from(code);
}

function hashed(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return name.replace('.', `-${hash}.`);
}

function integrity(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

function brotli(content) {
  return brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
}

/** Prints what a page needs before the form works, and fails above the budget. */
async function report(files, glue) {
  const rows = Object.entries(files).map(([name, content]) => [name, content.length, brotli(content).length]);
  const total = rows.reduce((sum, [, , bytes]) => sum + bytes, 0);
  const gluePart = brotli(await minify(glue, 'js')).length;
  const line = (name, raw, bytes) => console.log(`${name.padEnd(40)}${String(raw).padStart(10)}${String(bytes).padStart(10)}`);
  line('before the form works', 'bytes', 'Brotli');
  for (const row of rows) line(...row);
  line('total', rows.reduce((sum, [, raw]) => sum + raw, 0), total);
  line('budget', '', BUDGET.total);
  console.log(`(the second file is glue, ${gluePart} alone, and style sheet)`);
  const loader = rows[0][2];
  if (total > BUDGET.total || loader > BUDGET.loader) {
    throw new Error(`finish: over the budget of ${BUDGET.total} bytes, or of ${BUDGET.loader} for the loader`);
  }
}
