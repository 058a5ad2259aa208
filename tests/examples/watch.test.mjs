// `make watch`, on a copy of the sources: what is saved is on the page, which nobody loads again.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../harness/paths.mjs';
import { program } from '../harness/program.mjs';
import { useStage } from '../harness/stage.mjs';

const ELSEWHERE = ['.git', 'node_modules', 'target', 'dist', 'docs'];
const stage = useStage(['chrome']);

/** Copies the sources, with what is installed and compiled for them beside. */
function copySources(to) {
  cpSync(root, to, { recursive: true, filter: (path) => path === root || !ELSEWHERE.includes(basename(path)) });
  mkdirSync(join(to, 'target/demo'), { recursive: true });
  for (const path of ['scripts/node_modules', 'target/scanner']) symlinkSync(join(root, path), join(to, path));
}

test('a text, a style and a component are on the page once they are saved, and a fault leaves the page as it was', async () => {
  const copy = join(stage.home, 'sources');
  copySources(copy);
  const edit = (file, from, to) => {
    const text = readFileSync(join(copy, file), 'utf8');
    writeFileSync(join(copy, file), text.replace(from, to));
  };
  const env = { CARGO_TARGET_DIR: join(root, 'target'), CARGO_UNSTABLE_BUILD_STD: 'std,panic_abort,panic_unwind' };
  const watching = await stage.started(Promise.resolve(
    program('bash', ['-c', '. scripts/env; exec node scripts/watch.mjs --listen 127.0.0.1:0'], { cwd: copy, env }),
  ));
  const says = (pattern) => watching.printed((line) => line.match(pattern)?.[1]);
  const person = await stage.visit(`${await says(/^Demo page: (\S+)\/$/)}/`);
  const saves = async (file, from, to, answer = new RegExp(`^watch: (${file.replaceAll('.', '\\.')}): `)) => {
    const answered = says(answer);
    edit(file, from, to);
    await answered;
  };

  await saves('locales/vi.json', /"redeem": "[^"]+"/, '"redeem": "Text by hand"');
  await person.finds('tab', 'Text by hand');
  await saves('style/widget.css', ':host {', ':host { --by-hand: yes;');
  await person.page.waitForFunction(() => getComputedStyle(document.querySelector('points-widget')).getPropertyValue('--by-hand').trim() === 'yes'); // also over a reload
  await saves('src/components.rs', 'messages.redeem()', '"Rust by hand" +', /^(watch: not built)/);
  await person.finds('tab', 'Text by hand');
  await saves('src/components.rs', '"Rust by hand" +', '"Rust by hand"');
  await person.finds('tab', 'Rust by hand');
});
