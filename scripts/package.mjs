// Makes the folder that a brand deploys an npm package as well: what lies in npm/, types written from the manifest, the
// licences, and the lines that pin every file.
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { embed } from './package/embed.mjs';
import { types } from './package/types.mjs';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const write = (name, text) => writeFileSync(join(dist, name), text);

for (const name of readdirSync(join(root, 'npm'))) copyFileSync(join(root, 'npm', name), join(dist, name));
for (const name of ['LICENSE-APACHE', 'LICENSE-MIT']) copyFileSync(join(root, name), join(dist, name));

const [, version] = read('Cargo.toml').match(/^version = "(.+)"$/m);
write('package.json', `${JSON.stringify({ ...JSON.parse(read('npm/package.json')), version }, null, 2)}\n`);
write('element.d.ts', types(JSON.parse(read('npm/custom-elements.json'))));
write('embed.html', embed(JSON.parse(read('dist/integrity.json'))));
