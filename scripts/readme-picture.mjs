// The README's pictures: three screens of the real widget on a phone, one code on its way through the real relay; and the
// documentation site's configurator.
// node scripts/readme-picture.mjs
import { join } from 'node:path';
import { root } from '../tests/harness/paths.mjs';
import { onStage } from '../tests/harness/stage.mjs';
import { CUSTOMER, VI } from '../tests/harness/words.mjs';
import { build } from './site.mjs';

const PHONE = { viewport: { width: 360, height: 900 }, deviceScaleFactor: 2, reducedMotion: 'reduce' };
const WIDE = { viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en-GB' };

/** Three screens of one phone: the form, the points, the history. */
async function screens(stage) {
  const [code, ...others] = stage.relay.codes;
  const person = await stage.visit(`/?code=${code}`, PHONE);
  for (const other of others) {
    await person.redeem(VI, { code: other, ...CUSTOMER });
    await person.press(VI.another);
  }
  await person.fillForm(VI, { code, ...CUSTOMER });
  await person.evaluate(() => (document.activeElement.blur(), scrollTo(0, 0)));
  const pictures = [await person.picture()];
  await person.press(VI.submit);
  await person.sees('Tích điểm thành công');
  pictures.push(await person.picture());
  await person.choose(VI.history);
  await person.page.getByText('Đã cộng điểm').first().waitFor();
  return [...pictures, await person.picture()];
}

/** Puts pictures of phones side by side. */
async function board(stage, pictures, path) {
  const page = await stage.chrome.newPage({ viewport: { width: 1176, height: 948 }, deviceScaleFactor: 1.5 });
  await page.setContent(`<style>
    body { margin: 0; display: flex; gap: 24px; padding: 24px; background: #e4e8e6; }
    img { width: 360px; height: 900px; border-radius: 28px; box-shadow: 0 8px 32px #0003; }
  </style>${pictures.map((picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`).join('')}`);
  await page.screenshot({ path });
}

/** The documentation site's configurator, with a brand's settings. */
async function configurator(stage, path) {
  const folder = join(stage.home, 'site');
  build(folder);
  const site = await stage.startHost(folder);
  const set = 'accent=%23c4122f&radius=6&theme=dark&lang=vi&consent-href=https://brand.example/privacy';
  const person = await stage.visit(`${site.base}configurator.html#${set}`, WIDE);
  await person.press('Fill it in');
  await person.page.getByRole('checkbox', { name: /^Tôi đồng ý/ }).waitFor();
  await person.picture({ path });
}

await onStage(['relay', 'chrome'], async (stage) => {
  await board(stage, await screens(stage), join(root, 'docs/widget.png'));
  await configurator(stage, join(root, 'docs/configurator.png'));
});
