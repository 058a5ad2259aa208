// The scanner's files, which only those load who tap "Scan": the camera's module, the worker, and four wasm (two chunks,
// each with and without SIMD), as scripts/scanner has built them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, hashed, integrity, isRelease, styles } from './pack.mjs';
import { shrink } from './wasm.mjs';
import { moduleOf, virtual } from './words.mjs';

/** Where the wasm says how it is to be made smaller: kept fast, since it runs thirty times a second. */
const PASSES = ['-O3'];

/** The files by name, the name of the entry, and what each chunk brings: `{ files, entry, pattern, worker, wasm }`. */
export async function scanner(source, catalogues) {
  const files = {};
  const add = (name, content) => {
    const full = hashed(name, content);
    files[full] = content;
    return full;
  };
  const parts = {};
  let glue;
  for (const chunk of ['qr', 'more']) {
    parts[chunk] = {};
    for (const build of ['simd', 'scalar']) {
      const [slim, wasm] = readerOf(source, chunk, build);
      if (slim !== (glue ??= slim)) throw new Error(`finish: the glue of ${chunk}-${build} is another one`);
      const name = add(`scanner-${chunk}${build === 'simd' ? '' : '-scalar'}.wasm`, wasm);
      parts[chunk][build] = { url: `./${name}`, integrity: integrity(wasm) };
    }
  }
  const worker = add('scanner.js', await bundle(join(source, 'js/scanner/worker.js'), { plugins: [twice(glue)] }));
  const css = JSON.stringify(await styles(join(source, 'style/scanner.css')));
  const [[, builtIn], ...others] = Object.entries(catalogues);
  const brought = others.map(([tag, words]) => `${tag}: () => import('./${add(`camera-${tag}.js`, moduleOf(words.scanner))}')`);
  const camera = await bundle(join(source, 'js/scanner/scanner.js'), {
    define: { ...spelled('PARTS', { worker: `./${worker}`, ...parts }), CSS: css },
    plugins: [virtual('words', `export const VI = ${JSON.stringify(builtIn.scanner)}, BROUGHT = { ${brought} };`)],
  });
  const hints = JSON.stringify(Object.fromEntries(Object.entries(catalogues).map(([tag, words]) => [tag, words.hints])));
  const pattern = await bundle(join(source, 'js/code-hints.js'), { define: { HINTS: hints } });
  return { files, entry: add('camera.js', camera), pattern: add('pattern.js', pattern), worker, wasm: parts };
}

/** Each string of `value` by its whole name, say `PARTS.qr.simd.url`: so it stands in the code as a literal. */
function spelled(name, value) {
  if (typeof value === 'string') return { [name]: JSON.stringify(value) };
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => spelled(`${name}.${key}`, inner)));
}

function readerOf(source, chunk, build) {
  const read = (name) => readFileSync(join(source, 'target/scanner', `${chunk}-${build}`, name));
  // The glue's own guess at where the wasm lies names a file that there is not; a bundler would look for it.
  const glue = read('reader.js').toString().replace("new URL('reader_bg.wasm', import.meta.url)", 'undefined');
  const wasm = read('reader_bg.wasm');
  return isRelease ? shrink(glue, wasm, { passes: PASSES, more: build === 'simd' ? ['simd'] : [] }) : [glue, wasm];
}

/** The same glue for each chunk: a module holds one instance. */
const twice = (glue) => ({
  name: 'reader',
  setup(build) {
    build.onResolve({ filter: /^reader:/ }, ({ path }) => ({ path, namespace: 'reader' }));
    build.onLoad({ filter: /.*/, namespace: 'reader' }, () => ({ contents: glue, loader: 'js' }));
  },
});
