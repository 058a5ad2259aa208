// Who collects, over more than one visit: agreeing to the brand's notice, being remembered on this phone, being forgotten.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CUSTOMER, EN, VI, brand, browser, fill, open, sandbox, scratch, send } from './support.mjs';

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

/** A brand's page with one widget, opened by a phone of its own, or by one that has been there before. */
async function visit(path, attributes = '', page) {
  const url = shop.page(path, `<script type="module" src="${shop.origin}/any/where/points-widget.js"></script>
    <points-widget api-base="${relay.origin}/points" ${attributes}></points-widget>`);
  if (page) await page.goto(url);
  else page = await open(chrome, url);
  await page.getByLabel(VI.code, { exact: true }).waitFor();
  return page;
}

const stored = (page) => page.evaluate(() => Object.entries({ ...localStorage }));
const collected = (page) => page.getByText(/^\+\d+ điểm$/).waitFor();

test('who asks for it is remembered: the next visit has one field, and nothing but that is stored', async () => {
  const phone = await visit('/remember');
  assert.equal(await phone.getByLabel(VI.remember).isChecked(), false);
  await fill(phone, VI, { code: relay.codes[0], ...CUSTOMER });
  await phone.getByLabel(VI.remember).check();
  assert.deepEqual(await stored(phone), [], 'not before the code is sent');
  await send(phone, VI);
  await collected(phone);
  assert.deepEqual(await stored(phone), [
    ['points-widget-customer', JSON.stringify([CUSTOMER.name, CUSTOMER.phone, CUSTOMER.email, null])],
  ]);

  await visit('/remember', '', phone);
  await phone.getByText(CUSTOMER.name).waitFor();
  await phone.getByText('086•••3456').waitFor();
  assert.equal(await phone.getByLabel(VI.phone).count(), 0);
  await fill(phone, VI, { code: relay.codes[1] });
  await send(phone, VI);
  await collected(phone);
  await phone.getByRole('tab', { name: VI.history }).click();
  await phone.getByText(relay.codes[1]).waitFor();
  assert.deepEqual(phone.complaints.filter((text) => !text.includes('404')), [], 'but for the favicon, which the browser wants');
  await phone.context().close();
});

test('who does not ask is gone with the page', async () => {
  const phone = await visit('/forgetful');
  await fill(phone, VI, { code: 'TIVInpmx8b98pfg', ...CUSTOMER });
  await send(phone, VI);
  await phone.getByText('Không có mã này.').waitFor();
  assert.deepEqual(await stored(phone), []);
  await visit('/forgetful', '', phone);
  assert.equal(await phone.getByLabel(VI.phone).inputValue(), '');
  await phone.context().close();
});

test('the customer, and the page, can have it forgotten; the focus goes on', async () => {
  const phone = await visit('/forget');
  const remember = () => phone.evaluate(() => localStorage.setItem('points-widget-customer', '["Garnacho","0867123456","",null]'));
  await remember();
  await visit('/forget', '', phone);
  await phone.getByRole('button', { name: VI.forget }).click();
  await phone.getByText('Đã xóa thông tin của bạn khỏi máy này.').waitFor();
  assert.deepEqual(await stored(phone), []);
  assert.equal(await phone.getByLabel(VI.name).inputValue(), '');
  await phone.waitForFunction(() => document.querySelector('points-widget').shadowRoot.activeElement?.id === 'name');

  await remember();
  await visit('/forget', '', phone);
  await phone.getByText('Garnacho').waitFor();
  await phone.evaluate(() => document.querySelector('points-widget').forget());
  await phone.getByText('Đã xóa thông tin của bạn khỏi máy này.').waitFor();
  assert.deepEqual(await stored(phone), []);

  await remember();
  await phone.evaluate(() => document.createElement('points-widget').forget());
  assert.deepEqual(await stored(phone), [], 'also where no widget runs');
  await phone.context().close();
});

test('a brand that knows who collects, or does not ask, reads and keeps nothing', async () => {
  const phone = await visit('/known');
  await phone.evaluate(() => localStorage.setItem('points-widget-customer', '["Garnacho","0867123456","",null]'));
  await visit('/off', 'remember="off"', phone);
  assert.equal(await phone.getByLabel(VI.remember).count(), 0);
  assert.equal(await phone.getByLabel(VI.phone).inputValue(), '');
  await visit('/prefilled', 'phone="0912345678"', phone);
  assert.equal(await phone.getByLabel(VI.phone).inputValue(), '0912345678');
  assert.equal(await phone.getByLabel(VI.name).inputValue(), '');
  await fill(phone, VI, { code: 'TIVInpmx8b98pfg', ...CUSTOMER });
  await send(phone, VI);
  await phone.getByText('Không có mã này.').waitFor();
  assert.equal((await stored(phone)).length, 1, 'who was remembered elsewhere stays so');
  await phone.context().close();
});

test('the notice is agreed to once a version, and the page hears which and when', async () => {
  const notice = (version) => `consent-href="/privacy" consent-version="${version}" lang="en"`;
  const phone = await open(chrome, shop.page('/privacy', 'What we do with your details.'));
  const go = async (version) => {
    await phone.goto(shop.page(`/consent-${version}`, `<script>
      window.heard = [];
      addEventListener('points-consent', ({ detail }) => heard.push(detail));
      </script><script type="module" src="${shop.origin}/any/where/points-widget.js"></script>
      <points-widget api-base="${relay.origin}/points" ${notice(version)}></points-widget>`));
    await phone.getByLabel(EN.code, { exact: true }).waitFor();
  };
  const heard = () => phone.evaluate(() => window.heard);
  const box = phone.getByRole('checkbox', { name: 'I agree that my details are used to collect points.' });
  await go(1);
  await fill(phone, EN, { code: 'TIVInpmx8b98pfg', ...CUSTOMER });
  await phone.getByLabel(EN.remember).check();
  await send(phone, EN);
  await phone.getByText('Tick this box to collect points.').waitFor();
  assert.deepEqual(await heard(), []);
  const [popup] = await Promise.all([phone.waitForEvent('popup'), phone.getByRole('link', { name: /Privacy notice/ }).click()]);
  assert.equal(popup.url(), `${shop.origin}/privacy`);
  await popup.close();

  await box.check();
  const before = Date.now();
  await send(phone, EN);
  await phone.getByText('There is no such code.').waitFor();
  const [consent, ...more] = await heard();
  assert.deepEqual([Object.keys(consent), consent.version, more], [['version', 'at'], '1', []]);
  assert.ok(consent.at >= before && consent.at <= Date.now());
  assert.equal(await box.count(), 0);

  await go(1);
  await phone.getByText(CUSTOMER.name).waitFor();
  assert.equal(await box.count(), 0, 'remembered with the customer');
  await go(2);
  assert.equal(await box.isChecked(), false, 'another version is another matter');
  await phone.context().close();
});
