// js/build-config.js as the build writes it: for each entry a module that has what this entry imports, and no more.
import * as declared from '../../js/build-config.js';

/** An expression for a value. */
export const literal = JSON.stringify;

/**
 * An expression for a function that imports a built file. The name is spelled out, as in `addressOf`, so that a brand's bundler
 * finds the file, and js/element/try-again.js its name.
 */
export const importing = (file) => `() => import('./${file}')`;

/** An expression for the address of a built file. */
export const addressOf = (file) => `new URL('./${file}', import.meta.url)`;

/** An expression for an object of expressions. */
export const object = (members) => `{ ${Object.entries(members).map(([name, expression]) => `${literal(name)}: ${expression}`).join(', ')} }`;

/** The text of the module, from expressions by the names of its exports. */
export function configText(expressions) {
  for (const name of Object.keys(expressions)) {
    if (!(name in declared)) throw new Error(`build: js/build-config.js declares no ${name}`);
  }
  return Object.entries(expressions).map(([name, expression]) => `export const ${name} = ${expression};\n`).join('');
}

/**
 * The plugin that puts it in the place of js/build-config.js. `glue` are modules that are exported from it, by what is exported
 * of each: `{ '{ default as initWasm, mount }': text }`.
 */
export const buildConfig = (expressions, glue = {}) => ({
  name: 'build-config',
  setup(build) {
    const modules = Object.entries(glue);
    const reexports = modules.map(([exported], at) => `export ${exported} from './glue-${at}.js';\n`);
    const contents = configText(expressions) + reexports.join('');
    build.onResolve({ filter: /\/build-config\.js$/ }, () => ({ path: 'build-config.js', namespace: 'build-config' }));
    build.onResolve({ filter: /^\.\/glue-\d\.js$/, namespace: 'build-config' }, ({ path }) => ({ path, namespace: 'build-config' }));
    build.onLoad({ filter: /^build-config\.js$/, namespace: 'build-config' }, () => ({ contents, loader: 'js' }));
    build.onLoad({ filter: /glue-\d\.js$/, namespace: 'build-config' }, ({ path }) => ({ contents: modules[path.match(/\d/)[0]][1], loader: 'js' }));
  },
});
