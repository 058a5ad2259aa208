// The scanner's files, which only those load who tap "Scan": the scanner's module, the worker, and four wasm (two chunks, each
// with and without SIMD), as scripts/scanner has built them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, buildConfig, importing, literal, object } from './build-config.mjs';
import { bundle, styles } from './bundle.mjs';
import { Files, integrity, isRelease } from './files.mjs';
import { BUILT_IN } from './locales.mjs';
import { BULK_MEMORY, shrink } from './shrink-wasm.mjs';

/** How wasm-opt is to make the wasm smaller: kept fast, since it runs thirty times a second. */
const PASSES = ['-O3'];

/** Builds them: `{ files, entry, worker, wasm }`, with the names of the entry, of the worker, and of each chunk's builds. */
export async function buildScanner(root, locales) {
  const files = new Files();
  const wasm = {};
  let glue;
  const chunks = ['qr', 'more'].flatMap((chunk) => ['simd', 'scalar'].map((build) => [chunk, build]));
  const read = await Promise.all(chunks.map((each) => readChunk(root, ...each)));
  for (const [at, [chunk, build]] of chunks.entries()) {
    const [slim, content] = read[at];
    // One glue serves all four: a module holds one instance.
    if (slim !== (glue ??= slim)) throw new Error(`build: the glue of ${chunk}-${build} is another one`);
    wasm[chunk] ??= {};
    wasm[chunk][build] = files.add(`scanner-${chunk}${build === 'simd' ? '' : '-scalar'}.wasm`, content);
  }
  const worker = files.add('scanner.js', await bundle(join(root, 'js/scanner/worker.js'), {
    plugins: [buildConfig({}, { '* as qrGlue': glue, '* as moreGlue': glue })],
  }));
  const wasmFile = (file) => object({ url: `${addressOf(file)}.href`, integrity: literal(integrity(files.all[file])) });
  const builds = ({ simd, scalar }) => object({ simd: wasmFile(simd), scalar: wasmFile(scalar) });
  const messageFiles = Object.entries(locales).filter(([tag]) => tag !== BUILT_IN)
    .map(([tag, { scanner }]) => [tag, importing(files.add(`camera-${tag}.js`, moduleOf(scanner)))]);
  const entry = files.add('camera.js', await bundle(join(root, 'js/scanner/scanner.js'), {
    plugins: [buildConfig({
      scannerCss: literal(await styles(join(root, 'style/scanner.css'))),
      scannerMessages: literal(locales[BUILT_IN].scanner),
      scannerLanguages: object(Object.fromEntries(messageFiles)),
      scannerWasm: object({ qr: builds(wasm.qr), more: builds(wasm.more) }),
      workerUrl: addressOf(worker),
      importWorker: importing(worker),
    })],
  }));
  return { files, entry, worker, wasm };
}

/** An ES module of one value. */
export const moduleOf = (value) => Buffer.from(`export default ${literal(value)}`);

async function readChunk(root, chunk, build) {
  const read = (name) => readFileSync(join(root, 'target/scanner', `${chunk}-${build}`, name));
  // The glue's own guess at where the wasm lies names a file that there is not; a bundler would look for it.
  const glue = read('reader.js').toString().replace("new URL('reader_bg.wasm', import.meta.url)", 'undefined');
  const wasm = read('reader_bg.wasm');
  return isRelease ? shrink(glue, wasm, { passes: PASSES, more: build === 'simd' ? ['simd', ...BULK_MEMORY] : [] }) : [glue, wasm];
}
