// Pages that are not like ours: they listen for every key, replace what the browser gives, answer from caches, or frame the widget.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ENGINES } from '../harness/engines.mjs';
import { record } from '../harness/fake-api.mjs';
import { root } from '../harness/paths.mjs';
import { until } from '../harness/person.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['api', 'shop', 'chrome']);

const OK = { body: { success: 1 } };
const CODE = 'TIVInpmx8b98pfg';

let pages = 0;
/** The address of a page of the shop's with the widget, after these scripts and this markup. */
function address(scripts = [], { head = '', attributes = '', at = stage } = {}) {
  const path = `/page-${pages++}`;
  const tags = scripts.map((text, number) => at.shop.script(`${path}-${number}.js`, text)).join('');
  return at.shop.page(path, `<link rel="icon" href="data:,">${tags}${head}${at.shop.loader()}${widgetTag(at.api, attributes)}`);
}
/** What an npm package has in this file. */
const fromNpm = (file) => readFileSync(join(root, 'scripts/node_modules', file), 'utf8');

/** Runs in a page: takes every key for itself, as sliders, shortcuts and pages that forbid copying do, but in what is a field. */
function greedy() {
  window.taken = [];
  const take = (event) => {
    if (['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName)) return;
    window.taken.push(event.key ?? event.type);
    event.preventDefault();
  };
  for (const type of ['keydown', 'keypress', 'keyup', 'paste', 'copy', 'cut']) {
    document.addEventListener(type, take);
    document.addEventListener(type, take, true);
  }
  document.onkeydown = take;
}
const NAME = 'Nguyen Thi Lan';

test('what is typed, pasted and chosen in the fields reaches the fields alone', async () => {
  const person = await stage.visit(address([`(${greedy})()`]), { permissions: ['clipboard-read', 'clipboard-write'] });
  const { keyboard } = person.page;
  const name = person.page.getByLabel(VI.name);
  await name.click();
  await keyboard.type(NAME);
  assert.equal(await name.inputValue(), NAME);
  for (const key of ['Home', 'Delete', 'End', 'Backspace']) await keyboard.press(key);
  assert.equal(await name.inputValue(), NAME.slice(1, -1));
  for (const keys of ['Control+a', 'Control+c', 'End', 'Control+v']) await keyboard.press(keys);
  assert.equal(await name.inputValue(), NAME.slice(1, -1).repeat(2));
  await person.page.getByLabel(VI.remember).focus();
  await keyboard.press('Space');
  assert.ok(await person.page.getByLabel(VI.remember).isChecked());
  assert.deepEqual(await person.evaluate(() => window.taken), []);
});

test('a page hears Escape and Tab from the fields, every key from elsewhere, and from its own fields', async () => {
  const head = '<input aria-label="Search"><script>window.heard = []; document.addEventListener("keydown", ({ key }) => window.heard.push(key));</script>';
  const url = stage.shop.page('/hears', `${head}${stage.shop.loader()}${widgetTag(stage.api).replace('Fallback', '<input aria-label="Own">')}`);
  const person = await stage.visit(url);
  const { keyboard } = person.page;
  await person.page.getByLabel(VI.name).focus();
  for (const key of ['a', 'ArrowLeft', 'Escape', 'Tab', 'b', 'Enter']) await keyboard.press(key);
  await person.page.getByRole('button', { name: VI.submit }).focus();
  await keyboard.press('c');
  await person.page.getByLabel('Search').focus();
  await keyboard.press('d');
  await person.evaluate(() => document.querySelector('points-widget input').dispatchEvent(new KeyboardEvent('keydown', { key: 'own', bubbles: true })));
  assert.deepEqual(await person.evaluate(() => window.heard), ['Escape', 'Tab', 'c', 'd', 'own']);
});

test('where forms are not allowed, the button, Enter and the history work all the same', async () => {
  const { api, shop } = stage;
  const inner = address();
  const person = await stage.visit(shop.page('/frame', `<iframe sandbox="allow-scripts" src="${inner}" width="380" height="800"></iframe>`));
  const framed = person.within(person.page.frameLocator('iframe'));
  api.posts(OK);
  api.has([record(CODE)]);
  for (const send of [() => framed.press(VI.submit), () => person.page.keyboard.press('Enter')]) {
    await framed.fillForm(VI, { code: CODE, ...CUSTOMER });
    const isSent = api.expects('POST');
    await send();
    await isSent();
    await framed.press(VI.another);
  }
  assert.equal(api.asked.findLast(({ method }) => method === 'POST').headers.origin, 'null');
  await framed.choose(VI.history);
  await framed.press('Thay đổi');
  await framed.fillForm({ who: 'Số điện thoại hoặc email' }, { who: CUSTOMER.phone });
  await framed.press('Xem lịch sử');
  await framed.sees(CODE);
});

/** Runs in a page: the browser says that it is offline. */
const offline = () => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });

