// The documentation site on a static host, under its own policy: every page, every link, and the configurator at work.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { derive } from '../../docs/site/script/colour.js';
import { entries } from '../../js/messages/lines.js';
import { transform } from '../../scripts/node_modules/esbuild/lib/main.js';
import { keysOf, readLocales } from '../../scripts/build/locales.mjs';
import { texts } from '../../scripts/site/texts.mjs';
import { build } from '../../scripts/site.mjs';
import { axes } from './looks.mjs';
import { staticHost } from './static-host.mjs';
import { CUSTOMER, DIST, EN, VI, brand, browser, fill, open, root, sandbox, scratch, send } from './support.mjs';

const AXE = readFileSync(join(root, 'scripts/node_modules/axe-core/axe.min.js'), 'utf8');
let chrome, home, host, pages;

before(async () => {
  home = scratch();
  pages = build(join(home.folder, 'site'), DIST);
  host = await staticHost(join(home.folder, 'site'));
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  host?.close();
  home.remove();
});

const visit = (address, options) => open(chrome, host.base + address, { locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
const widget = (page) => page.locator('points-widget');

/** Opens the configurator, and waits for the widget in it. */
async function configurator(hash = '') {
  const page = await visit(`configurator.html${hash}`);
  await widget(page).getByRole('textbox').first().waitFor();
  return page;
}

/** What a person sees of the widget: words, roles and states, and how the button looks. */
async function seen(page, button) {
  const submit = widget(page).getByRole('button', { name: button, exact: true });
  await submit.waitFor();
  const look = await submit.evaluate((node) => {
    const { color, backgroundColor, borderRadius } = getComputedStyle(node);
    return { color, backgroundColor, borderRadius };
  });
  return { words: await widget(page).ariaSnapshot(), look };
}

const snippet = async (page, title) => (await page.locator('.snippet .block').filter({ hasText: title }).locator('pre').textContent());

test('every page opens without a word on the console, asks nobody else, fits 320 px, and passes axe', async () => {
  for (const [width, colorScheme] of [[320, 'dark'], [1280, 'light']]) {
    const page = await visit('', { viewport: { width, height: 800 }, colorScheme });
    await page.addInitScript(AXE);
    for (const file of pages) {
      await page.goto(host.base + file);
      if (await widget(page).count()) await widget(page).getByRole('textbox').first().waitFor();
      assert.deepEqual(page.complaints, [], file);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, file);
      assert.equal(await page.getByRole('main').count(), 1, file);
      // Under a bar that sticks axe sees no colours; they are those of the rest.
      assert.deepEqual((await page.evaluate(axes)).filter((text) => !text.endsWith('overlapped by another element')), [], file);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${file} at ${width} px`);
      const hosts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin));
      assert.deepEqual([...new Set(hosts)], [new URL(host.base).origin], file);
    }
    await page.context().close();
  }
  assert.deepEqual(host.missing.filter((path) => !path.endsWith('/favicon.ico')), []);
});

test('every link within the site leads somewhere, to the very heading', async () => {
  const targets = new Set();
  const ids = new Map();
  const page = await visit('index.html');
  for (const file of pages) {
    await page.goto(host.base + file);
    const links = await page.locator('a').evaluateAll((all) => all.map(({ href }) => href));
    for (const link of links) if (link.startsWith(host.base)) targets.add(link.slice(host.base.length));
    ids.set(file, await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id)));
  }
  assert.ok(targets.size > 40);
  for (const target of targets) {
    const [file, id] = target.split('#');
    assert.ok(ids.has(file), target);
    if (id) assert.ok(ids.get(file).includes(id), target);
  }
  await page.context().close();
});

test('by keyboard, the first stop leads past the header', async () => {
  const page = await visit('embedding.html');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.context().close();
});

test('the configurator: a change is seen in the widget, in the snippet and in the address, which brings it back', async () => {
  const page = await configurator();
  await page.getByLabel('Accent colour', { exact: true }).fill('#c4122f');
  await page.getByLabel('Corners').fill('4');
  await page.getByRole('group', { name: 'A customer has to give' }).getByLabel('E-mail').check();
  await page.getByLabel('Button', { exact: true }).fill('Get my points');
  const before = await seen(page, 'Get my points');
  assert.deepEqual([before.look.backgroundColor, before.look.borderRadius], ['rgb(196, 18, 47)', '4px']);
  assert.equal(await widget(page).getByLabel(EN.email).getAttribute('aria-required'), 'true');
  assert.match(await snippet(page, 'In your style sheet'), /--points-accent: #c4122f;\n {2}--points-radius: 4px;/);
  const html = await snippet(page, 'In your page');
  assert.match(html, /require="name phone email"/);
  assert.ok(html.includes(`messages='{"en":{"submit":"Get my points"}}'`), html);
  assert.doesNotMatch(html, /theme|view|formats/, 'defaults are not told');

  const again = await visit(new URL(page.url()).pathname.split('/').pop() + new URL(page.url()).hash);
  assert.deepEqual(await seen(again, 'Get my points'), before);
  assert.equal(await again.getByLabel('Button', { exact: true }).inputValue(), 'Get my points');
  await again.getByRole('button', { name: 'Back to the defaults' }).click();
  assert.equal((await seen(again, EN.submit)).look.backgroundColor, 'rgb(11, 107, 79)');
  assert.equal(new URL(again.url()).hash, '');
  for (const { complaints } of [page, again]) assert.deepEqual(complaints, []);
  await page.context().close();
  await again.context().close();
});

test('the snippet, put in a page, is the widget that was seen', async (t) => {
  const relay = await sandbox(home.folder);
  t.after(() => relay.stop());
  const shop = await brand();
  t.after(() => shop.close());
  const button = `Nhận "điểm" &amp; 'quà'`; // as it is written: nothing of it is markup
  const set = new URLSearchParams({
    lang: 'vi', accent: '#ffb000', radius: '2', view: 'redeem', remember: 'off', 'consent-href': 'https://brand.example/privacy',
    'text.vi.submit': button,
  });
  const page = await configurator(`#${set}`);
  await page.getByLabel('The relay').fill(`${relay.origin}/points`);
  await page.getByLabel("The widget's folder").fill(`${shop.origin}/any/where/`);
  const expected = await seen(page, button);
  assert.match(expected.words, /checkbox/, 'the consent');
  const [html, css] = [await snippet(page, 'In your page'), await snippet(page, 'In your style sheet')];
  const own = await open(chrome, shop.page('/shop', `<link rel="icon" href="data:,"><style>${css}</style>${html}`), { viewport: { width: 1280, height: 900 } });
  assert.deepEqual(await seen(own, button), expected);
  await fill(own, VI, { code: relay.codes[0], ...CUSTOMER });
  await widget(own).getByRole('checkbox').check();
  await widget(own).getByRole('button', { name: button }).click();
  await widget(own).getByText(/^\+\d+ điểm$/).waitFor();
  assert.deepEqual([...page.complaints, ...own.complaints], []);
  await page.context().close();
  await own.context().close();
});

test('the snippet for React is one that compiles, with the same attributes', async () => {
  const words = `Get "my" \\ {points} & 'more'`;
  const page = await configurator(`#${new URLSearchParams({ lang: 'en', 'code-pattern': 'TIVI[a-z0-9]{11}', 'text.en.submit': words })}`);
  await page.getByText('React', { exact: true }).click();
  const source = (await snippet(page, 'A component')).replace(/^import .*;$/m, '');
  const { code } = await transform(source, { loader: 'jsx', format: 'cjs', jsxFactory: 'element' });
  const module = { exports: {} };
  new Function('element', 'module', code)((tag, attributes) => ({ tag, ...attributes }), module);
  const { tag, messages, ...rest } = module.exports.Points();
  assert.deepEqual({ tag, ...rest }, { tag: 'points-widget', 'api-base': 'https://brand.example/points', lang: 'en', 'code-pattern': 'TIVI[a-z0-9]{11}' });
  assert.deepEqual(JSON.parse(messages), { en: { submit: words } });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('in the preview a demo code is redeemed once, and stands in the history; nothing is sent', async () => {
  const page = await configurator();
  const sent = [];
  page.on('request', (request) => sent.push(request.url()));
  const [, code] = (await page.getByText(/^A link such as/).textContent()).match(/code=(\w+)/);
  await page.getByRole('button', { name: 'Fill it in' }).click();
  const holds = (code) => [...document.querySelector('points-widget').shadowRoot.querySelectorAll('input')].some(({ value }) => value === code);
  await page.waitForFunction(holds, code);
  await send(page, EN);
  await widget(page).getByText(/^\+\d+ points$/).waitFor();
  await widget(page).getByRole('button', { name: EN.another }).click();
  await fill(page, EN, { code });
  await send(page, EN);
  await widget(page).getByText(/^You collected this one on/).waitFor();
  await widget(page).getByRole('tab', { name: EN.history }).click();
  await widget(page).getByRole('listitem').filter({ hasText: code }).filter({ hasText: 'Not counted' }).waitFor();
  await widget(page).getByRole('listitem').filter({ hasText: code }).filter({ hasText: /^(?!.*Not counted)/ }).waitFor();
  assert.deepEqual(sent.filter((address) => address.includes('demo-api')), []);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('the contrast that the configurator tells is that of the colours which the widget shows', async () => {
  const page = await configurator();
  const hex = (text) => `#${text.match(/[\d.]+/g).slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
  const shown = (node, property) => node.evaluate((element, property) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = getComputedStyle(element)[property];
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].join(' ');
  }, property);
  const near = (one, other) => one.match(/\w\w/g).every((pair, at) => Math.abs(parseInt(pair, 16) - parseInt(other.match(/\w\w/g)[at], 16)) <= 2);
  const button = widget(page).getByRole('button', { name: EN.submit });
  const tab = widget(page).getByRole('tab', { selected: true });
  for (const accent of ['#0b6b4f', '#28a03c', '#ffd400', '#1a1a2e', '#ff001e']) {
    await page.getByLabel('Accent colour', { exact: true }).fill(accent);
    for (const theme of ['light', 'dark']) {
      await page.getByRole('group', { name: 'Theme' }).getByLabel(theme, { exact: false }).check();
      const [on, text] = [hex(await shown(button, 'color')), hex(await shown(tab, 'color'))];
      assert.ok(near(on, derive(accent).on), `on ${accent}: ${on}`);
      assert.ok(near(text, derive(accent)[theme]), `${accent} as text, ${theme}: ${text}`);
    }
  }
  await page.getByLabel('Accent colour', { exact: true }).fill('#ffd400');
  await page.getByText(/put white on it: 1\.4\s:\s1, too little/).waitFor();
  await page.context().close();
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
