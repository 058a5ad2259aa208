// Whatever accent a brand chooses, words stay legible and edges are seen: measured on the pixels that Chromium paints.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from '../harness/stage.mjs';
import { still } from '../harness/states.mjs';
import { VI } from '../harness/words.mjs';

/** Accents that brands choose, and those that nobody should. */
const ACCENTS = [
  '#0b6b4f', '#ffffff', '#000000', '#ffff00', '#00ff00', '#00ffff', '#0000ff', '#ff00ff', '#ff0000', '#ffd1dc', '#fff5cc',
  '#808080', '#767676', '#777777', '#7f7f7f', '#8a8a8a', '#c4122f', '#e4002b', '#f58220', '#ffcc00', '#009fe3', '#0057b8',
  '#7b2cbf', '#3d0066', '#00843d', '#b8860b', '#556b2f', '#663399', 'hsl(200 100% 43%)', 'hsl(130 100% 27%)', 'color(display-p3 0 1 0)',
  'color(display-p3 1 0 0.5)', 'rebeccapurple',
];
const stage = useStage(['relay', 'chrome']);

/** Runs in the page: the luminance of each colour in `places`, `{ name: [selector, property] }`, as it is painted. */
function measure(places) {
  const { shadowRoot } = document.querySelector('points-widget');
  const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  const linear = (byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
  return Object.fromEntries(Object.entries(places).map(([name, [selector, property]]) => {
    pen.fillStyle = getComputedStyle(shadowRoot.querySelector(selector))[property];
    pen.clearRect(0, 0, 1, 1);
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = [...pen.getImageData(0, 0, 1, 1).data].map(linear);
    return [name, alpha < 1 ? NaN : 0.2126 * red + 0.7152 * green + 0.0722 * blue];
  }));
}
const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

const PLACES = {
  surface: ['.widget', 'backgroundColor'],
  field: ['input', 'backgroundColor'],
  button: ['#submit', 'backgroundColor'],
  label: ['#submit', 'color'],
  rim: ['#submit', 'borderTopColor'],
  tabs: ['.tabs', 'backgroundColor'],
  tab: ['.tab[aria-selected=true]', 'color'],
  tabSurface: ['.tab[aria-selected=true]', 'backgroundColor'],
  tabRim: ['.tab[aria-selected=true]', 'borderTopColor'],
  other: ['.tab[aria-selected=false]', 'color'],
  scan: ['.scan', 'color'],
  ring: [':focus-visible', 'outlineColor'],
  edge: ['input', 'borderTopColor'],
};
/** What stands on what, and how far apart they have to be. */
const PAIRS = [
  ['label', 'button', 4.5], ['tab', 'tabSurface', 4.5], ['other', 'tabs', 4.5], ['scan', 'field', 4.5],
  ['rim', 'surface', 3], ['tabRim', 'tabSurface', 3], ['tabRim', 'tabs', 3],
  ['ring', 'surface', 3], ['ring', 'tabs', 3], ['edge', 'surface', 3], ['edge', 'field', 3],
];

for (const theme of ['light', 'dark']) {
  test(`any accent is legible, ${theme}`, async () => {
    const person = await stage.visit('/', { colorScheme: theme, reducedMotion: 'reduce' });
    await person.page.getByLabel(VI.code, { exact: true }).focus();
    const weak = [];
    for (const accent of ACCENTS) {
      await person.evaluate((accent) => document.querySelector('points-widget').style.setProperty('--points-accent', accent), accent);
      await still(person);
      const light = await person.evaluate(measure, PLACES);
      for (const [one, other, least] of PAIRS) {
        const found = contrast(light[one], light[other]);
        if (!(found >= least)) weak.push(`${accent}: ${one} on ${other} ${found.toFixed(2)} : 1`);
      }
    }
    assert.deepEqual(weak, []);
  });
}

test('the theme that is asked for counts, not the system’s, and what is measured is what is painted', async () => {
  const person = await stage.visit('/', { colorScheme: 'light', reducedMotion: 'reduce' });
  await person.page.getByLabel(VI.code, { exact: true }).focus();
  await person.evaluate(() => document.querySelector('points-widget').setAttribute('theme', 'dark'));
  await still(person);
  const light = await person.evaluate(measure, PLACES);
  assert.ok(light.surface < 0.02, 'dark');
  for (const [one, other, least] of PAIRS) assert.ok(contrast(light[one], light[other]) >= least, `${one} on ${other}`);
  const button = person.page.getByRole('button', { name: VI.submit, exact: true });
  const picture = (await button.screenshot()).toString('base64');
  const pixel = await person.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const pen = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }).getContext('2d');
    pen.drawImage(image, 0, 0);
    return [...pen.getImageData(image.width / 2, 6, 1, 1).data];
  }, picture);
  assert.deepEqual(pixel, [0x0b, 0x6b, 0x4f, 255]);
});
