// What a screen reader is given, read from Chromium's own accessibility tree: names, descriptions, errors, and the live
// regions, which must be there before what they announce.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from '../harness/stage.mjs';
import { STATES, enter, withCamera } from '../harness/states.mjs';
import { EN, VI } from '../harness/words.mjs';

const stage = useStage(['relay'], withCamera);

/** The tree as Chromium gives it to the system: `[{ role, name, description, live, … }]`. */
async function tree(person) {
  const wire = await person.page.context().newCDPSession(person.page);
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
const controls = async (person) => (await tree(person)).filter(({ role }) => CONTROLS.includes(role));
const named = (nodes) => nodes.map(({ role, name }) => `${role} ${name}`);

test('every control of every state has a name', async () => {
  for (const state of Object.keys(STATES)) {
    const person = await enter(stage, state, ['vi', VI]);
    const nodes = await controls(person);
    assert.ok(nodes.length >= 3, state);
    assert.deepEqual(nodes.filter(({ name }) => !/\p{L}/u.test(name)), [], state);
    await person.close();
  }
});

test('the form exposes names, what is required, and hints', async () => {
  const person = await enter(stage, 'form', ['en', EN]);
  const nodes = await controls(person);
  assert.deepEqual(named(nodes), [
    'tab Collect points', 'tab History', 'textbox Code on the product', 'button Scan the code', 'textbox Full name',
    'textbox Phone', 'textbox Email (optional)', 'checkbox Remember me on this device', 'button Collect points',
  ]);
  const at = (name) => nodes.find((node) => node.name === name);
  assert.match(at('Code on the product').description, /Capital letters matter/);
  assert.deepEqual(['Code on the product', 'Phone', 'Email (optional)'].map((name) => at(name).required), [true, true, false]);
  assert.equal(at('Collect points').disabled, undefined);
});

test('an error is exposed with its field, and only there', async () => {
  const person = await enter(stage, 'faults', ['vi', VI]);
  const fields = (await controls(person)).filter(({ role }) => role === 'textbox');
  assert.deepEqual(fields.map(({ invalid, description }) => [invalid, description]), [
    ['true', 'Nhập mã in trên sản phẩm.'], ['true', 'Nhập họ và tên của bạn.'], ['true', 'Nhập số điện thoại để nhận điểm.'], ['false', ''],
  ]);
  await person.close();
  const box = await enter(stage, 'consentwrong', ['vi', VI]);
  const consent = (await controls(box)).find(({ name }) => name.startsWith('Tôi đồng ý'));
  assert.deepEqual([consent.invalid, consent.description], ['true', 'Đánh dấu vào ô này để tiếp tục.']);
  await box.close();
  const dates = await enter(stage, 'dateswrong', ['vi', VI]);
  assert.deepEqual(await dates.evaluate(() => [...document.querySelector('points-widget').shadowRoot.querySelectorAll('[type=date]')]
    .map((field) => [field.ariaInvalid ?? field.getAttribute('aria-invalid'), field.getAttribute('aria-describedby')])),
  [['true', 'dates-note'], ['true', 'dates-note']]);
});

/** Records what each live region announces, from now on: `[[role, text]]`. A region that is added with its text is not announced. */
const listen = (person) => person.evaluate(() => {
  window.announced = [];
  const { shadowRoot } = document.querySelector('points-widget');
  const regions = new Map();
  const read = () => {
    for (const region of shadowRoot.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')) {
      const text = region.textContent.trim();
      const before = regions.get(region);
      // An alert is announced when it is added, too.
      if (text && text !== before && (before !== undefined || region.role === 'alert')) window.announced.push([region.role ?? region.getAttribute('role') ?? 'note', text]);
      regions.set(region, text);
    }
  };
  read();
  new MutationObserver(read).observe(shadowRoot, { subtree: true, childList: true, characterData: true });
});
const announced = (person) => person.evaluate(() => window.announced);
/** What is announced from the form, as it opens, to this state. */
async function announcements(state) {
  const person = await enter(stage, 'form', ['vi', VI]);
  await listen(person);
  await STATES[state](person, VI);
  const lines = await announced(person);
  await person.close();
  return lines;
}
const has = (lines, role, text) => assert.ok(
  lines.some((line) => line[0] === role && (text instanceof RegExp ? text.test(line[1]) : line[1] === text)), `${role} ${text} in ${JSON.stringify(lines)}`);

test('progress and outcomes are announced politely, by a region that was there before', async () => {
  const sent = await announcements('sending');
  has(sent, 'status', 'Đang gửi…');
  has(sent, 'status', /^Lâu hơn bình thường/);
  const success = await announcements('success');
  has(success, 'status', /^Tích điểm thành công\+100 điểm/);
  has(await announcements('waiting'), 'status', /^Đã nhận mã của bạn/);
  has(await announcements('unconfirmed'), 'status', /^Chưa rõ điểm đã vào chưa/);
  for (const lines of [sent, success]) assert.deepEqual(lines.filter(([role]) => role === 'alert'), []);
});

test('an error of the whole form is an alert; what is under a field is announced politely, while typing too', async () => {
  has(await announcements('setup'), 'alert', /^Trang này hiện chưa nhận được mã/);
  const waiting = await announcements('wait');
  has(waiting, 'alert', /^Hệ thống đang bận/);
  assert.equal(waiting.filter(([, text]) => /giây/.test(text)).length, 0, 'the countdown is not read out');
  has(await announcements('hint'), 'note', /./);
  const used = await announcements('used');
  has(used, 'note', /^Mã này đã được sử dụng/);
  assert.deepEqual(used.filter(([role]) => role === 'alert'), []);
});

test('what was announced is not announced again while the customer types elsewhere', async () => {
  for (const [state, selector] of [['setup', '[role=alert] p'], ['faults', '#phone-note p']]) {
    const person = await enter(stage, state, ['vi', VI]);
    const said = await person.page.locator(`points-widget ${selector}`).elementHandle();
    await person.page.getByLabel(VI.name, { exact: true }).pressSequentially('Ánh');
    await person.page.getByLabel(VI.email).pressSequentially('a');
    assert.ok(await said.evaluate((node) => node.isConnected), state);
    await person.close();
  }
});

test('the history announces that it is loading, how many records there are, and what failed', async () => {
  for (const [state, expected] of [
    ['list', [['status', 'Đang tải…'], ['status', 'Số mã đang hiện: 20']]],
    ['empty', [['status', 'Đang tải…'], ['status', 'Số mã đang hiện: 0']]],
  ]) {
    const person = await enter(stage, 'ask', ['vi', VI]);
    await listen(person);
    await person.choose(VI.redeem);
    await STATES[state](person, VI);
    await person.page.getByRole('combobox').selectOption({ index: 1 });
    await person.waitFor((count) => window.announced.length >= count, 2);
    const lines = await announced(person);
    for (const line of expected) has(lines, ...line);
    await person.close();
  }
  has(await announcements('failed'), 'alert', /^Trang này hiện chưa xem được lịch sử/);
  has(await announcements('morefailed'), 'alert', /^Chưa tải được lịch sử/);
  has(await announcements('dateswrong'), 'alert', 'Ngày kết thúc không được trước ngày bắt đầu.');
});

test('the headings make an outline, and records are lists below them', async () => {
  const person = await enter(stage, 'list', ['vi', VI]);
  const nodes = await tree(person);
  assert.deepEqual(nodes.filter(({ role }) => role === 'heading').map(({ name, level }) => [level, name]), [
    [1, 'Mỗi sản phẩm, thêm điểm vui'], [2, '086•••3456'], [3, 'Tháng 8 năm 2023 +810'], [3, 'Tháng 7 năm 2023'],
  ]);
  assert.equal(nodes.filter(({ role }) => role === 'listitem').length, 20);
  assert.equal(nodes.filter(({ role }) => role === 'image').length, 0, 'icons are silent');
});
