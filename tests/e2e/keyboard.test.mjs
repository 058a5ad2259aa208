// The whole flow with nothing but a keyboard: the order of the focus, that it is never lost and always visible, and that
// nothing traps it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { held, record, replaceApi } from '../harness/fake-api.mjs';
import { until } from '../harness/person.mjs';
import { useStage } from '../harness/stage.mjs';
import { STATES, withCamera } from '../harness/states.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['relay'], withCamera);

/** Runs in the page: what has the focus, by its name as a customer knows it; `body` where nothing has. */
function focus() {
  const active = document.querySelector('points-widget').shadowRoot.activeElement ?? document.activeElement;
  if (active === document.body) return 'body';
  const label = active.labels?.[0] ?? active;
  return active.getAttribute('aria-label') ?? (active.localName === 'select' ? label.textContent : label.textContent.trim());
}
const isSeen = (person) => person.evaluate(() => {
  const active = document.querySelector('points-widget').shadowRoot.activeElement;
  const holder = active.matches('.hidden') ? active.closest('.way') : active;
  const { outlineStyle, outlineWidth } = getComputedStyle(holder);
  return outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2;
});
/** Waits until the focus is on what has this name, or passes the test. */
const has = (person, name) => until(async () => {
  const now = await person.evaluate(focus);
  return typeof name === 'string' ? now === name : name(now);
}, async () => `${name} has not the focus, but ${await person.evaluate(focus)}: it`);
/** Where Tab leads from here, until it leaves the widget or begins again; each stop must be seen. */
async function stops(person, key = 'Tab') {
  const names = [];
  for (;;) {
    await person.page.keyboard.press(key);
    const name = await person.evaluate(focus);
    const isNew = await person.evaluate((isFirst) => {
      const active = document.querySelector('points-widget').shadowRoot.activeElement;
      if (isFirst) window.first = active;
      return isFirst || active !== window.first;
    }, names.length === 0);
    if (name === 'body' || !isNew) return names;
    assert.ok(await isSeen(person), `the focus on ${name} is seen`);
    names.push(name);
  }
}
const type = async (person, text) => {
  await person.page.keyboard.type(text);
  await person.page.keyboard.press('Tab');
};
const visit = async (path) => {
  const person = await stage.visit(path, { reducedMotion: 'reduce' });
  await person.finds('tab', VI.redeem);
  return person;
};
/** Gives the focus to a button, and presses a key there. */
async function pressOn(person, name, key = 'Enter') {
  await person.page.getByRole('button', { name, exact: true }).focus();
  await person.page.keyboard.press(key);
}

const FORM = [VI.code, VI.scan, VI.name, VI.phone, 'Email (không bắt buộc)', VI.remember, VI.submit];

test('Tab goes through the form in its order and out of it, and Shift+Tab back', async () => {
  const person = await visit();
  assert.deepEqual(await stops(person), [VI.redeem, ...FORM]);
  assert.deepEqual(await stops(person, 'Shift+Tab'), [VI.redeem, ...FORM].reverse());
});

test('a code is redeemed, its outcome has the focus, and the history is one key further', async () => {
  const person = await visit(`/?code=${stage.relay.codes[0]}`);
  for (let n = 0; n < 4; n++) await person.page.keyboard.press('Tab');
  await has(person, VI.name);
  await type(person, CUSTOMER.name);
  await person.page.keyboard.type(CUSTOMER.phone);
  await person.page.keyboard.press('Enter');
  await has(person, 'Tích điểm thành công');
  await person.sees(/^\+\d+ điểm$/);
  await has(person, 'Tích điểm thành công');
  assert.deepEqual(await stops(person), [VI.another, VI.seeHistory]);

  await pressOn(person, VI.seeHistory);
  await has(person, VI.history);
  await person.page.getByRole('listitem').first().waitFor();
  assert.deepEqual(await stops(person), ['Thay đổi', 'Thời gian']);
  await person.page.getByRole('tab', { name: VI.history }).focus();
  await person.page.keyboard.press('ArrowLeft');
  await has(person, VI.redeem);
  await person.page.keyboard.press('Tab');
  await has(person, VI.another);
  await person.page.keyboard.press('Space');
  await has(person, VI.code);
});

test('points that come later than their title leave the focus on it', async () => {
  const person = await visit();
  const api = await replaceApi(person.page);
  api.posts({ body: { success: 1 } });
  api.has([]);
  await person.fillForm(VI, { code: 'TIVInpmx8b98pfg', name: CUSTOMER.name, phone: CUSTOMER.phone });
  await person.page.keyboard.press('Enter');
  await has(person, 'Đã nhận mã của bạn');
  await person.page.waitForResponse('**/history-point**');
  await has(person, 'Đã nhận mã của bạn');
  api.has([record('TIVInpmx8b98pfg', 1_692_084_490_615)]);
  await person.sees('+100');
  await has(person, 'Tích điểm thành công');
});

test('a form that is not sent puts the focus on the first field that is wrong', async () => {
  const person = await visit();
  await pressOn(person, VI.submit);
  await has(person, VI.code);
  await type(person, 'TIVInpmx8b98pfg');
  await person.page.getByLabel(VI.phone, { exact: true }).focus();
  await person.page.keyboard.press('Enter');
  await has(person, VI.name);
});

