// The history: asked for, filtered, paged, empty and failed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { CUSTOMER, RELAY, VI, browser, fill, open, sandbox, scratch } from './support.mjs';

let chrome, home, relay;

before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await relay?.stop();
  home.remove();
});

const historyTab = (page) => page.getByRole('tab', { name: VI.history }).click();
const ask = async (page, who) => {
  await page.getByLabel('Số điện thoại hoặc email').fill(who);
  await page.getByRole('button', { name: 'Xem lịch sử' }).click();
};

/** Redeems codes as the widget does, without a browser. */
async function collect(count, phone) {
  const codes = execFileSync(RELAY, ['codes', 'new', '--product', 'TIVI01', '--count', String(count), '--database', join(home.folder, 'points.sqlite3')], { encoding: 'utf8' }).trim().split('\n');
  for (const code of codes) {
    const body = { code, data: { emails: [], name: CUSTOMER.name, phones: [{ type: 'Work', value: phone }] } };
    const answer = await fetch(`${relay.origin}/points/accumulate`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.deepEqual(await answer.json(), { success: 1 });
  }
  return codes;
}

test('without a contact the history asks for one, and says what to type', async () => {
  const page = await open(chrome, relay.origin);
  await historyTab(page);
  await page.getByRole('button', { name: 'Xem lịch sử' }).click();
  await page.getByText('Nhập số điện thoại hoặc email đã dùng').waitFor();
  await ask(page, '0912 345 678');
  await page.getByText('Chưa có điểm nào').waitFor();
  await page.getByRole('button', { name: 'Tích mã đầu tiên' }).click();
  await page.getByLabel(VI.code).waitFor();
  await page.context().close();
});

test('pages of 20 follow each other, newest first, without a record twice', async () => {
  const codes = await collect(45, '0933333333');
  const page = await open(chrome, relay.origin);
  await historyTab(page);
  await ask(page, '0933333333');
  await page.getByRole('listitem').nth(19).waitFor();
  assert.equal(await page.getByRole('listitem').count(), 20);
  const more = page.getByRole('button', { name: 'Xem thêm' });
  await more.click();
  await page.getByRole('listitem').nth(39).waitFor();
  await more.click();
  await page.getByRole('listitem').nth(44).waitFor();
  await more.waitFor({ state: 'detached' });
  const shown = await page.getByRole('listitem').allTextContents();
  assert.deepEqual(shown.map((text) => text.match(/TIVI\w{11}/)[0]).sort(), codes.sort());
  assert.match(await page.getByRole('heading', { level: 3 }).first().textContent(), /\+4\.500$/, 'the month has its total');
  await page.context().close();
});

test('the dates are sent as a range in milliseconds, in the time zone of the attribute', async () => {
  await collect(1, '0944444444');
  const page = await open(chrome, relay.origin);
  await page.evaluate(() => document.querySelector('points-widget').setAttribute('time-zone', 'America/New_York'));
  await fill(page, VI, { phone: '0944444444' });
  await historyTab(page);
  await page.getByRole('listitem').first().waitFor();
  await page.getByLabel('Thời gian').selectOption({ label: 'Chọn ngày…' });
  const asked = page.waitForRequest((request) => request.url().includes('createdAtRangeTo'));
  await page.getByLabel('Từ ngày').fill('2023-08-01');
  await page.getByLabel('Đến ngày').fill('2023-08-31');
  const query = new URL((await asked).url()).searchParams;
  assert.equal(query.get('createdAtRangeFrom'), String(Date.parse('2023-08-01T00:00:00-04:00')));
  assert.equal(query.get('createdAtRangeTo'), String(Date.parse('2023-09-01T00:00:00-04:00') - 1));
  assert.equal(query.get('type'), 'point');
  await page.getByText('Không có mã nào trong khoảng thời gian này.').waitFor();
  await page.getByLabel('Đến ngày').fill('2023-07-01');
  await page.getByText('Ngày đầu phải trước ngày cuối.').waitFor();
  await page.getByRole('button', { name: 'Xem tất cả' }).click();
  await page.getByRole('listitem').first().waitFor();
  assert.equal(await page.getByLabel('Thời gian').locator('option:checked').textContent(), 'Tất cả');
  await page.context().close();
});

test('a failed reading says so, and tries again when asked', async () => {
  const page = await open(chrome, relay.origin);
  let isBroken = true;
  await page.route('**/history-point**', (route) => (isBroken ? route.fulfill({ status: 404, body: 'no' }) : route.continue()));
  await fill(page, VI, { phone: '0912345678' });
  await historyTab(page);
  await page.getByText('Lịch sử chưa xem được trên trang này').waitFor();
  isBroken = false;
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByText('Chưa có điểm nào').waitFor();
  await page.context().close();
});

test('what comes from the API is inert text', async () => {
  const page = await open(chrome, relay.origin);
  const name = '<img src=x onerror="window.pwned=1">\u202Egpj';
  const rows = [{ status: 1, score: -5, createdAt: 'soon', code: 'javascript:alert(1)', product: { name } }, null, 7];
  await page.route('**/history-point**', (route) => route.fulfill({ contentType: 'application/json', body: JSON.stringify(rows) }));
  await fill(page, VI, { phone: '0912345678' });
  await historyTab(page);
  await page.getByText('<img src=x onerror="window.pwned=1">gpj').waitFor();
  assert.equal(await page.getByRole('listitem').count(), 1);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  await page.context().close();
});
