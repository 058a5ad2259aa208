// The whole flow with nothing but a keyboard: the order of the focus, that it is always somewhere and always seen, and that
// every way in has a way out.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from './person.mjs';
import { STATES, studio } from './states.mjs';
import { CUSTOMER, VI, open } from './support.mjs';

let stage;
before(async () => {
  stage = await studio();
});
after(() => stage?.close());

/** Runs in the page: what has the focus, by its name as a customer knows it; `body` where nothing has. */
function focus() {
  const active = document.querySelector('points-widget').shadowRoot.activeElement ?? document.activeElement;
  if (active === document.body) return 'body';
  const label = active.labels?.[0] ?? active;
  return active.getAttribute('aria-label') ?? (active.localName === 'select' ? label.textContent : label.textContent.trim());
}
const isSeen = (page) => page.evaluate(() => {
  const active = document.querySelector('points-widget').shadowRoot.activeElement;
  const holder = active.matches('.hidden') ? active.closest('.way') : active;
  const { outlineStyle, outlineWidth } = getComputedStyle(holder);
  return outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2;
});
/** Waits until the focus is on what has this name, or passes the test. */
const has = (page, name) => until(async () => {
  const now = await page.evaluate(focus);
  return typeof name === 'string' ? now === name : name(now);
}, async () => `${name} has not the focus, but ${await page.evaluate(focus)}: it`);
/** Where Tab leads from here, until it leaves the widget or begins again; each stop must be seen. */
async function stops(page, key = 'Tab') {
  const names = [];
  for (;;) {
    await page.keyboard.press(key);
    const name = await page.evaluate(focus);
    const isNew = await page.evaluate((isFirst) => {
      const active = document.querySelector('points-widget').shadowRoot.activeElement;
      if (isFirst) window.first = active;
      return isFirst || active !== window.first;
    }, names.length === 0);
    if (name === 'body' || !isNew) return names;
    assert.ok(await isSeen(page), `the focus on ${name} is seen`);
    names.push(name);
  }
}
const type = async (page, text) => {
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
};
const shop = async (more = '') => {
  const page = await open(stage.chrome, `${stage.relay.origin}/${more}`, { reducedMotion: 'reduce' });
  await page.getByRole('tab', { name: VI.redeem }).waitFor();
  return page;
};

const FORM = [VI.code, VI.scan, VI.name, VI.phone, 'Email không bắt buộc', VI.remember, VI.submit];

test('Tab goes through the form in its order and out of it, and Shift+Tab back', async () => {
  const page = await shop();
  assert.deepEqual(await stops(page), [VI.redeem, ...FORM]);
  assert.deepEqual(await stops(page, 'Shift+Tab'), [VI.redeem, ...FORM].reverse());
  await page.context().close();
});

test('a code is redeemed, its outcome has the focus, and the history is one key further', async () => {
  const page = await shop(`?code=${stage.relay.codes[0]}`);
  for (let n = 0; n < 4; n++) await page.keyboard.press('Tab');
  await has(page, VI.name);
  await type(page, CUSTOMER.name);
  await page.keyboard.type(CUSTOMER.phone);
  await page.keyboard.press('Enter');
  await has(page, 'Tích điểm thành công');
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  await has(page, 'Tích điểm thành công');
  assert.deepEqual(await stops(page), [VI.another, VI.seeHistory]);

  await page.getByRole('button', { name: VI.seeHistory }).focus();
  await page.keyboard.press('Enter');
  await has(page, VI.history);
  await page.getByRole('listitem').first().waitFor();
  assert.deepEqual(await stops(page), ['Đổi', 'Thời gian']);
  await page.getByRole('tab', { name: VI.history }).focus();
  await page.keyboard.press('ArrowLeft');
  await has(page, VI.redeem);
  await page.keyboard.press('Tab');
  await has(page, VI.another);
  await page.keyboard.press('Space');
  await has(page, VI.code);
  await page.context().close();
});

test('points that come later than their title leave the focus on it', async () => {
  const page = await shop();
  const records = [];
  await page.route('**/accumulate', (route) => route.fulfill({ body: '{"success":1}' }));
  await page.route('**/history-point**', (route) => route.fulfill({ body: JSON.stringify(records) }));
  for (const [label, text] of [[VI.code, 'TIVInpmx8b98pfg'], [VI.name, CUSTOMER.name], [VI.phone, CUSTOMER.phone]]) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  await page.keyboard.press('Enter');
  await has(page, 'Đã nhận mã của bạn');
  await page.waitForResponse('**/history-point**');
  await has(page, 'Đã nhận mã của bạn');
  records.push({ id: 'r', code: 'TIVInpmx8b98pfg', status: 1, score: 100, createdAt: 1_692_084_490_615, product: { name: 'TV' } });
  await page.getByText('+100').waitFor();
  await has(page, 'Tích điểm thành công');
  await page.context().close();
});

test('a form that is not sent puts the focus on the first field that is wrong', async () => {
  const page = await shop();
  await page.getByRole('button', { name: VI.submit, exact: true }).focus();
  await page.keyboard.press('Enter');
  await has(page, VI.code);
  await type(page, 'TIVInpmx8b98pfg');
  await page.getByLabel(VI.phone, { exact: true }).focus();
  await page.keyboard.press('Enter');
  await has(page, VI.name);
  await page.context().close();
});

