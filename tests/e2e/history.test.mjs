// The history: asked for, filtered, paged, empty and failed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { replaceApi } from '../harness/fake-api.mjs';
import { RELAY } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['relay', 'chrome']);

const ask = async (person, who) => {
  await person.fill('Số điện thoại hoặc email', who);
  await person.press('Xem lịch sử');
};

/** Redeems codes as the widget does, without a browser. */
async function collect(count, phone) {
  const codes = execFileSync(RELAY, ['codes', 'new', '--product', 'TIVI01', '--count', String(count), '--database', join(stage.home, 'points.sqlite3')], { encoding: 'utf8' }).trim().split('\n');
  for (const code of codes) {
    const body = { code, data: { emails: [], name: CUSTOMER.name, phones: [{ type: 'Work', value: phone }] } };
    const answer = await fetch(`${stage.relay.origin}/points/accumulate`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.deepEqual(await answer.json(), { success: 1 });
  }
  return codes;
}

test('without a contact the history asks for one, and says what to type', async () => {
  const person = await stage.visit();
  await person.choose(VI.history);
  await person.press('Xem lịch sử');
  await person.sees('Nhập số điện thoại hoặc email đã dùng');
  await ask(person, '0912 345 678');
  await person.sees('Chưa có điểm nào');
  await person.press('Nhập mã đầu tiên');
  await person.finds('field', VI.code);
});

test('pages of 20 follow each other, newest first, without a record twice', async () => {
  const codes = await collect(45, '0933333333');
  const person = await stage.visit();
  await person.choose(VI.history);
  await ask(person, '0933333333');
  await person.page.getByRole('listitem').nth(19).waitFor();
  assert.equal(await person.page.getByRole('listitem').count(), 20);
  const more = person.page.getByRole('button', { name: 'Xem thêm' });
  await more.click();
  await person.page.getByRole('listitem').nth(39).waitFor();
  await more.click();
  await person.page.getByRole('listitem').nth(44).waitFor();
  await more.waitFor({ state: 'detached' });
  const shown = await person.page.getByRole('listitem').allTextContents();
  assert.deepEqual(shown.map((text) => text.match(/TIVI\w{11}/)[0]).sort(), codes.sort());
  assert.match(await person.page.getByRole('heading', { level: 3 }).first().textContent(), /\+4\.500$/, 'the month has its total');
});

test('the dates are sent as a range in milliseconds, in the time zone of the attribute', async () => {
  await collect(1, '0944444444');
  const person = await stage.visit();
  await person.evaluate(() => document.querySelector('points-widget').setAttribute('time-zone', 'America/New_York'));
  await person.fillForm(VI, { phone: '0944444444' });
  await person.choose(VI.history);
  await person.page.getByRole('listitem').first().waitFor();
  await person.page.getByLabel('Thời gian').selectOption({ label: 'Chọn ngày…' });
  const asked = person.page.waitForRequest((request) => request.url().includes('createdAtRangeTo'));
  await person.fill('Từ ngày', '2023-08-01');
  await person.fill('Đến ngày', '2023-08-31');
  const query = new URL((await asked).url()).searchParams;
  assert.equal(query.get('createdAtRangeFrom'), String(Date.parse('2023-08-01T00:00:00-04:00')));
  assert.equal(query.get('createdAtRangeTo'), String(Date.parse('2023-09-01T00:00:00-04:00') - 1));
  assert.equal(query.get('type'), 'point');
  await person.sees('Không có mã nào trong khoảng thời gian này.');
  await person.fill('Đến ngày', '2023-07-01');
  await person.sees('Ngày kết thúc không được trước ngày bắt đầu.');
  await person.press('Xem tất cả');
  await person.page.getByRole('listitem').first().waitFor();
  assert.equal(await person.page.getByLabel('Thời gian').locator('option:checked').textContent(), 'Tất cả');
});

test('a failed reading says so, and tries again when asked', async () => {
  const person = await stage.visit();
  (await replaceApi(person.page)).has({ status: 404, body: 'no' }, []);
  await person.fillForm(VI, { phone: '0912345678' });
  await person.choose(VI.history);
  await person.sees('Trang này hiện chưa xem được lịch sử');
  await person.press('Thử lại');
  await person.sees('Chưa có điểm nào');
});

test('what comes from the API is inert text', async () => {
  const person = await stage.visit();
  const name = '<img src=x onerror="window.pwned=1">\u202Egpj';
  const rows = [{ status: 1, score: -5, createdAt: 'soon', code: 'javascript:alert(1)', product: { name } }, null, 7];
  (await replaceApi(person.page)).has(rows);
  await person.fillForm(VI, { phone: '0912345678' });
  await person.choose(VI.history);
  await person.sees('<img src=x onerror="window.pwned=1">gpj');
  assert.equal(await person.page.getByRole('listitem').count(), 1);
  assert.equal(await person.evaluate(() => window.pwned), undefined);
});
