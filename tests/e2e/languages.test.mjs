// Eight languages: each is whole, in its own direction, and only the one that is spoken is downloaded.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readLocales } from '../../scripts/build/locales.mjs';
import { CUSTOMER, VI, brand, browser, fill, open, root, sandbox, scratch } from './support.mjs';

const ALL = readLocales(root);
const words = (tag) => ALL[tag];
let chrome, home, relay, shop;

before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  chrome = await browser();
  shop = await brand();
});
after(async () => {
  await chrome?.close();
  await relay?.stop();
  shop?.close();
  home.remove();
});

const url = (path, attributes = '') => shop.page(path, `<script type="module" src="${shop.origin}/any/where/points-widget.js"></script>
  <points-widget api-base="${relay.origin}/points" ${attributes}></points-widget>`);
const files = (page) => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop()));
const spoken = (list) => list.filter((name) => /^(words|camera)-[a-z]{2}-/.test(name)).map((name) => name.replace(/-\w{16}\.js$/, ''));
const card = (page) => page.locator('points-widget [part~=card]');

for (const tag of Object.keys(ALL)) {
  test(`${tag}: a code earns its points in its own words, and no other language is downloaded`, async () => {
    const text = words(tag);
    const page = await open(chrome, url(`/${tag}`, `lang="${tag}"`));
    const code = relay.codes[0];
    await fill(page, { ...text, email: text.email }, { code: tag === 'vi' ? code : 'TIVInpmx8b98pfg', name: CUSTOMER.name, phone: CUSTOMER.phone });
    await page.getByRole('button', { name: text.submit, exact: true }).click();
    if (tag === 'vi') await page.getByText(/^\+\d+ điểm$/).waitFor();
    else await page.getByText(text.invalid).waitFor();
    await page.getByRole('tab', { name: text.history }).click();
    await page.getByText(text.counted).or(page.getByText(text.emptyTitle)).first().waitFor();
    assert.equal(await card(page).getAttribute('lang'), tag);
    assert.equal(await card(page).getAttribute('dir'), text.direction);
    assert.deepEqual(spoken(await files(page)), tag === 'vi' ? [] : [`words-${tag}`]);

    await page.getByRole('tab', { name: text.redeem }).click();
    const another = page.getByRole('button', { name: text.another });
    if (await another.count()) await another.click();
    await page.getByRole('button', { name: text.scan, exact: true }).click();
    await page.getByRole('button', { name: ALL[tag].scanner.type }).waitFor();
    assert.deepEqual(spoken(await files(page)), tag === 'vi' ? [] : [`words-${tag}`, `camera-${tag}`]);
    assert.deepEqual(page.complaints.filter((text) => !/400|404/.test(text)), [], 'but for the refused code');
    await page.context().close();
  });
}

test("the page's language counts, then the browser's; a change while it lives keeps what was typed", async () => {
  const page = await open(chrome, url('/change'), { locale: 'ko-KR' });
  await page.getByLabel(VI.name).fill(CUSTOMER.name); // the page says lang="vi"
  for (const tag of ['ja', 'ar', 'th', 'vi']) {
    await page.evaluate((tag) => (document.querySelector('points-widget').lang = tag), tag);
    await page.getByLabel(words(tag).name, { exact: true }).waitFor();
    assert.equal(await page.getByLabel(words(tag).name, { exact: true }).inputValue(), CUSTOMER.name);
  }
  await page.evaluate(() => {
    document.documentElement.removeAttribute('lang');
    document.querySelector('points-widget').removeAttribute('lang');
  });
  await page.getByLabel(words('ko').name, { exact: true }).waitFor();
  await page.context().close();
});

test('of two changes the last one counts, whichever words come first', async () => {
  const page = await open(chrome, url('/race'));
  await page.getByLabel(VI.name).waitFor();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/words-th-/, async (route) => (await held, route.continue()));
  const asked = page.waitForRequest(/words-th-/);
  await page.evaluate(() => (document.querySelector('points-widget').lang = 'th'));
  await asked;
  await page.evaluate(() => (document.querySelector('points-widget').lang = 'en'));
  await page.getByLabel(words('en').name).waitFor();
  const come = page.waitForResponse(/words-th-/);
  release();
  await (await come).finished();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(await card(page).getAttribute('lang'), 'en');
  await page.context().close();
});

test('where the words do not come the form works in Vietnamese, and the console says so', async () => {
  const page = await open(chrome, 'about:blank');
  await page.route(/words-th-/, (route) => route.abort());
  await page.goto(url('/lost', 'lang="th"'));
  await page.getByLabel(VI.code, { exact: true }).waitFor();
  assert.equal(await card(page).getAttribute('lang'), 'vi');
  assert.match(page.complaints.join(), /words of th did not come/);
  await page.context().close();
});

test("a brand's own texts stand in form, hints and scanner, as attribute and as property", async () => {
  const own = { en: { submit: 'Get my <b>points</b>', 'hints.alike': '{typed}? {other}?', 'scanner.title': 'Film it' }, vi: { submit: 'Nhận điểm' } };
  const page = await open(chrome, url('/own', `lang="en" code-pattern="TIVI[a-z0-9]{11}" messages='${JSON.stringify(own)}'`));
  await page.getByRole('button', { name: 'Get my <b>points</b>' }).waitFor();
  await page.getByLabel(words('en').code).fill('T1VInpmx8b98pfg');
  await page.getByText('1? I?').waitFor();
  await page.getByRole('button', { name: words('en').scan, exact: true }).click();
  await page.getByRole('group', { name: 'Film it' }).waitFor();
  await page.evaluate(() => Object.assign(document.querySelector('points-widget'), { lang: 'vi', messages: { vi: { submit: 'Tích ngay' } } }));
  await page.getByRole('button', { name: 'Tích ngay' }).waitFor();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});