test('an outcome that is not known has the focus, and every way on from it keeps it', async () => {
  const page = await shop();
  await STATES.unconfirmed(page, VI);
  await has(page, 'Chưa rõ điểm đã vào chưa');
  assert.deepEqual(await stops(page), ['Kiểm tra lại', 'Gửi lại mã này', VI.another]);
  await page.getByRole('button', { name: 'Kiểm tra lại' }).focus();
  await page.keyboard.press('Enter');
  await has(page, 'Kiểm tra lại');
  await page.unroute('**/points/**');
  let answer;
  await page.route('**/accumulate', (route) => (answer = () => route.fulfill({ status: 409, body: '{"success":0}' })));
  await page.route('**/history-point**', (route) => route.fulfill({ body: '[]' }));
  await page.getByRole('button', { name: 'Gửi lại mã này' }).focus();
  await page.keyboard.press('Enter');
  await has(page, (now) => now.startsWith(VI.submit)); // and says that it is sent
  await until(() => answer, async () => 'nothing was sent');
  await answer();
  await has(page, 'Chưa rõ điểm đã vào chưa');
  await page.context().close();
});

test('the history is asked for, filtered and continued, and the focus goes on to the first new record', async () => {
  const page = await shop();
  await page.route('**/history-point**', (route) => {
    const number = Number(new URL(route.request().url()).searchParams.get('page') ?? 1);
    const records = Array.from({ length: number < 3 ? 20 : 4 }, (_, n) => {
      const at = (number - 1) * 20 + n;
      return { id: `r${at}`, code: `C${at}`, status: 1, score: 5, createdAt: 1_692_084_490_615 - at * 86_400_000, product: { name: `P${at}` } };
    });
    return route.fulfill({ body: JSON.stringify(records) });
  });
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await has(page, VI.history);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type(CUSTOMER.phone);
  await page.keyboard.press('Enter');
  await has(page, '086•••3456');
  await page.getByRole('listitem').nth(19).waitFor();
  assert.deepEqual(await stops(page), ['Đổi', 'Thời gian', 'Xem thêm']);
  for (const [from, count] of [[20, 40], [40, 44]]) {
    await page.getByRole('button', { name: 'Xem thêm' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').nth(count - 1).waitFor();
    await has(page, (now) => now.startsWith(`P${from}+5`));
  }
  await page.getByLabel('Thời gian').focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('listitem').nth(19).waitFor();
  await has(page, 'Thời gian');
  await page.getByRole('button', { name: 'Đổi' }).focus();
  await page.keyboard.press('Enter');
  await has(page, 'Số điện thoại hoặc email');
  await page.context().close();
});

test('a history that fails is tried again, and the focus stays in it', async () => {
  const page = await shop();
  await STATES.failed(page, VI);
  await page.getByRole('button', { name: VI.retry }).focus();
  await page.keyboard.press('Enter');
  await has(page, '086•••3456');
  await page.context().close();
});

test('the scanner takes the focus, keeps nobody, and gives it back', async () => {
  const page = await shop();
  await STATES.scanswitches(page, VI);
  await has(page, VI.close);
  assert.deepEqual(await stops(page), ['Đèn', 'Phóng to 1×', 'Đổi camera', VI.choosePhoto, VI.typeCode]);
  await page.getByRole('button', { name: VI.close }).focus();
  for (const [key, name, back] of [['Enter', VI.close, VI.scan], ['Escape', VI.close, VI.scan], ['Enter', VI.typeCode, VI.code]]) {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press(key);
    await has(page, back);
    await page.getByRole('button', { name: VI.scan, exact: true }).focus();
    await page.keyboard.press('Enter');
    await has(page, VI.close);
  }
  await page.context().close();
});

test('consent and remembering: the box that is missing has the focus, and so has what follows a change of who collects', async () => {
  const page = await shop();
  await STATES.consentwrong(page, VI);
  await has(page, 'Tôi đồng ý cho dùng thông tin của tôi để tích điểm.');
  await page.keyboard.press('Space');
  assert.ok(await page.getByLabel('Tôi đồng ý').isChecked());
  assert.deepEqual(await stops(page), ['Thông báo về quyền riêng tư', VI.submit]);
  await page.context().close();

  const other = await shop();
  await STATES.remembered(other, VI);
  await has(other, VI.code);
  assert.deepEqual(await stops(other), [VI.scan, 'Đổi', VI.forget, VI.submit]);
  await other.getByRole('button', { name: 'Đổi' }).focus();
  await other.keyboard.press('Enter');
  await has(other, VI.name);
  await other.context().close();
});

test('a customer who has gone elsewhere on the page is not called back', async () => {
  const page = await shop();
  await page.evaluate(() => document.querySelector('main').append(Object.assign(document.createElement('input'), { id: 'search' })));
  let answer;
  await page.route('**/accumulate', (route) => (answer = () => route.fulfill({ body: '{"success":1}' })));
  await page.route('**/history-point**', (route) => route.fulfill({ body: '[]' }));
  await page.getByLabel(VI.code, { exact: true }).fill('TIVInpmx8b98pfg');
  await page.getByLabel(VI.name, { exact: true }).fill(CUSTOMER.name);
  await page.getByLabel(VI.phone, { exact: true }).fill(CUSTOMER.phone);
  await page.keyboard.press('Enter');
  await until(() => answer, async () => 'nothing was sent');
  await page.locator('#search').focus();
  await answer();
  await page.getByRole('button', { name: VI.another }).waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
  await page.context().close();
});