test('a browser that says wrongly that it is offline sends a tap', async () => {
  const person = await stage.visit(address(), { before: offline });
  stage.api.posts(OK);
  stage.api.has({ status: 405 }, [record(CODE)]);
  await person.redeem(VI, { code: CODE, ...CUSTOMER });
  await person.sees(/^\+100 điểm$/);
});

test('offline nothing is sent, which is said; and with a network that comes between, what is not known is not said', async () => {
  const { api } = stage;
  api.posts('lost');
  api.has('lost');
  const person = await stage.visit(address(), { before: offline });
  const posts = () => api.asked.filter(({ method }) => method === 'POST').length;
  const before = posts();
  await person.redeem(VI, { code: CODE, ...CUSTOMER });
  await person.sees('Máy đang không có mạng, mã chưa được gửi.');
  assert.equal(posts(), before);
  assert.equal(await person.value(VI.code), CODE);
  api.has({ status: 405 }, 'lost');
  await person.press(VI.submit);
  await person.sees('Chưa rõ điểm đã vào chưa');
  assert.ok(posts() > before);
});

const PROMISES = {
  'zone.js': () => [fromNpm('zone.js/bundles/zone.umd.js')],
  Bluebird: () => [fromNpm('bluebird/js/browser/bluebird.js'), 'window.Promise = window.P;'],
};
for (const [library, scripts] of Object.entries(PROMISES)) {
  test(`with the promises of ${library}, codes are sent and scanned`, async () => {
    const person = await stage.visit(address(scripts()));
    stage.api.posts(OK);
    stage.api.has([record(CODE)]);
    assert.equal(await person.evaluate(() => (async () => {})() instanceof Promise), false);
    await person.press(VI.scan);
    await person.press(VI.close);
    await person.redeem(VI, { code: CODE, ...CUSTOMER });
    await person.sees(/^\+100 điểm$/);
    assert.deepEqual(person.complaints, []);
  });
}

test("an old library's Array.prototype.toJSON changes neither what is sent nor what is kept", async () => {
  const { api } = stage;
  const toJSON = 'Array.prototype.toJSON = function () { return `[${this.map((item) => JSON.stringify(item)).join(", ")}]`; };';
  const person = await stage.visit(address([toJSON]));
  api.posts({ status: 500 });
  api.has([]);
  await person.fillForm(VI, CUSTOMER);
  await person.page.getByLabel(VI.remember).check();
  await person.redeem(VI, { code: CODE });
  await person.sees('Chưa rõ điểm đã vào chưa');
  assert.deepEqual(JSON.parse(api.asked.findLast(({ method }) => method === 'POST').body), {
    code: CODE,
    data: { emails: [{ type: 'Work', value: CUSTOMER.email }], name: CUSTOMER.name, phones: [{ type: 'Work', value: CUSTOMER.phone }] },
  });
  await person.page.reload();
  await person.hasCode(CODE);
  await person.finds('button', VI.forget);
});

