// What a screen reader has to say, read from Chromium's own accessibility tree: names, descriptions, errors, and the live
// regions, which must stand there before what they tell.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { STATES, studio } from './states.mjs';
import { EN, VI } from './support.mjs';

let stage;
before(async () => {
  stage = await studio();
});
after(() => stage?.close());

/** The tree as Chromium gives it to the system: `[{ role, name, description, live, … }]`. */
async function tree(page) {
  const wire = await page.context().newCDPSession(page);
  const { nodes } = await wire.send('Accessibility.getFullAXTree');
  await wire.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (node) => [node, ...node.childIds.flatMap((id) => (byId.has(id) ? inOrder(byId.get(id)) : []))];
  return inOrder(nodes[0]).filter(({ ignored }) => !ignored).map(({ role, name, description, properties }) => ({
    role: role?.value, name: name?.value ?? '', description: description?.value ?? '',
    ...Object.fromEntries((properties ?? []).map(({ name, value }) => [name, value.value])),
  }));
}
const CONTROLS = ['textbox', 'button', 'tab', 'combobox', 'checkbox', 'link', 'Date'];
const controls = async (page) => (await tree(page)).filter(({ role }) => CONTROLS.includes(role));
const named = (nodes) => nodes.map(({ role, name }) => `${role} ${name}`);

test('every control of every state has a name', async () => {
  for (const state of Object.keys(STATES)) {
    const page = await stage.enter(state, ['vi', VI]);
    const nodes = await controls(page);
    assert.ok(nodes.length >= 3, state);
    assert.deepEqual(nodes.filter(({ name }) => !/\p{L}/u.test(name)), [], state);
    await page.context().close();
  }
});

test('the form says what it wants: names, what is required, hints', async () => {
  const page = await stage.enter('form', ['en', EN]);
  const nodes = await controls(page);
  assert.deepEqual(named(nodes), [
    'tab Collect points', 'tab History', 'textbox Code on the product', 'button Scan the code', 'textbox Full name',
    'textbox Phone', 'textbox E-mail optional', 'checkbox Remember me on this phone', 'button Collect points',
  ]);
  const at = (name) => nodes.find((node) => node.name === name);
  assert.match(at('Code on the product').description, /Capitals matter/);
  assert.deepEqual(['Code on the product', 'Phone', 'E-mail optional'].map((name) => at(name).required), [true, true, false]);
  assert.equal(at('Collect points').disabled, undefined);
  await page.context().close();
});

test('what is wrong is said with the field, and only there', async () => {
  const page = await stage.enter('faults', ['vi', VI]);
  const fields = (await controls(page)).filter(({ role }) => role === 'textbox');
  assert.deepEqual(fields.map(({ invalid, description }) => [invalid, description]), [
    ['true', 'Nhập mã in trên sản phẩm.'], ['true', 'Cho biết họ tên của bạn.'], ['true', 'Nhập số điện thoại để nhận điểm.'], ['false', ''],
  ]);
  await page.context().close();
  const box = await stage.enter('consentwrong', ['vi', VI]);
  const consent = (await controls(box)).find(({ name }) => name.startsWith('Tôi đồng ý'));
  assert.deepEqual([consent.invalid, consent.description], ['true', 'Đánh dấu vào ô này để tích điểm.']);
  await box.context().close();
  const dates = await stage.enter('dateswrong', ['vi', VI]);
  assert.deepEqual(await dates.evaluate(() => [...document.querySelector('points-widget').shadowRoot.querySelectorAll('[type=date]')]
    .map((field) => [field.ariaInvalid ?? field.getAttribute('aria-invalid'), field.getAttribute('aria-describedby')])),
  [['true', 'dates-note'], ['true', 'dates-note']]);
  await dates.context().close();
});

