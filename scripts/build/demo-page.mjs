// The demo page, made from index.html as Trunk makes it: where Trunk builds, it has been made already.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const RUST = /^ *<link data-trunk rel="rust".*>\n/m;
const STYLES = /<link data-trunk rel="css" href="(.+)">/;

/** Puts the page and its style sheet into the folder. */
export function demoPage(root, folder) {
  const page = join(folder, 'index.html');
  if (existsSync(page)) return;
  const source = readFileSync(join(root, 'index.html'), 'utf8');
  const [, styles] = source.match(STYLES);
  copyFileSync(join(root, styles), join(folder, basename(styles)));
  writeFileSync(page, source.replace(RUST, '').replace(STYLES, `<link rel="stylesheet" href="./${basename(styles)}">`));
}
