// Pictures of every state, at three widths, in both themes, in Vietnamese, English and Arabic, from the real widget and relay: to look at.
// node scripts/screenshots.mjs FOLDER [STATE]; with FORCED=1, as with the system's own colours of high contrast, too.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onStage } from '../tests/harness/stage.mjs';
import { STATES, enter, still, withCamera } from '../tests/harness/states.mjs';
import { AR, EN, VI } from '../tests/harness/words.mjs';

const folder = process.argv[2] ?? 'target/screenshots';
const only = process.argv[3] ?? '';
const forced = process.env.FORCED ? [['forced', { colorScheme: 'light', forcedColors: 'active' }]] : [];
const looks = [['light', { colorScheme: 'light' }], ['dark', { colorScheme: 'dark' }], ...forced];
mkdirSync(folder, { recursive: true });

/** This state in this language, in every look and width. */
async function take(stage, state, language) {
  const person = await enter(stage, state, language);
  for (const [look, media] of looks) {
    await person.page.emulateMedia(media);
    for (const width of [320, 390, 1280]) {
      await person.page.setViewportSize({ width, height: 844 });
      await still(person);
      await person.picture({ path: join(folder, `${state}-${width}-${look}-${language[0]}.png`), fullPage: true });
    }
  }
  await person.close();
}

await onStage(['relay'], async (stage) => {
  await withCamera(stage);
  for (const state of Object.keys(STATES).filter((name) => name.startsWith(only))) {
    for (const language of Object.entries({ vi: VI, en: EN, ar: AR })) await take(stage, state, language);
    console.log(state);
  }
});
