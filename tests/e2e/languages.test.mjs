// Eight languages: each is whole, in its own direction, and only the one that is spoken is downloaded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replaceApi } from '../harness/fake-api.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, VI, allWords, sinceAnyTime } from '../harness/words.mjs';

const all = allWords();
const words = (tag) => all[tag];
const stage = useStage(['relay', 'chrome', 'shop']);

const url = (path, attributes) => stage.shop.page(path, stage.shop.loader() + widgetTag(stage.relay, attributes));
const files = (person) => person.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop()));
const spoken = (list) => list.filter((name) => /^(words|camera)-[a-z]{2}-/.test(name)).map((name) => name.replace(/-\w{16}\.js$/, ''));
const card = (person) => person.page.locator('points-widget [part~=card]');

for (const tag of Object.keys(all)) {
  test(`${tag}: a code earns its points in its own words, and no other language is downloaded`, async () => {
    const text = words(tag);
    const person = await stage.visit(url(`/${tag}`, `lang="${tag}"`));
    const code = tag === 'vi' ? stage.relay.codes[0] : 'TIVInpmx8b98pfg';
    await person.redeem(text, { code, name: CUSTOMER.name, phone: CUSTOMER.phone });
    if (tag === 'vi') await person.sees(/^\+\d+ điểm$/);
    else await person.sees(text.invalid);
    await person.choose(text.history);
    await person.page.getByText(text.counted).or(person.page.getByText(text.emptyTitle)).first().waitFor();
    assert.equal(await card(person).getAttribute('lang'), tag);
    assert.equal(await card(person).getAttribute('dir'), text.direction);
    assert.deepEqual(spoken(await files(person)), tag === 'vi' ? [] : [`words-${tag}`]);

    await person.choose(text.redeem);
    const another = person.page.getByRole('button', { name: text.another });
    if (await another.count()) await another.click();
    await person.press(text.scan);
    await person.finds('button', all[tag].scanner.type);
    assert.deepEqual(spoken(await files(person)), tag === 'vi' ? [] : [`words-${tag}`, `camera-${tag}`]);
    assert.deepEqual(person.complaints.filter((text) => !/400|404/.test(text)), [], 'but for the refused code');
  });
}

test('the hours of a day are counted to 24 in every language', async () => {
  const person = await stage.visit(url('/time', 'lang="vi"'));
  await person.redeem(VI, { code: stage.relay.codes.pop(), name: CUSTOMER.name, phone: CUSTOMER.phone });
  await person.sees(sinceAnyTime(words('vi')));
  for (const tag of Object.keys(all)) {
    await person.set({ lang: tag });
    await person.sees(sinceAnyTime(words(tag)));
  }
});

/** The words of the widget's tabs and buttons that take more than one line. */
const broken = () => [...document.querySelector('points-widget').shadowRoot.querySelectorAll('button:not(.link)')].filter((button) => {
  const range = document.createRange();
  range.selectNodeContents(button);
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
}).map((button) => button.textContent);

for (const tag of Object.keys(all)) {
  test(`${tag}: the words of each tab and button fit on one line at 320 px`, async () => {
    const text = words(tag);
    const person = await stage.visit(stage.relay.origin, { viewport: { width: 320, height: 844 } });
    const api = await replaceApi(person.page);
    api.posts({ status: 500 });
    api.has([]);
    await person.set({ lang: tag });
    // Most phones', which is narrower than some computers' fonts; the set-up brings it.
    await person.evaluate(() => document.querySelector('points-widget').style.setProperty('--points-font', 'Roboto, system-ui'));
    await person.finds('tab', text.history);
    assert.deepEqual(await person.evaluate(broken), []);
    await person.redeem(text, { code: 'TIVInpmx8b98pfg', name: CUSTOMER.name, phone: CUSTOMER.phone });
    await person.finds('button', text.sendAgain);
    assert.deepEqual(await person.evaluate(broken), []);
    await person.choose(text.history);
    await person.finds('button', text.emptyAction);
    assert.deepEqual(await person.evaluate(broken), []);
  });
}

test("the page's language counts, then the browser's; a change while it lives keeps what was typed", async () => {
  const person = await stage.visit(url('/change'), { locale: 'ko-KR' });
  await person.fill(VI.name, CUSTOMER.name); // the page says lang="vi"
  for (const tag of ['ja', 'ar', 'th', 'vi']) {
    await person.evaluate((tag) => (document.querySelector('points-widget').lang = tag), tag);
    await person.finds('field', words(tag).name);
    assert.equal(await person.value(words(tag).name), CUSTOMER.name);
  }
  await person.evaluate(() => {
    document.documentElement.removeAttribute('lang');
    document.querySelector('points-widget').removeAttribute('lang');
  });
  await person.finds('field', words('ko').name);
});

test('of two changes the last one counts, whichever words come first', async () => {
  const person = await stage.visit(url('/race'));
  await person.finds('field', VI.name);
  const release = await person.hold(/words-th-/);
  const asked = person.page.waitForRequest(/words-th-/);
  await person.evaluate(() => (document.querySelector('points-widget').lang = 'th'));
  await asked;
  await person.evaluate(() => (document.querySelector('points-widget').lang = 'en'));
  await person.finds('field', words('en').name);
  const come = person.page.waitForResponse(/words-th-/);
  release();
  await (await come).finished();
  await person.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(await card(person).getAttribute('lang'), 'en');
});

test('where the words do not come the form works in Vietnamese, and the console says so', async () => {
  const person = await stage.visit('about:blank');
  await person.page.route(/words-th-/, (route) => route.abort());
  await person.open(url('/lost', 'lang="th"'));
  await person.finds('field', VI.code);
  assert.equal(await card(person).getAttribute('lang'), 'vi');
  assert.match(person.complaints.join(), /words of th did not come/);
});

test("a brand's own texts stand in form, hints and scanner, as attribute and as property", async () => {
  const own = { en: { submit: 'Get my <b>points</b>', 'hints.alike': '{typed}? {other}?', 'scanner.title': 'Film it' }, vi: { submit: 'Nhận điểm' } };
  const person = await stage.visit(url('/own', `lang="en" code-pattern="TIVI[a-z0-9]{11}" messages='${JSON.stringify(own)}'`));
  await person.finds('button', 'Get my <b>points</b>');
  await person.fill(words('en').code, 'T1VInpmx8b98pfg');
  await person.sees('1? I?');
  await person.press(words('en').scan);
  await person.page.getByRole('group', { name: 'Film it' }).waitFor();
  await person.evaluate(() => Object.assign(document.querySelector('points-widget'), { lang: 'vi', messages: { vi: { submit: 'Tích ngay' } } }));
  await person.finds('button', 'Tích ngay');
  assert.deepEqual(person.complaints, []);
});
