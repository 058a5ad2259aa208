// Builds the demo's folder whenever a file that it is made of is saved, and serves it; the page loads itself again.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));
const SITE = 'target/watch';
const NEXT = 'target/watch.next';
const SOURCES = [
  'src', 'js', 'locales', 'style', 'index.html', 'scripts/build',
  ...['leptos-lite', 'points-core', 'scanner', 'scanner-wasm'].map((name) => `crates/${name}/src`),
];

/** Milliseconds in which one save reports all its files. */
const SETTLED = 50;

/** The page's own part: it asks which build this is, and loads itself again when that is another one. */
const RELOAD = `
const built = () => fetch('built.txt').then((answer) => (answer.ok ? answer.text() : undefined), () => undefined);
const now = await built();
setInterval(async () => { if (![now, undefined].includes(await built())) location.reload(); }, 250);
`;

/** The scripts that make what a file is in; the folder is always made. */
function stepsFor(file) {
  if (/^crates\/scanner/.test(file)) return [['scripts/scanner']];
  if (/^(src|crates)/.test(file)) return [['scripts/widget', 'wasm', 'dev']];
  return [];
}

function build(steps) {
  for (const [script, ...args] of [...steps, ['scripts/widget', 'folder', 'dev', NEXT]]) execFileSync(script, args, { stdio: 'inherit' });
  writeFileSync(join(NEXT, 'reload.js'), RELOAD);
  writeFileSync(join(NEXT, 'built.txt'), String(Date.now()));
  const page = join(NEXT, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', '<script type="module" src="reload.js"></script></head>'));
  rmSync(SITE, { recursive: true, force: true });
  renameSync(NEXT, SITE);
}

/** Builds what these files are in, and says how long that took; a fault in them is printed, and the page stays. */
function update(files) {
  const began = performance.now();
  try {
    build([...new Map(files.flatMap(stepsFor).map((step) => [step.join(' '), step])).values()]);
    console.log(`watch: ${files.join(', ')}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    if (error.status === undefined) throw error;
    console.log('watch: not built; the page shows the last build');
  }
}

build([...(existsSync('target/scanner/more-scalar') ? [] : [['scripts/scanner']]), ['scripts/widget', 'wasm', 'dev']]);
const changed = new Set();
let settling;
for (const source of SOURCES) {
  watch(source, { recursive: true }, (_, name) => {
    changed.add(source.includes('.') || !name ? source : join(source, name));
    clearTimeout(settling);
    settling = setTimeout(() => {
      const files = [...changed];
      changed.clear();
      update(files);
    }, SETTLED);
  });
}
const relay = spawn(join(process.env.CARGO_TARGET_DIR ?? 'target', 'debug/points-relay'), ['sandbox', '--database', 'target/demo/points.sqlite3', '--widget', SITE, ...process.argv.slice(2)], { stdio: 'inherit' });
relay.on('exit', (status) => process.exit(status ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => relay.kill(signal));