test('an unknown outcome takes the focus, and each action on it keeps the focus there', async () => {
  const person = await visit();
  await STATES.unconfirmed(person, VI);
  await has(person, 'Chưa rõ điểm đã vào chưa');
  assert.deepEqual(await stops(person), ['Kiểm tra lại', 'Gửi lại mã này', VI.another]);
  await pressOn(person, 'Kiểm tra lại');
  await has(person, 'Kiểm tra lại');
  const [api, { answer, give }] = [await replaceApi(person.page), held()];
  api.posts(answer);
  api.has([]);
  const isSent = api.expects('POST');
  await pressOn(person, 'Gửi lại mã này');
  await has(person, (now) => now.startsWith(VI.submit)); // and says that it is sent
  await isSent();
  give({ status: 409, body: { success: 0 } });
  await has(person, 'Chưa rõ điểm đã vào chưa');
});

test('the history is asked for, filtered and continued, and the focus goes on to the first new record', async () => {
  const person = await visit();
  const records = Array.from({ length: 44 }, (_, at) => ({ ...record(`C${at}`, 1_692_084_490_615 - at * 86_400_000, 5), product: { name: `P${at}` } }));
  const first = records.slice(0, 20);
  (await replaceApi(person.page)).has(first, records.slice(20, 40), records.slice(40), first);
  await person.page.keyboard.press('Tab');
  await person.page.keyboard.press('ArrowRight');
  await has(person, VI.history);
  await person.page.keyboard.press('Tab');
  await person.page.keyboard.press('Enter');
  await person.page.keyboard.type(CUSTOMER.phone);
  await person.page.keyboard.press('Enter');
  await has(person, '086•••3456');
  await person.page.getByRole('listitem').nth(19).waitFor();
  assert.deepEqual(await stops(person), ['Thay đổi', 'Thời gian', 'Xem thêm']);
  for (const [from, count] of [[20, 40], [40, 44]]) {
    await pressOn(person, 'Xem thêm');
    await person.page.getByRole('listitem').nth(count - 1).waitFor();
    await has(person, (now) => now.startsWith(`P${from}+5`));
  }
  await person.page.getByLabel('Thời gian').focus();
  await person.page.keyboard.press('ArrowDown');
  await person.page.getByRole('listitem').nth(19).waitFor();
  await has(person, 'Thời gian');
  await pressOn(person, 'Thay đổi');
  await has(person, 'Số điện thoại hoặc email');
});

test('a history that fails is tried again, and the focus stays in it', async () => {
  const person = await visit();
  await STATES.failed(person, VI);
  await pressOn(person, VI.retry);
  await has(person, '086•••3456');
});

test('the scanner takes the focus, does not trap it, and returns it', async () => {
  const person = await visit();
  await STATES.scanswitches(person, VI);
  await has(person, VI.close);
  assert.deepEqual(await stops(person), ['Đèn pin', 'Phóng to 1×', 'Đổi camera', VI.choosePhoto, VI.typeCode]);
  await person.page.getByRole('button', { name: VI.close }).focus();
  for (const [key, name, back] of [['Enter', VI.close, VI.scan], ['Escape', VI.close, VI.scan], ['Enter', VI.typeCode, VI.code]]) {
    await person.page.getByRole('button', { name }).focus();
    await person.page.keyboard.press(key);
    await has(person, back);
    await pressOn(person, VI.scan);
    await has(person, VI.close);
  }
});

test('consent and remembering: the box that is not ticked gets the focus, and so does what follows a change of the customer', async () => {
  const person = await visit();
  await STATES.consentwrong(person, VI);
  await has(person, 'Tôi đồng ý cho sử dụng thông tin cá nhân của tôi để tích điểm và xem lịch sử.');
  await person.page.keyboard.press('Space');
  assert.ok(await person.page.getByLabel('Tôi đồng ý').isChecked());
  assert.deepEqual(await stops(person), ['Chính sách bảo mật', VI.submit]);
  await person.close();

  const other = await visit();
  await STATES.remembered(other, VI);
  await has(other, VI.code);
  assert.deepEqual(await stops(other), [VI.scan, 'Thay đổi', VI.forget, VI.submit]);
  await pressOn(other, 'Thay đổi');
  await has(other, VI.name);
});

test('an outcome does not take the focus from another part of the page', async () => {
  const person = await visit();
  await person.evaluate(() => document.querySelector('main').append(Object.assign(document.createElement('input'), { id: 'search' })));
  const [api, { answer, give }] = [await replaceApi(person.page), held()];
  api.posts(answer);
  api.has([]);
  await person.fillForm(VI, { code: 'TIVInpmx8b98pfg', name: CUSTOMER.name, phone: CUSTOMER.phone });
  const isSent = api.expects('POST');
  await person.page.keyboard.press('Enter');
  await isSent();
  await person.page.locator('#search').focus();
  give({ body: { success: 1 } });
  await person.finds('button', VI.another);
  await person.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await person.evaluate(() => document.activeElement.id), 'search');
});
