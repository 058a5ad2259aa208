// What every file of the folder goes through: made smaller, named by its content, hashed, compressed.
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, transform } from 'esbuild';

/** What old phones understand: iOS 15 and Chrome 96. */
export const TARGET = ['es2021', 'safari15', 'chrome96', 'firefox95'];

export const isRelease = process.env.TRUNK_PROFILE === 'release';

/** JavaScript; `options` are esbuild's. */
export async function minify(content, options) {
  const { code } = await transform(content, { loader: 'js', format: 'esm', charset: 'utf8', minify: isRelease, target: TARGET, ...options });
  return Buffer.from(code);
}

/** What has a name by its content is a file of its own. */
const others = { name: 'others', setup: (build) => build.onResolve({ filter: /-[0-9a-f]{16}\.js$/ }, ({ path }) => ({ path, external: true })) };

/** A module with all it imports but the files that have been made before it. */
export async function bundle(entry, { plugins = [], ...options } = {}) {
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, format: 'esm', charset: 'utf8', minify: isRelease, target: TARGET, write: false,
    plugins: [others, ...plugins], ...options,
  });
  return Buffer.from(outputFiles[0].contents);
}

/** A style sheet with all it imports. */
export async function styles(entry) {
  return (await bundle(entry, { minify: true })).toString().trim();
}

/** `name.ext` with a hash of the content before its dot: it may be cached for ever. */
export function hashed(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return name.replace('.', `-${hash}.`);
}

export function integrity(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

export function brotli(content) {
  return brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
}
