// Every state under axe-core in light and dark, at 320 px (which is 1280 px at 400 %), with text at 200 %, text set wide and
// text without width, with the system's own colours, and without motion; in Vietnamese, English and, from right to left, Arabic. The other
// languages at 320 px.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AXE, axes, collapsed, cut, moving, overlapping, small, spread, unseen } from '../harness/checks.mjs';
import { useStage } from '../harness/stage.mjs';
import { STATES, enter, still, withCamera } from '../harness/states.mjs';
import { AR, EN, VI, wordsOf } from '../harness/words.mjs';

const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 568 };
const stage = useStage(['relay'], withCamera);

/** The looks that a state is checked in: what is set, and what is then measured. */
const LOOKS = {
  'light': [{ colorScheme: 'light' }, PHONE, 100, [axes, cut, small, overlapping, moving]],
  'dark': [{ colorScheme: 'dark' }, PHONE, 100, [axes]],
  '320 px': [{ colorScheme: 'light' }, NARROW, 100, [cut, small, overlapping]],
  'text at 200 %': [{ colorScheme: 'light' }, PHONE, 200, [cut, small, overlapping]],
  'text apart': [{ colorScheme: 'light' }, PHONE, 100, [spread, cut]],
  'own colours': [{ colorScheme: 'light', forcedColors: 'active' }, PHONE, 100, [unseen]],
  'any font': [{ colorScheme: 'light' }, NARROW, 100, [collapsed, small]],
};

/** All that is wrong in a state, each with the look it is wrong in. */
async function defects(state, language, names = Object.keys(LOOKS)) {
  const person = await enter(stage, state, language);
  await person.page.evaluate(AXE);
  const found = [];
  for (const name of names) {
    const [media, size, text, checks] = LOOKS[name];
    await person.page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'none', ...media });
    await person.page.setViewportSize(size);
    await person.evaluate((text) => (document.documentElement.style.fontSize = `${text}%`), text);
    await still(person);
    for (const check of checks) for (const line of await person.evaluate(check)) found.push(`${name}: ${line}`);
  }
  return found;
}

for (const [tag, words, looks] of [['vi', VI], ['en', EN, ['light', '320 px', 'text at 200 %']], ['ar', AR, ['light', '320 px']]]) {
  for (const state of Object.keys(STATES)) {
    test(`${tag}, ${state}`, async () => {
      assert.deepEqual(await defects(state, [tag, words], looks), []);
    });
  }
}

// The other languages where room is least, in the states that say most.
for (const tag of ['th', 'id', 'zh', 'ja', 'ko']) {
  for (const state of ['form', 'faults', 'consentwrong', 'remembered', 'success', 'waiting', 'unconfirmed', 'list', 'dates', 'scandenied']) {
    test(`${tag}, ${state}`, async () => {
      assert.deepEqual(await defects(state, [tag, wordsOf(tag)], ['320 px']), []);
    });
  }
}

test('each check finds a defect that is planted for it', async () => {
  const person = await enter(stage, 'form', ['vi', VI]);
  await person.page.evaluate(AXE);
  const planted = async (style, check) => {
    await person.evaluate((style) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      const { shadowRoot } = document.querySelector('points-widget');
      shadowRoot.adoptedStyleSheets = [shadowRoot.adoptedStyleSheets[0], sheet];
    }, style);
    return (await person.evaluate(check)).length;
  };
  assert.ok(await planted('label { color: #bbb }', axes));
  assert.ok(await planted('label { white-space: nowrap; font-size: 60px }', cut));
  assert.ok(await planted('.primary { width: 40px; white-space: nowrap }', cut));
  assert.ok(await planted('.scan { min-width: 0; width: 30px }', small));
  assert.ok(await planted('.primary { margin-top: -60px }', overlapping));
  assert.ok(await planted('* { transition: color 1s }', moving));
  await person.page.emulateMedia({ forcedColors: 'active' });
  assert.ok(await planted('.primary { border: 0 }', unseen));
  assert.ok(await planted('input { border-style: none }', unseen));
  assert.ok(await planted('.tab { background: none !important }', unseen));
  assert.equal(await planted('', unseen), 0);
});
