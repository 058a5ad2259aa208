// The README's pictures: three screens of the real widget on a phone, one code on its way through the real relay; and the
// documentation site's configurator.
// node scripts/readme-picture.mjs
import { join } from 'node:path';
import { staticHost } from '../tests/e2e/static-host.mjs';
import { CUSTOMER, VI, browser, fill, open, root, sandbox, scratch, send } from '../tests/e2e/support.mjs';
import { build } from './site.mjs';

const home = scratch();
const relay = await sandbox(home.folder);
const chrome = await browser();
const phone = { viewport: { width: 360, height: 900 }, deviceScaleFactor: 2, reducedMotion: 'reduce' };
const pictures = [];
const take = async (page) => pictures.push((await page.screenshot()).toString('base64'));

const page = await open(chrome, `${relay.origin}/?code=${relay.codes[0]}`, phone);
for (const code of relay.codes.slice(1)) {
  await fill(page, VI, { code, ...CUSTOMER });
  await send(page, VI);
  await page.getByRole('button', { name: VI.another }).click();
}
await fill(page, VI, { code: relay.codes[0], ...CUSTOMER });
await page.evaluate(() => (document.activeElement.blur(), scrollTo(0, 0)));
await take(page);
await send(page, VI);
await page.getByText('Tích điểm thành công').waitFor();
await take(page);
await page.getByRole('tab', { name: VI.history }).click();
await page.getByText('Đã cộng điểm').first().waitFor();
await take(page);

const board = await chrome.newPage({ viewport: { width: 1176, height: 948 }, deviceScaleFactor: 1.5 });
await board.setContent(`<style>
  body { margin: 0; display: flex; gap: 24px; padding: 24px; background: #e4e8e6; }
  img { width: 360px; height: 900px; border-radius: 28px; box-shadow: 0 8px 32px #0003; }
</style>${pictures.map((picture) => `<img src="data:image/png;base64,${picture}">`).join('')}`);
await board.screenshot({ path: join(root, 'docs/widget.png') });

build(join(home.folder, 'site'));
const host = await staticHost(join(home.folder, 'site'));
const wide = { viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en-GB' };
const set = 'accent=%23c4122f&radius=6&theme=dark&lang=vi&consent-href=https://brand.example/privacy';
const configurator = await open(chrome, `${host.base}configurator.html#${set}`, wide);
await configurator.getByRole('button', { name: 'Fill it in' }).click();
await configurator.getByRole('checkbox', { name: /^Tôi đồng ý/ }).waitFor();
await configurator.screenshot({ path: join(root, 'docs/configurator.png') });
host.close();

await chrome.close();
await relay.stop();
home.remove();
