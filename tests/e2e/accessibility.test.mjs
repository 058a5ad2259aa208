// Every state under axe-core in light and dark, at 320 px (which is 1280 px at 400 %), with text at 200 % and text set wide,
// with the system's own colours, and without motion; in Vietnamese, English and, from right to left, Arabic. The other
// languages at 320 px.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axes, cut, moving, overlapping, small, spread, unseen } from './looks.mjs';
import { STATES, still, studio } from './states.mjs';
import { AR, EN, VI, root, wordsOf } from './support.mjs';

const AXE = readFileSync(join(root, 'scripts/node_modules/axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 568 };
let stage;

before(async () => {
  stage = await studio();
});
after(() => stage?.close());

/** The looks that a state is checked in: what is set, and what is then measured. */
const LOOKS = {
  'light': [{ colorScheme: 'light' }, PHONE, 100, [axes, cut, small, overlapping, moving]],
  'dark': [{ colorScheme: 'dark' }, PHONE, 100, [axes]],
  '320 px': [{ colorScheme: 'light' }, NARROW, 100, [cut, small, overlapping]],
  'text at 200 %': [{ colorScheme: 'light' }, PHONE, 200, [cut, small, overlapping]],
  'text apart': [{ colorScheme: 'light' }, PHONE, 100, [spread, cut]],
  'own colours': [{ colorScheme: 'light', forcedColors: 'active' }, PHONE, 100, [unseen]],
};

/** All that is wrong in a state, each with the look it is wrong in. */
async function wrongs(state, language, names = Object.keys(LOOKS)) {
  const page = await stage.enter(state, language);
  await page.evaluate(AXE);
  const found = [];
  for (const name of names) {
    const [media, size, text, checks] = LOOKS[name];
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'none', ...media });
    await page.setViewportSize(size);
    await page.evaluate((text) => (document.documentElement.style.fontSize = `${text}%`), text);
    await still(page);
    for (const check of checks) for (const line of await page.evaluate(check)) found.push(`${name}: ${line}`);
  }
  const { complaints } = page;
  await page.context().close();
  return { found, complaints };
}

for (const [tag, words, looks] of [['vi', VI], ['en', EN, ['light', '320 px', 'text at 200 %']], ['ar', AR, ['light', '320 px']]]) {
  for (const state of Object.keys(STATES)) {
    test(`${tag}, ${state}`, async () => {
      assert.deepEqual((await wrongs(state, [tag, words], looks)).found, []);
    });
  }
}

// The other languages where room is least, in the states that say most.
for (const tag of ['th', 'id', 'zh', 'ja', 'ko']) {
  for (const state of ['form', 'faults', 'consentwrong', 'remembered', 'success', 'waiting', 'unconfirmed', 'list', 'dates', 'scandenied']) {
    test(`${tag}, ${state}`, async () => {
      assert.deepEqual((await wrongs(state, [tag, wordsOf(tag)], ['320 px'])).found, []);
    });
  }
}

test('what is measured is measured: each check finds what is put there for it', async () => {
  const page = await stage.enter('form', ['vi', VI]);
  await page.evaluate(AXE);
  const spoilt = async (style, check) => {
    await page.evaluate((style) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      const { shadowRoot } = document.querySelector('points-widget');
      shadowRoot.adoptedStyleSheets = [shadowRoot.adoptedStyleSheets[0], sheet];
    }, style);
    return (await page.evaluate(check)).length;
  };
  assert.ok(await spoilt('label { color: #bbb }', axes));
  assert.ok(await spoilt('label { white-space: nowrap; font-size: 60px }', cut));
  assert.ok(await spoilt('.primary { width: 40px; white-space: nowrap }', cut));
  assert.ok(await spoilt('.scan { width: 30px }', small));
  assert.ok(await spoilt('.primary { margin-top: -60px }', overlapping));
  assert.ok(await spoilt('* { transition: color 1s }', moving));
  await page.emulateMedia({ forcedColors: 'active' });
  assert.ok(await spoilt('.primary { border: 0 }', unseen));
  assert.ok(await spoilt('input { border-style: none }', unseen));
  assert.ok(await spoilt('.tab { background: none !important }', unseen));
  assert.equal(await spoilt('', unseen), 0);
  await page.context().close();
});
