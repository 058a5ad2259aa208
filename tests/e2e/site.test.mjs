// The documentation site on a static host, under its own policy: every page, every link, and the configurator at work.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { derive } from '../../docs/site/script/colour.js';
import { entries } from '../../js/messages/lines.js';
import { transform } from '../../scripts/node_modules/esbuild/lib/main.js';
import { keysOf, readLocales } from '../../scripts/build/locales.mjs';
import { texts } from '../../scripts/site/texts.mjs';
import { build } from '../../scripts/site.mjs';
import { AXE, axes } from '../harness/checks.mjs';
import { DIST, root } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, EN, VI } from '../harness/words.mjs';

const stage = useStage(['chrome'], async (stage) => {
  const folder = join(stage.home, 'site');
  stage.pages = build(folder, DIST);
  stage.site = await stage.startHost(folder);
});

const visit = (file, options) => stage.visit(stage.site.base + file, { locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
const widget = (person) => person.page.locator('points-widget');

/** Opens the configurator, and waits for the widget in it. */
async function configurator(hash = '') {
  const person = await visit(`configurator.html${hash}`);
  await widget(person).getByRole('textbox').first().waitFor();
  return person;
}

/** What a person sees of the widget: words, roles and states, and how the button looks. */
async function seen(person, button) {
  const submit = widget(person).getByRole('button', { name: button, exact: true });
  await submit.waitFor();
  const look = await submit.evaluate((node) => {
    const { color, backgroundColor, borderRadius } = getComputedStyle(node);
    return { color, backgroundColor, borderRadius };
  });
  return { words: await widget(person).ariaSnapshot(), look };
}

const snippet = async (person, title) => (await person.page.locator('.snippet .block').filter({ hasText: title }).locator('pre').textContent());

test('every page opens without a word on the console, asks nobody else, fits 320 px, and passes axe', async () => {
  for (const [width, colorScheme] of [[320, 'dark'], [1280, 'light']]) {
    const person = await visit('', { viewport: { width, height: 800 }, colorScheme });
    await person.page.addInitScript(AXE);
    for (const file of stage.pages) {
      await person.open(stage.site.base + file);
      if (await widget(person).count()) await widget(person).getByRole('textbox').first().waitFor();
      assert.deepEqual(person.complaints, [], file);
      assert.equal(await person.page.getByRole('heading', { level: 1 }).count(), 1, file);
      assert.equal(await person.page.getByRole('main').count(), 1, file);
      // Under a bar that sticks axe sees no colours; they are those of the rest.
      assert.deepEqual((await person.evaluate(axes)).filter((text) => !text.endsWith('overlapped by another element')), [], file);
      assert.ok(await person.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${file} at ${width} px`);
      const hosts = await person.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin));
      assert.deepEqual([...new Set(hosts)], [new URL(stage.site.base).origin], file);
    }
    await person.close();
  }
  assert.deepEqual(stage.site.notFound.filter((path) => !path.endsWith('/favicon.ico')), []);
});

test('every link within the site leads somewhere, to the very heading', async () => {
  const targets = new Set();
  const ids = new Map();
  const person = await visit('index.html');
  for (const file of stage.pages) {
    await person.open(stage.site.base + file);
    const links = await person.page.locator('a').evaluateAll((all) => all.map(({ href }) => href));
    for (const link of links) if (link.startsWith(stage.site.base)) targets.add(link.slice(stage.site.base.length));
    ids.set(file, await person.page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id)));
  }
  assert.ok(targets.size > 40);
  for (const target of targets) {
    const [file, id] = target.split('#');
    assert.ok(ids.has(file), target);
    if (id) assert.ok(ids.get(file).includes(id), target);
  }
});

test('by keyboard, the first stop leads past the header', async () => {
  const person = await visit('embedding.html');
  await person.page.keyboard.press('Tab');
  await person.page.keyboard.press('Enter');
  assert.equal(await person.evaluate(() => document.activeElement.id), 'main');
});

test('the configurator: a change is seen in the widget, in the snippet and in the address, which brings it back', async () => {
  const person = await configurator();
  await person.fill('Accent colour', '#c4122f');
  await person.fill('Corners', '4');
  await person.page.getByRole('group', { name: 'A customer has to give' }).getByLabel('E-mail').check();
  await person.fill('Button', 'Get my points');
  const before = await seen(person, 'Get my points');
  assert.deepEqual([before.look.backgroundColor, before.look.borderRadius], ['rgb(196, 18, 47)', '4px']);
  assert.equal(await widget(person).getByLabel(EN.email).getAttribute('aria-required'), 'true');
  assert.match(await snippet(person, 'In your style sheet'), /--points-accent: #c4122f;\n {2}--points-radius: 4px;/);
  const html = await snippet(person, 'In your page');
  assert.match(html, /require="name phone email"/);
  assert.ok(html.includes(`messages='{"en":{"submit":"Get my points"}}'`), html);
  assert.doesNotMatch(html, /theme|view|formats/, 'defaults are not told');

  const again = await visit(new URL(person.page.url()).pathname.split('/').pop() + new URL(person.page.url()).hash);
  assert.deepEqual(await seen(again, 'Get my points'), before);
  assert.equal(await again.value('Button'), 'Get my points');
  await again.press('Back to the defaults');
  assert.equal((await seen(again, EN.submit)).look.backgroundColor, 'rgb(11, 107, 79)');
  assert.equal(new URL(again.page.url()).hash, '');
  for (const { complaints } of [person, again]) assert.deepEqual(complaints, []);
});

test('the snippet, put in a page, is the widget that was seen', async () => {
  const [relay, shop] = [await stage.startSandbox(), await stage.startHost()];
  const button = `Nhận "điểm" &amp; 'quà'`; // as it is written: nothing of it is markup
  const set = new URLSearchParams({
    lang: 'vi', accent: '#ffb000', radius: '2', view: 'redeem', remember: 'off', 'consent-href': 'https://brand.example/privacy',
    'text.vi.submit': button,
  });
  const person = await configurator(`#${set}`);
  await person.fill('The relay', `${relay.origin}/points`);
  await person.fill("The widget's folder", shop.base);
  const expected = await seen(person, button);
  assert.match(expected.words, /checkbox/, 'the consent');
  const [html, css] = [await snippet(person, 'In your page'), await snippet(person, 'In your style sheet')];
  const own = await stage.visit(shop.page('/shop', `<link rel="icon" href="data:,"><style>${css}</style>${html}`), { viewport: { width: 1280, height: 900 } });
  assert.deepEqual(await seen(own, button), expected);
  await own.fillForm(VI, { code: relay.codes[0], ...CUSTOMER });
  await widget(own).getByRole('checkbox').check();
  await widget(own).getByRole('button', { name: button }).click();
  await widget(own).getByText(/^\+\d+ điểm$/).waitFor();
  assert.deepEqual([...person.complaints, ...own.complaints], []);
});

test('the snippet for React is one that compiles, with the same attributes', async () => {
  const words = `Get "my" \\ {points} & 'more'`;
  const person = await configurator(`#${new URLSearchParams({ lang: 'en', 'code-pattern': 'TIVI[a-z0-9]{11}', 'text.en.submit': words })}`);
  await person.page.getByText('React', { exact: true }).click();
  const source = (await snippet(person, 'A component')).replace(/^import .*;$/m, '');
  const { code } = await transform(source, { loader: 'jsx', format: 'cjs', jsxFactory: 'element' });
  const module = { exports: {} };
  new Function('element', 'module', code)((tag, attributes) => ({ tag, ...attributes }), module);
  const { tag, messages, ...rest } = module.exports.Points();
  assert.deepEqual({ tag, ...rest }, { tag: 'points-widget', 'api-base': 'https://brand.example/points', lang: 'en', 'code-pattern': 'TIVI[a-z0-9]{11}' });
  assert.deepEqual(JSON.parse(messages), { en: { submit: words } });
  assert.deepEqual(person.complaints, []);
});

test('in the preview a demo code is redeemed once, and stands in the history; nothing is sent', async () => {
  const person = await configurator();
  const sent = [];
  person.page.on('request', (request) => sent.push(request.url()));
  const [, code] = (await person.page.getByText(/^A link such as/).textContent()).match(/code=(\w+)/);
  await person.press('Fill it in');
  const holds = (code) => [...document.querySelector('points-widget').shadowRoot.querySelectorAll('input')].some(({ value }) => value === code);
  await person.waitFor(holds, code);
  await person.press(EN.submit);
  await widget(person).getByText(/^\+\d+ points$/).waitFor();
  await widget(person).getByRole('button', { name: EN.another }).click();
  await person.redeem(EN, { code });
  await widget(person).getByText(/^You've already used this code\. /).waitFor();
  await widget(person).getByRole('tab', { name: EN.history }).click();
  await widget(person).getByRole('listitem').filter({ hasText: code }).filter({ hasText: 'No points' }).waitFor();
  await widget(person).getByRole('listitem').filter({ hasText: code }).filter({ hasText: /^(?!.*No points)/ }).waitFor();
  assert.deepEqual(sent.filter((address) => address.includes('demo-api')), []);
  assert.deepEqual(person.complaints, []);
});

test('the contrast that the configurator tells is that of the colours which the widget shows', async () => {
  const person = await configurator();
  const hex = (text) => `#${text.match(/[\d.]+/g).slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
  const shown = (node, property) => node.evaluate((element, property) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = getComputedStyle(element)[property];
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].join(' ');
  }, property);
  const near = (one, other) => one.match(/\w\w/g).every((pair, at) => Math.abs(parseInt(pair, 16) - parseInt(other.match(/\w\w/g)[at], 16)) <= 2);
  const button = widget(person).getByRole('button', { name: EN.submit });
  const tab = widget(person).getByRole('tab', { selected: true });
  for (const accent of ['#0b6b4f', '#28a03c', '#ffd400', '#1a1a2e', '#ff001e']) {
    await person.fill('Accent colour', accent);
    for (const theme of ['light', 'dark']) {
      await person.page.getByRole('group', { name: 'Theme' }).getByLabel(theme, { exact: false }).check();
      const [on, text] = [hex(await shown(button, 'color')), hex(await shown(tab, 'color'))];
      assert.ok(near(on, derive(accent).on), `on ${accent}: ${on}`);
      assert.ok(near(text, derive(accent)[theme]), `${accent} as text, ${theme}: ${text}`);
    }
  }
  await person.fill('Accent colour', '#ffd400');
  await person.sees(/put white on it: 1\.4\s:\s1, too little/);
});

test('the texts that the guide lists are those that the widget is built with', () => {
  const listed = texts();
  const locales = readLocales(root);
  assert.deepEqual(Object.keys(locales).sort(), Object.keys(listed).sort());
  for (const [tag, locale] of Object.entries(locales)) {
    const group = (name) => Object.entries(locale[name]).map(([key, text]) => [`${name}.${key}`, text]);
    const written = new Map([...entries(locale), ...group('scanner'), ...group('hints')]);
    for (const [key, text] of Object.entries(listed[tag])) assert.equal(text, written.get(key), `${tag} ${key}`);
    const { formKeys, otherKeys } = keysOf(locale);
    const whole = [...formKeys, ...otherKeys].filter((key) => !/\.(zero|one|two|few|many)$|^(tag|intl|direction)$/.test(key));
    assert.deepEqual(whole.filter((key) => !(key in listed[tag])), [], tag);
  }
});