test("a service worker's cache does not answer for the history", async () => {
  const { api, shop } = stage;
  const worker = `oninstall = () => skipWaiting();
    onactivate = (event) => event.waitUntil(clients.claim());
    onfetch = (event) => event.request.method === 'GET' && event.respondWith((async () => {
      const cache = await caches.open('all');
      const kept = await cache.match(event.request);
      if (kept) return kept;
      const answer = await fetch(event.request);
      await cache.put(event.request, answer.clone());
      return answer;
    })());`;
  shop.script('/worker.js', worker);
  const person = await stage.visit(address());
  await person.evaluate(async () => {
    navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => (navigator.serviceWorker.oncontrollerchange = done));
  });
  api.has([], [record(CODE)]);
  await person.fillForm(VI, CUSTOMER);
  await person.choose(VI.history);
  await person.sees('Chưa có điểm nào');
  await person.choose(VI.redeem);
  await person.choose(VI.history);
  await person.sees(CODE);
});

test('headers that a page adds and the server does not allow: the console says what to allow', async () => {
  const { api } = stage;
  const traced = `const send = fetch;
    window.fetch = (request) => (request.method === 'POST' && request.headers.set('traceparent', '00-1-1-01'), send(request));`;
  const person = await stage.visit(address([traced]));
  api.has([]);
  await person.redeem(VI, { code: CODE, ...CUSTOMER });
  await person.sees('Chưa rõ điểm đã vào chưa');
  const isSaid = () => person.complaints.some((text) => /^points-widget: .*Access-Control-Allow-Headers.*traceparent/.test(text));
  await until(isSaid, async () => `not said, but ${person.complaints}`);
});

for (const [zone, date, from, hours] of [
  ['Australia/Sydney', '2025-10-05', '2025-10-04T14:00:00Z', 23],
  ['Pacific/Auckland', '2025-09-28', '2025-09-27T12:00:00Z', 23],
  ['Africa/Cairo', '2025-04-25', '2025-04-24T22:00:00Z', 23],
  ['Australia/Sydney', '2025-04-06', '2025-04-05T13:00:00Z', 25],
]) {
  test(`a filter by days means the whole day when the clocks change, in ${zone} on ${date}`, async () => {
    for (const [attributes, options] of [['', { timezoneId: zone }], [`time-zone="${zone}"`, {}]]) {
      stage.api.has([]);
      const person = await stage.visit(address([], { attributes }), options);
      await person.fillForm(VI, CUSTOMER);
      await person.choose(VI.history);
      await person.page.getByLabel('Thời gian').selectOption({ index: 3 });
      await person.page.getByLabel('Từ ngày').fill(date);
      const asked = person.page.waitForRequest((request) => request.url().includes('createdAtRangeTo'));
      await person.page.getByLabel('Đến ngày').fill(date);
      const query = new URL((await asked).url()).searchParams;
      assert.equal(new Date(Number(query.get('createdAtRangeFrom'))).toISOString(), new Date(from).toISOString(), options.timezoneId ?? attributes);
      assert.equal(Number(query.get('createdAtRangeTo')), Date.parse(from) + hours * 3_600_000 - 1);
      await person.close();
    }
  });
}

for (const engine of ENGINES) {
  describe(engine.name, { skip: engine.missing, timeout: 120_000 }, () => {
    const stage = useStage(['api', 'shop'], async (stage) => (stage.person = await stage.startEngine(engine)));

    test('what is typed reaches the field alone, and a link without a new page fills in its code', async () => {
      const { person } = stage;
      await person.open(address([`(${greedy})()`], { at: stage }));
      await person.finds('field', VI.name);
      await person.fill(VI.name, NAME);
      assert.equal(await person.value(VI.name), NAME);
      assert.deepEqual(await person.evaluate(() => window.taken), []);
      await person.evaluate(() => history.pushState(null, '', '?code=TIVIpushed2'));
      await person.hasCode('TIVIpushed2');
    });
  });
}
