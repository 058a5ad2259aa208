// A customer redeems a code and finds it in the history: the real widget, a real Chromium, the real relay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, EN, VI } from '../harness/words.mjs';

const stage = useStage(['relay', 'chrome']);

/** Codes not used by another test. */
const fresh = () => stage.relay.codes.pop();

test('a scanned code is filled in, earns its points, stands in the history, and is refused the second time', async () => {
  const code = fresh();
  const person = await stage.visit(`/?code=${code}`);
  await person.evaluate(() => {
    window.heard = [];
    for (const name of ['points-accumulated', 'points-rejected', 'points-unconfirmed', 'points-error'])
      document.addEventListener(name, (event) => window.heard.push([name, event.detail]));
  });
  assert.equal(await person.value(VI.code), code);
  await person.fillForm(VI, { name: CUSTOMER.name, phone: '+84 867 123 456' });
  const request = person.page.waitForRequest('**/accumulate');
  await person.press(VI.submit);
  assert.deepEqual((await request).postDataJSON(), {
    code,
    data: { emails: [], name: CUSTOMER.name, phones: [{ type: 'Work', value: CUSTOMER.phone }] },
  });
  const [, points] = await person.sees(/^\+(\d+) điểm$/);
  await person.sees(/Đã ghi vào lịch sử lúc \d\d:\d\d/);

  await person.press('Xem lịch sử của tôi');
  await person.sees('086•••3456');
  const row = person.page.getByRole('listitem');
  await row.getByText(code).waitFor();
  await row.getByText(`+${points}`).waitFor();
  await row.getByText('Đã cộng điểm').waitFor();

  await person.choose(VI.redeem);
  await person.press(VI.another);
  assert.equal(await person.value(VI.code), '', 'the next code starts empty');
  assert.equal(await person.value(VI.name), CUSTOMER.name, 'who collects stays');
  await person.redeem(VI, { code });
  await person.sees(new RegExp(`Bạn đã dùng mã này để tích điểm\\. \\+${points} điểm · `));
  assert.equal(await person.value(VI.code), code, 'nothing typed is lost');

  const heard = await person.evaluate(() => window.heard);
  assert.deepEqual(heard.map(([name]) => name), ['points-accumulated', 'points-rejected']);
  assert.equal(heard[0][1].score, Number(points));
  assert.deepEqual(heard[1][1], { reason: 'yours' });
  assert.doesNotMatch(JSON.stringify(heard), /Garnacho|0867|gmail/);
  assert.deepEqual(person.complaints, []);
});

test("another customer's code is refused as used, a mistyped one as unknown, and the form is kept", async () => {
  const code = fresh();
  const person = await stage.visit();
  await person.redeem(VI, { code, ...CUSTOMER });
  await person.sees(/^\+\d+ điểm$/);
  await person.press(VI.another);
  await person.redeem(VI, { code, phone: '0901234567', email: 'xyz@example.com' });
  await person.sees('Mã này đã được sử dụng');
  assert.equal(await person.page.getByLabel(VI.code).getAttribute('aria-invalid'), 'true');
  await person.fillForm(VI, { code: `${code}x` });
  assert.equal(await person.page.getByLabel(VI.code).getAttribute('aria-invalid'), null, 'an edited field is not wrong any more');
  await person.press(VI.submit);
  await person.sees('Không tìm thấy mã này');
  await person.hasFocus('code');
  assert.equal(await person.value(VI.phone), '0901234567');
  await person.choose(VI.history);
  await person.page.getByText('Không được cộng điểm').first().waitFor();
  assert.equal(await person.page.getByText('Không được cộng điểm').count(), 2, 'both failed tries stand in the history');
});

test('an incomplete form is not sent: each field says what to do, and the first one takes the focus', async () => {
  const person = await stage.visit();
  let sent = 0;
  person.page.on('request', (request) => request.url().includes('/points/') && sent++);
  await person.press(VI.submit);
  for (const text of ['Nhập mã in trên sản phẩm.', 'Nhập họ và tên của bạn.', 'Nhập số điện thoại để nhận điểm.'])
    await person.sees(text);
  await person.hasFocus('code');
  await person.redeem(VI, { code: 'TIVInpmx8b98pfg', name: CUSTOMER.name, phone: 'abc', email: 'garnacho@' });
  await person.sees('Kiểm tra lại số điện thoại');
  await person.sees('Kiểm tra lại email');
  assert.equal(sent, 0);
});

test('a code pasted in a link or a message is found', async () => {
  const person = await stage.visit('/', { permissions: ['clipboard-read', 'clipboard-write'] });
  const field = person.page.getByLabel(VI.code);
  for (const text of ['https://brand.example/p?utm=x&code=TIVInpmx8b98pfg', 'Mã của bạn: TIVInpmx8b98pfg. Cảm ơn!']) {
    await field.fill('');
    await person.evaluate((text) => navigator.clipboard.writeText(text), text);
    await field.press('Control+V');
    await person.hasCode('TIVInpmx8b98pfg');
  }
});

test('two taps and Enter send one request', async () => {
  const person = await stage.visit();
  let sent = 0;
  await person.page.route('**/accumulate', async (route) => {
    sent++;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await person.fillForm(VI, { code: fresh(), ...CUSTOMER });
  await person.page.getByLabel(VI.email).press('Enter');
  await person.evaluate(() => {
    const button = document.querySelector('points-widget').shadowRoot.querySelector('[type=submit]');
    button.click();
    button.click();
  });
  await person.sees(/^\+\d+ điểm$/);
  assert.equal(sent, 1);
});

test('it speaks English where asked to, and keeps what was typed', async () => {
  const person = await stage.visit('/', { locale: 'en-GB' });
  await person.fillForm(VI, { code: 'TIVInpmx8b98pfg', name: CUSTOMER.name });
  await person.evaluate(() => document.querySelector('points-widget').setAttribute('lang', 'en-US'));
  await person.finds('field', EN.code);
  assert.equal(await person.value(EN.code), 'TIVInpmx8b98pfg');
  assert.equal(await person.value(EN.name), CUSTOMER.name);
  await person.redeem(EN, { phone: CUSTOMER.phone });
  await person.sees("We can't find this code.");
});
