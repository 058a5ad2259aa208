// JavaScript and style sheets, bundled and made smaller for what old phones understand.
import { build, transform } from 'esbuild';
import { isRelease } from './files.mjs';

/** The oldest browsers in which the form works; `make test-old` opens it in such a Chromium. */
export const TARGET = ['es2020', 'safari14.1', 'chrome80', 'firefox90'];
/** What Chrome 80 has, but for cases that are not used: it errs in `a?.(...b)`, and does not know `#a in b`. */
const SUPPORTED = { 'optional-chain': true, 'class-private-field': true };

/** JavaScript; `options` are esbuild's. */
export async function minify(content, options) {
  const { code } = await transform(content, { loader: 'js', format: 'esm', charset: 'utf8', minify: isRelease, target: TARGET, supported: SUPPORTED, ...options });
  return Buffer.from(code);
}

/** What has a name by its content is a file of its own. */
const builtFiles = {
  name: 'built-files',
  setup: (build) => build.onResolve({ filter: /-[0-9a-f]{16}\.js$/ }, ({ path }) => ({ path, external: true })),
};

/** A module with all it imports but the files that have been built before it. */
export async function bundle(entry, { plugins = [], ...options } = {}) {
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, format: 'esm', charset: 'utf8', minify: isRelease, target: TARGET, supported: SUPPORTED, write: false,
    plugins: [builtFiles, ...plugins], ...options,
  });
  return Buffer.from(outputFiles[0].contents);
}

/** A style sheet with all it imports. */
export async function styles(entry) {
  return (await bundle(entry, { minify: true })).toString().trim();
}
