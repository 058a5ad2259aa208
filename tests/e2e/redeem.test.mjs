// A customer redeems a code and finds it in the history: the real widget, a real Chromium, the real relay.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CUSTOMER, EN, VI, browser, fill, open, sandbox, scratch, send } from './support.mjs';

let chrome, home, relay, codes;

/** Codes not used by another test. */
const fresh = () => codes.pop();

before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  codes = relay.codes;
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await relay?.stop();
  home.remove();
});

const tab = (page, name) => page.getByRole('tab', { name });

test('a scanned code is filled in, earns its points, stands in the history, and is refused the second time', async () => {
  const code = fresh();
  const page = await open(chrome, `${relay.origin}/?code=${code}`);
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ['points-accumulated', 'points-rejected', 'points-unconfirmed', 'points-error'])
      document.addEventListener(name, (event) => window.heard.push([name, event.detail]));
  });
  assert.equal(await page.getByLabel(VI.code).inputValue(), code);
  await fill(page, VI, { name: CUSTOMER.name, phone: '+84 867 123 456' });
  const request = page.waitForRequest('**/accumulate');
  await send(page, VI);
  assert.deepEqual((await request).postDataJSON(), {
    code,
    data: { emails: [], name: CUSTOMER.name, phones: [{ type: 'Work', value: CUSTOMER.phone }] },
  });
  const earned = page.getByText(/^\+\d+ điểm$/);
  await earned.waitFor();
  const points = (await earned.textContent()).match(/\d+/)[0];
  await page.getByText(/Có trong lịch sử từ \d\d:\d\d/).waitFor();

  await page.getByRole('button', { name: 'Xem lịch sử của tôi' }).click();
  await page.getByText('086•••3456').waitFor();
  const row = page.getByRole('listitem');
  await row.getByText(code).waitFor();
  await row.getByText(`+${points}`).waitFor();
  await row.getByText('Đã cộng điểm').waitFor();

  await tab(page, VI.redeem).click();
  await page.getByRole('button', { name: VI.another }).click();
  assert.equal(await page.getByLabel(VI.code).inputValue(), '', 'the next code starts empty');
  assert.equal(await page.getByLabel(VI.name).inputValue(), CUSTOMER.name, 'who collects stays');
  await fill(page, VI, { code });
  await send(page, VI);
  await page.getByText(new RegExp(`Bạn đã tích mã này lúc .*: \\+${points} điểm`)).waitFor();
  assert.equal(await page.getByLabel(VI.code).inputValue(), code, 'nothing typed is lost');

  const heard = await page.evaluate(() => window.heard);
  assert.deepEqual(heard.map(([name]) => name), ['points-accumulated', 'points-rejected']);
  assert.equal(heard[0][1].score, Number(points));
  assert.deepEqual(heard[1][1], { reason: 'yours' });
  assert.doesNotMatch(JSON.stringify(heard), /Garnacho|0867|gmail/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("another customer's code is refused as used, a mistyped one as unknown, and the form is kept", async () => {
  const code = fresh();
  const page = await open(chrome, relay.origin);
  await fill(page, VI, { code, ...CUSTOMER });
  await send(page, VI);
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  await page.getByRole('button', { name: VI.another }).click();
  await fill(page, VI, { code, phone: '0901234567', email: 'xyz@example.com' });
  await send(page, VI);
  await page.getByText('Mã này đã được dùng').waitFor();
  assert.equal(await page.getByLabel(VI.code).getAttribute('aria-invalid'), 'true');
  await fill(page, VI, { code: `${code}x` });
  assert.equal(await page.getByLabel(VI.code).getAttribute('aria-invalid'), null, 'an edited field is not wrong any more');
  await send(page, VI);
  await page.getByText('Không có mã này').waitFor();
  await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.activeElement?.id === 'code');
  assert.equal(await page.getByLabel(VI.phone).inputValue(), '0901234567');
  await tab(page, VI.history).click();
  await page.getByText('Không được tính').first().waitFor();
  assert.equal(await page.getByText('Không được tính').count(), 2, 'both failed tries stand in the history');
  await page.context().close();
});

test('an incomplete form is not sent: each field says what to do, and the first one takes the focus', async () => {
  const page = await open(chrome, relay.origin);
  let sent = 0;
  page.on('request', (request) => request.url().includes('/points/') && sent++);
  await send(page, VI);
  for (const text of ['Nhập mã in trên sản phẩm.', 'Cho biết họ tên của bạn.', 'Nhập số điện thoại để nhận điểm.'])
    await page.getByText(text).waitFor();
  await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.activeElement?.id === 'code');
  await fill(page, VI, { code: 'TIVInpmx8b98pfg', name: CUSTOMER.name, phone: 'abc', email: 'garnacho@' });
  await send(page, VI);
  await page.getByText('Kiểm tra lại số điện thoại').waitFor();
  await page.getByText('Kiểm tra lại email').waitFor();
  assert.equal(sent, 0);
  await page.context().close();
});

test('a code pasted in a link or a message is found', async () => {
  const page = await open(chrome, relay.origin, { permissions: ['clipboard-read', 'clipboard-write'] });
  const field = page.getByLabel(VI.code);
  for (const text of ['https://brand.example/p?utm=x&code=TIVInpmx8b98pfg', 'Mã của bạn: TIVInpmx8b98pfg. Cảm ơn!']) {
    await field.fill('');
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await field.press('Control+V');
    await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.getElementById('code').value === 'TIVInpmx8b98pfg');
  }
  await page.context().close();
});

test('two taps and Enter send one request', async () => {
  const page = await open(chrome, relay.origin);
  let sent = 0;
  await page.route('**/accumulate', async (route) => {
    sent++;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await fill(page, VI, { code: fresh(), ...CUSTOMER });
  await page.getByLabel(VI.email).press('Enter');
  await page.evaluate(() => {
    const button = document.querySelector('points-widget').shadowRoot.querySelector('[type=submit]');
    button.click();
    button.click();
  });
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  assert.equal(sent, 1);
  await page.context().close();
});

test('it speaks English where asked to, and keeps what was typed', async () => {
  const page = await open(chrome, relay.origin, { locale: 'en-GB' });
  await fill(page, VI, { code: 'TIVInpmx8b98pfg', name: CUSTOMER.name });
  await page.evaluate(() => document.querySelector('points-widget').setAttribute('lang', 'en-US'));
  await page.getByLabel(EN.code).waitFor();
  assert.equal(await page.getByLabel(EN.code).inputValue(), 'TIVInpmx8b98pfg');
  assert.equal(await page.getByLabel(EN.name).inputValue(), CUSTOMER.name);
  await fill(page, EN, { phone: CUSTOMER.phone });
  await send(page, EN);
  await page.getByText('There is no such code.').waitFor();
  await page.context().close();
});
