// The package as npm packs it: what is in it, that a server may import it, and that its types take right use and no other.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';

const version = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^version = "(.+)"$/m)[1];
const tarball = join(root, `target/points-widget-${version}.tgz`);
const example = (name) => join(root, 'examples', name);

const stage = useStage([]);

const read = (name) => execFileSync('tar', ['-xOzf', tarball, `package/${name}`], { encoding: 'utf8' });

test('the tarball has what a page loads, types, manifest and licences, and nothing of the deployed folder besides', () => {
  const names = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n').map((name) => name.replace('package/', ''));
  const built = Object.keys(JSON.parse(read('integrity.json')));
  assert.deepEqual(names.sort(), [
    ...built, 'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'custom-elements.json', 'define.d.ts', 'element.d.ts', 'index.d.ts',
    'index.js', 'integrity.json', 'nothing.js', 'package.json', 'react.d.ts', 'vue.d.ts',
  ].sort());
});

test('package.json has the version of Cargo.toml, and every file it names is there', () => {
  const described = JSON.parse(read('package.json'));
  assert.equal(described.version, version);
  const files = [described.types, described.customElements, ...described.sideEffects,
    ...Object.values(described.exports).flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry)))];
  for (const file of files) assert.ok(statSync(join(example('react'), 'node_modules/points-widget', file)).isFile(), file);
});

test('a server imports every entry, and defines nothing', () => {
  const script = `
    import { define, tagName } from 'points-widget';
    import 'points-widget/define';
    import 'points-widget/react';
    import 'points-widget/vue';
    await define();
    console.log(tagName, typeof customElements);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: example('react'), encoding: 'utf8' });
  assert.equal(said.trim(), 'points-widget undefined');
});

test('the lock files name neither a registry nor the hash of the package, which changes with the widget', () => {
  for (const name of ['react', 'vue']) {
    const { packages } = JSON.parse(readFileSync(join(example(name), 'package-lock.json'), 'utf8'));
    for (const [path, { resolved, integrity }] of Object.entries(packages)) {
      const own = path === 'node_modules/points-widget';
      assert.equal(resolved, own ? `file:../../target/points-widget-${version}.tgz` : undefined, path);
      if (own) assert.equal(integrity, undefined, path);
    }
  }
});

test('the plugin has this version, too', () => {
  const plugin = (name) => readFileSync(join(example('wordpress/points-widget'), name), 'utf8');
  assert.match(plugin('points-widget.php'), new RegExp(`Version: +${version}$`, 'm'));
  assert.match(plugin('readme.txt'), new RegExp(`Stable tag: ${version}$`, 'm'));
});

for (const [name, compiler] of [['react', 'tsc'], ['vue', 'vue-tsc']]) {
  test(`${compiler} accepts every right line, and no wrong one`, () => {
    const folder = join(stage.home, name);
    cpSync(join(import.meta.dirname, 'types', name), folder, { recursive: true });
    const { compilerOptions } = JSON.parse(readFileSync(join(example(name), 'tsconfig.json'), 'utf8'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*'] }));
    symlinkSync(join(example(name), 'node_modules'), join(folder, 'node_modules'));
    const sources = readdirSync(folder).filter((file) => /\.(tsx?|vue)$/.test(file));
    const wrong = sources.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n')
      .flatMap((line, at) => (/^\s*(\/\/|<!--) wrong( -->)?$/.test(line) ? [`${file}:${at + 2}`] : [])));
    const { stdout } = spawnSync(join(folder, 'node_modules/.bin', compiler), ['--noEmit', '--pretty', 'false', '--project', folder], { cwd: folder, encoding: 'utf8' });
    const refused = new Set([...stdout.matchAll(/^(\S+?)\((\d+),\d+\): error/gm)].map(([, file, line]) => `${file}:${line}`));
    assert.ok(wrong.length > 4);
    assert.deepEqual([...refused].sort(), wrong.sort(), stdout);
  });
}
