// Pictures of every state, at three widths, in both themes, in Vietnamese, English and Arabic, from the real widget and relay: to look at.
// node scripts/screenshots.mjs FOLDER [STATE]; with FORCED=1, as with the system's own colours of high contrast, too.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { STATES, still, studio } from '../tests/e2e/states.mjs';
import { AR, EN, VI } from '../tests/e2e/support.mjs';

const folder = process.argv[2] ?? 'target/screenshots';
const only = process.argv[3] ?? '';
const forced = process.env.FORCED ? [['forced', { colorScheme: 'light', forcedColors: 'active' }]] : [];
const looks = [['light', { colorScheme: 'light' }], ['dark', { colorScheme: 'dark' }], ...forced];
mkdirSync(folder, { recursive: true });
const { enter, close } = await studio();

for (const state of Object.keys(STATES).filter((name) => name.startsWith(only))) {
  for (const language of Object.entries({ vi: VI, en: EN, ar: AR })) {
    const page = await enter(state, language);
    for (const [name, media] of looks) {
      await page.emulateMedia(media);
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        await still(page);
        await page.screenshot({ path: join(folder, `${state}-${width}-${name}-${language[0]}.png`), fullPage: true });
      }
    }
    await page.context().close();
  }
  console.log(state);
}
await close();