/** Notes what each live region says, from now on: `[[role, text]]`. A region that comes with its text is not heard. */
const listen = (page) => page.evaluate(() => {
  window.heard = [];
  const { shadowRoot } = document.querySelector('points-widget');
  const regions = new Map();
  const read = () => {
    for (const region of shadowRoot.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')) {
      const text = region.textContent.trim();
      const before = regions.get(region);
      // An alert is heard when it comes, too.
      if (text && text !== before && (before !== undefined || region.role === 'alert')) window.heard.push([region.role ?? region.getAttribute('role') ?? 'note', text]);
      regions.set(region, text);
    }
  };
  read();
  new MutationObserver(read).observe(shadowRoot, { subtree: true, childList: true, characterData: true });
});
const heard = (page) => page.evaluate(() => window.heard);
/** What is heard from the form, as it opens, to this state. */
async function hear(state) {
  const page = await stage.enter('form', ['vi', VI]);
  await listen(page);
  await STATES[state](page, VI);
  const lines = await heard(page);
  await page.context().close();
  return lines;
}
const has = (lines, role, text) => assert.ok(
  lines.some((line) => line[0] === role && (text instanceof RegExp ? text.test(line[1]) : line[1] === text)), `${role} ${text} in ${JSON.stringify(lines)}`);

test('progress and outcomes are told by a region that was there before: politely', async () => {
  const sent = await hear('sending');
  has(sent, 'status', 'Đang gửi…');
  has(sent, 'status', /^Mạng đang chậm/);
  const success = await hear('success');
  has(success, 'status', /^Tích điểm thành công\+100 điểm/);
  has(await hear('waiting'), 'status', /^Đã nhận mã của bạn/);
  has(await hear('unconfirmed'), 'status', /^Chưa rõ điểm đã vào chưa/);
  for (const lines of [sent, success]) assert.deepEqual(lines.filter(([role]) => role === 'alert'), []);
});

test('an error of the whole form is an alert; what is under a field is heard politely, while typing too', async () => {
  has(await hear('setup'), 'alert', /^Trang này chưa sẵn sàng/);
  const waiting = await hear('wait');
  has(waiting, 'alert', /^Đang có nhiều người/);
  assert.equal(waiting.filter(([, text]) => /giây/.test(text)).length, 0, 'the countdown is not read out');
  has(await hear('hint'), 'note', /./);
  const used = await hear('used');
  has(used, 'note', /^Mã này đã được dùng/);
  assert.deepEqual(used.filter(([role]) => role === 'alert'), []);
});

test('what was said is not said again while the customer types elsewhere', async () => {
  for (const [state, selector] of [['setup', '[role=alert] p'], ['faults', '#phone-note p']]) {
    const page = await stage.enter(state, ['vi', VI]);
    const said = await page.locator(`points-widget ${selector}`).elementHandle();
    await page.getByLabel(VI.name, { exact: true }).pressSequentially('Ánh');
    await page.getByLabel(VI.email).pressSequentially('a');
    assert.ok(await said.evaluate((node) => node.isConnected), state);
    await page.context().close();
  }
});

test('the history says that it is read, how many records there are, and what failed', async () => {
  for (const [state, expected] of [
    ['list', [['status', 'Đang tải…'], ['status', 'Lịch sử: 20']]],
    ['empty', [['status', 'Đang tải…'], ['status', 'Lịch sử: 0']]],
  ]) {
    const page = await stage.enter('ask', ['vi', VI]);
    await listen(page);
    await page.getByRole('tab', { name: VI.redeem }).click();
    await STATES[state](page, VI);
    await page.getByRole('combobox').selectOption({ index: 1 });
    await page.waitForFunction((count) => window.heard.length >= count, 2);
    const lines = await heard(page);
    for (const line of expected) has(lines, ...line);
    await page.context().close();
  }
  has(await hear('failed'), 'alert', /^Lịch sử chưa xem được/);
  has(await hear('morefailed'), 'alert', /^Chưa tải được lịch sử/);
  has(await hear('dateswrong'), 'alert', 'Ngày đầu phải trước ngày cuối.');
});

test('the headings make an outline, and records are lists of it', async () => {
  const page = await stage.enter('list', ['vi', VI]);
  const nodes = await tree(page);
  assert.deepEqual(nodes.filter(({ role }) => role === 'heading').map(({ name, level }) => [level, name]), [
    [1, 'Mỗi sản phẩm, thêm điểm vui'], [2, '086•••3456'], [3, 'Tháng 8 năm 2023 +810'], [3, 'Tháng 7 năm 2023'],
  ]);
  assert.equal(nodes.filter(({ role }) => role === 'listitem').length, 20);
  assert.equal(nodes.filter(({ role }) => role === 'image').length, 0, 'icons are silent');
  await page.context().close();
});
