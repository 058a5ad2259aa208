// Who collects, over more than one visit: agreeing to the brand's notice, being remembered on this phone, being forgotten.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, EN, VI } from '../harness/words.mjs';

const stage = useStage(['relay', 'chrome', 'shop']);

/** A brand's page with one widget, visited by a new person, or by one who has been there before. */
async function visit(path, attributes = '', person) {
  const url = stage.shop.page(path, stage.shop.loader() + widgetTag(stage.relay, attributes));
  if (person) await person.open(url);
  else person = await stage.visit(url);
  await person.finds('field', VI.code);
  return person;
}

const stored = (person) => person.evaluate(() => Object.entries({ ...localStorage }));
const collected = (person) => person.sees(/^\+\d+ điểm$/);

test('who asks for it is remembered: the next visit has one field, and nothing but that is stored', async () => {
  const person = await visit('/remember');
  assert.equal(await person.page.getByLabel(VI.remember).isChecked(), false);
  await person.fillForm(VI, { code: stage.relay.codes[0], ...CUSTOMER });
  await person.page.getByLabel(VI.remember).check();
  assert.deepEqual(await stored(person), [], 'not before the code is sent');
  await person.press(VI.submit);
  await collected(person);
  assert.deepEqual(await stored(person), [
    ['points-widget-customer', JSON.stringify([CUSTOMER.name, CUSTOMER.phone, CUSTOMER.email, null])],
  ]);

  await visit('/remember', '', person);
  await person.sees(CUSTOMER.name);
  await person.sees('086•••3456');
  assert.equal(await person.page.getByLabel(VI.phone).count(), 0);
  await person.redeem(VI, { code: stage.relay.codes[1] });
  await collected(person);
  await person.choose(VI.history);
  await person.sees(stage.relay.codes[1]);
  assert.deepEqual(person.complaints.filter((text) => !text.includes('404')), [], 'but for the favicon, which the browser wants');
});

test('who does not ask is gone with the page', async () => {
  const person = await visit('/forgetful');
  await person.redeem(VI, { code: 'TIVInpmx8b98pfg', ...CUSTOMER });
  await person.sees('Không tìm thấy mã này.');
  assert.deepEqual(await stored(person), []);
  await visit('/forgetful', '', person);
  assert.equal(await person.value(VI.phone), '');
});

test('the customer, and the page, can have it forgotten; the focus goes on', async () => {
  const person = await visit('/forget');
  const remember = () => person.evaluate(() => localStorage.setItem('points-widget-customer', '["Garnacho","0867123456","",null]'));
  await remember();
  await visit('/forget', '', person);
  await person.press(VI.forget);
  await person.sees('Đã xóa thông tin của bạn khỏi máy này.');
  assert.deepEqual(await stored(person), []);
  assert.equal(await person.value(VI.name), '');
  await person.hasFocus('name');

  await remember();
  await visit('/forget', '', person);
  await person.sees('Garnacho');
  await person.evaluate(() => document.querySelector('points-widget').forget());
  await person.sees('Đã xóa thông tin của bạn khỏi máy này.');
  assert.deepEqual(await stored(person), []);

  await remember();
  await person.evaluate(() => document.createElement('points-widget').forget());
  assert.deepEqual(await stored(person), [], 'also where no widget runs');
});

test('a brand that knows who collects, or does not ask, reads and keeps nothing', async () => {
  const person = await visit('/known');
  await person.evaluate(() => localStorage.setItem('points-widget-customer', '["Garnacho","0867123456","",null]'));
  await visit('/off', 'remember="off"', person);
  assert.equal(await person.page.getByLabel(VI.remember).count(), 0);
  assert.equal(await person.value(VI.phone), '');
  await visit('/prefilled', 'phone="0912345678"', person);
  assert.equal(await person.value(VI.phone), '0912345678');
  assert.equal(await person.value(VI.name), '');
  await person.redeem(VI, { code: 'TIVInpmx8b98pfg', ...CUSTOMER });
  await person.sees('Không tìm thấy mã này.');
  assert.equal((await stored(person)).length, 1, 'who was remembered elsewhere stays so');
});

test('where the browser denies its storage, being remembered is not offered', async () => {
  const url = stage.shop.page('/denied', stage.shop.loader() + widgetTag(stage.relay));
  const person = await stage.visit(url, {
    before: () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } }),
  });
  await person.finds('field', VI.code);
  assert.equal(await person.page.getByLabel(VI.remember).count(), 0);
  await person.redeem(VI, { code: 'TIVInpmx8b98pfg', ...CUSTOMER });
  await person.sees('Không tìm thấy mã này.');
  await person.choose(VI.history);
  await person.choose(VI.redeem);
  assert.equal(await person.value(VI.phone), CUSTOMER.phone, 'while the page is open, who was typed stays');
});

test('where the brand does not ask, nothing is written, not even to try', async () => {
  const url = stage.shop.page('/untouched', stage.shop.loader() + widgetTag(stage.relay, 'remember="off"'));
  const person = await stage.visit(url, {
    before: () => {
      window.written = [];
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (key, text) {
        if (this === localStorage) window.written.push(key);
        setItem.call(this, key, text);
      };
    },
  });
  await person.finds('field', VI.code);
  await person.set({ lang: 'en' });
  await person.finds('field', EN.code);
  assert.deepEqual(await person.evaluate(() => window.written), []);
});

test('the notice is agreed to once a version, and the page hears which and when', async () => {
  const { shop } = stage;
  const notice = (version) => `consent-href="/privacy" consent-version="${version}" lang="en"`;
  const person = await stage.visit(shop.page('/privacy', 'What we do with your details.'));
  const go = async (version) => {
    const listener = "<script>window.heard = []; addEventListener('points-consent', ({ detail }) => heard.push(detail));</script>";
    await person.open(shop.page(`/consent-${version}`, listener + shop.loader() + widgetTag(stage.relay, notice(version))));
    await person.finds('field', EN.code);
  };
  const heard = () => person.evaluate(() => window.heard);
  const box = person.page.getByRole('checkbox', { name: 'I agree to my details being used to collect points and show my history.' });
  await go(1);
  await person.fillForm(EN, { code: 'TIVInpmx8b98pfg', ...CUSTOMER });
  await person.page.getByLabel(EN.remember).check();
  await person.press(EN.submit);
  await person.sees('Tick this box to continue.');
  assert.deepEqual(await heard(), []);
  const [popup] = await Promise.all([person.page.waitForEvent('popup'), person.page.getByRole('link', { name: /Privacy notice/ }).click()]);
  assert.equal(popup.url(), `${shop.origin}/privacy`);
  await popup.close();

  await box.check();
  const before = Date.now();
  await person.press(EN.submit);
  await person.sees("We can't find this code.");
  const [consent, ...more] = await heard();
  assert.deepEqual([Object.keys(consent), consent.version, more], [['version', 'at'], '1', []]);
  assert.ok(consent.at >= before && consent.at <= Date.now());
  assert.equal(await box.count(), 0);

  await go(1);
  await person.sees(CUSTOMER.name);
  assert.equal(await box.count(), 0, 'remembered with the customer');
  await go(2);
  assert.equal(await box.isChecked(), false, 'another version is another matter');
});
