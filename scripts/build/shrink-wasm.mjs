// A wasm and its glue, without what neither calls of the other.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Features that Chrome 80, Firefox 79 and Safari 14.1 have. */
const FEATURES = ['mutable-globals', 'sign-ext'];
/** The compiler (scripts/env.release) also uses these, for copies; Safari has them since version 15. */
export const BULK_MEMORY = ['bulk-memory', 'bulk-memory-opt'];

const KEPT = join(import.meta.dirname, '../../target/shrunk');

const run = promisify(execFile);
const binaryen = async (tool, ...args) =>
  (await run(process.execPath, [join(import.meta.dirname, '../node_modules/binaryen/bin', tool), ...args], { maxBuffer: Infinity })).stdout;

/**
 * What makes the widget's wasm smallest after Brotli: twice over, with the control flow taken apart and put together between.
 * Rust keeps its stack in low memory and nothing else, so no address that is computed is a small one.
 */
const SMALLEST = ['-Os', '--low-memory-unused', '--flatten', '--rereloop', '-Os'];

/**
 * Drops wasm that the glue does not call, and glue that the wasm does not call: `[glue, wasm]`. `more` names further
 * features that the wasm may use: without `BULK_MEMORY`, copies become loops, which are smaller than the compiler's own. `passes`
 * are wasm-opt's; `rename` gives what the two call of each other short names. What was made of the same input before is taken
 * from `KEPT`: making it takes half a minute.
 */
export async function shrink(glue, wasm, { more = [], passes = SMALLEST, rename = false } = {}) {
  const features = [...FEATURES, ...more].map((feature) => `--enable-${feature}`);
  const folder = join(KEPT, nameOf(glue, wasm, passes, features, rename));
  if (!existsSync(folder)) {
    const scratch = mkdtempSync(join(tmpdir(), 'points-widget-'));
    try {
      const [slim, output] = await dropUnused(scratch, glue, wasm, passes, features);
      const made = rename ? await shortenNames(scratch, slim, output, features) : [slim, readFileSync(output)];
      keep(folder, made);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  return [readFileSync(join(folder, 'glue.js'), 'utf8'), readFileSync(join(folder, 'output.wasm'))];
}

/** A name for all that decides what is made: the input, the options, this file, and the version of its tools. */
function nameOf(...input) {
  const hash = createHash('sha256');
  const tools = ['shrink-wasm.mjs', '../package-lock.json'].map((file) => readFileSync(join(import.meta.dirname, file)));
  for (const part of [...input, ...tools]) hash.update(Buffer.isBuffer(part) ? part : JSON.stringify(part)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Puts both into the folder, which is there only when it is complete. */
function keep(folder, [glue, wasm]) {
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'glue.js'), glue);
  writeFileSync(join(part, 'output.wasm'), wasm);
  renameSync(part, folder);
}

async function dropUnused(scratch, glue, wasm, passes, features) {
  const [input, reached, small, output, graph] = ['in.wasm', 'reached.wasm', 'small.wasm', 'out.wasm', 'graph.json'].map((name) => join(scratch, name));
  writeFileSync(input, wasm);
  const lowering = features.includes(`--enable-${BULK_MEMORY[0]}`) ? [] : ['--llvm-memory-copy-fill-lowering'];
  const bulk = BULK_MEMORY.map((feature) => `--enable-${feature}`);
  const imports = [...glue.matchAll(/^ {8}(__wbg\w+|__wbindgen\w+): function/gm)].map((match) => match[1]);
  const called = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map((match) => match[1]));
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
  const module = WebAssembly.Module.imports(new WebAssembly.Module(wasm))[0].module;
  writeFileSync(graph, JSON.stringify([
    { name: 'page', root: true, reaches: exported.filter((name) => called.has(name)) },
    ...exported.map((name) => ({ name, export: name })),
    ...imports.map((name) => ({ name: `import ${name}`, import: [module, name] })),
  ]));
  const unused = await binaryen('wasm-metadce', input, '-o', reached, '--graph-file', graph, ...features, ...bulk);
  const bare = ['--strip-debug', '--strip-producers', '--strip-target-features'];
  await binaryen('wasm-opt', reached, '-o', small, ...lowering, ...passes, '--converge', ...bare, ...features, ...bulk);
  await binaryen('wasm-opt', small, '-o', output, ...features); // which refuses what is not among them
  const gone = new Set([...unused.matchAll(/^unused: import (\S+)/gm)].map((match) => match[1]));
  const slim = glue.replace(/^ {8}(__wbg\w+|__wbindgen\w+): function[^]*?^ {8}\},\n/gm, (all, name) => (gone.has(name) ? '' : all));
  return [slim, output];
}

/** The names carry hashes that nothing compresses: in the widget, two bytes in a hundred of the download. */
async function shortenNames(scratch, glue, wasm, features) {
  const output = join(scratch, 'renamed.wasm');
  const { imports, exports } = JSON.parse(await binaryen('wasm-opt', wasm, '-o', output, '--minify-imports-and-exports-and-modules', ...features));
  const short = (pairs) => {
    const names = new Map(pairs);
    return (all, before, name, after) => {
      if (!names.has(name)) throw new Error(`build: the glue's ${name} is none of the wasm's names`);
      return before + names.get(name) + after;
    };
  };
  const [module] = Object.values(WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(output)))).map(({ module }) => module);
  const slim = glue
    .replace(/^( {8})(__w\w+)(: function)/gm, short(imports.map(([, name, to]) => [name, to])))
    .replace(/(\bwasm\.)(\w+)()/g, short(exports))
    .replaceAll(`"${imports[0][0]}"`, `"${module}"`);
  return [slim, readFileSync(output)];
}
