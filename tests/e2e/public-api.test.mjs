// What a brand's developer may rely on: attributes and properties, methods, events with exactly their details, parts and
// custom properties.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PRELUDE } from '../harness/csp-page.mjs';
import { record } from '../harness/fake-api.mjs';
import { root } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, EN, VI } from '../harness/words.mjs';

const stage = useStage(['api', 'shop', 'chrome']);

const OK = { body: { success: 1 } };
const refused = (message) => ({ body: { success: 0, message } });
let pages = 0;
/** A page with a widget, hurried clocks, and every event of the widget in `window.events`. */
async function widget(attributes = '', { search = '', head = '' } = {}) {
  const { shop, api } = stage;
  const script = shop.script(`/prelude-${pages++}.js`, `(${listen})();${PRELUDE}`);
  const body = `<link rel="icon" href="data:,">${script}${head}${shop.loader()}${widgetTag(api, attributes)}`;
  const person = await stage.visit(shop.page(`/page-${pages}`, body) + search);
  await person.waitFor(() => window.events.length > 0);
  return person;
}

/** Runs in the page before the widget: keeps its events. */
function listen() {
  window.events = [];
  const names = ['ready', 'scan', 'accumulated', 'rejected', 'unconfirmed', 'error', 'consent'];
  for (const name of names) document.addEventListener(`points-${name}`, ({ type, detail, bubbles, composed, cancelable, target }) => {
    window.events.push({ type, detail: structuredClone(detail), how: [bubbles, composed, cancelable, target.localName].join() });
  });
}
/** So many events, or more: `[type, detail]` of each. */
const eventsOf = async (person, count) => {
  await person.waitFor((count) => window.events.length >= count, count);
  const events = await person.evaluate(() => window.events.splice(0));
  for (const { type, how } of events) assert.equal(how, 'true,true,false,points-widget', type);
  return events.map(({ type, detail }) => [type, detail]);
};
/** What stands on the page's console. */
const warnings = (person) => person.evaluate(() => window.complaints);

test('each attribute is a property of the same name, there and back; null removes it', async () => {
  const person = await widget();
  const wrong = await person.evaluate(() => {
    const element = document.querySelector('points-widget');
    const observed = customElements.get('points-widget').observedAttributes;
    const names = observed.map((name) => [name, name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())]);
    return names.filter(([attribute, property]) => {
      const before = element.getAttribute(attribute);
      element[property] = '1';
      const isSet = element.getAttribute(attribute) === '1' && element[property] === '1';
      element[property] = null;
      const isGone = !element.hasAttribute(attribute) && element[property] === null;
      if (before !== null) element.setAttribute(attribute, before);
      return !isSet || !isGone;
    });
  });
  assert.deepEqual(wrong, []);
});

test('a change while it lives takes effect, and loses nothing that was typed', async () => {
  const person = await widget('code="TIVIfirst"');
  await person.fillForm(VI, { name: 'thong', phone: '0867' });
  const kept = async (words) => {
    for (const [name, value] of Object.entries({ code: 'TIVIfirst', name: 'thong', phone: '0867' })) {
      assert.equal(await person.page.getByRole('textbox', { name: words[name] }).inputValue(), value);
    }
  };
  await person.set({ lang: 'en-GB' });
  await person.finds('button', EN.submit);
  await kept(EN);
  await person.set({ view: 'redeem' });
  await person.waitFor(() => !document.querySelector('points-widget').shadowRoot.querySelector('[role=tab]'));
  await kept(EN);
  await person.set({ view: 'history', lang: null });
  await person.finds('button', 'Xem lịch sử');
  await person.set({ view: null });
  await person.choose(VI.redeem);
  await kept(VI);
  const surface = () => person.evaluate(() => getComputedStyle(document.querySelector('points-widget').shadowRoot.querySelector('.widget')).color);
  const light = await surface();
  await person.set({ theme: 'dark' });
  assert.notEqual(await surface(), light);
  await person.set({ require: 'email', country: 'TH', 'time-zone': 'Asia/Tokyo', 'code-param': 'c', 'code-pattern': 'TIVI.*', formats: 'ean_13' });
  await person.waitFor(() => document.querySelector('points-widget').shadowRoot.getElementById('email').getAttribute('aria-required') === 'true');
  await kept(VI);
  await person.set({ code: 'TIVIsecond' });
  await person.hasCode('TIVIsecond');
  assert.equal(await person.value(VI.name), 'thong');
  assert.deepEqual(await warnings(person), []);
});

test('an unknown value counts as the default, and is warned of once, however often the widget is changed', async () => {
  const person = await widget('view="neither" lang="tlh" theme="neon" require="name nickname" time-zone="Mars/Olympus" remember="maybe" country="Viet Nam" '
    + 'consent-href="javascript:alert(1)" code-pattern="(" formats="rot13" messages="{"');
  await person.finds('tab', VI.history);
  assert.equal(await person.page.getByLabel(VI.phone).getAttribute('aria-required'), 'true');
  for (const view of ['redeem', 'neither', 'both', 'neither']) {
    await person.set({ view });
    await person.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  }
  await person.set({ theme: 'pastel' });
  for (let n = 0; n < 2; n++) {
    await person.press(VI.scan);
    await person.press(VI.close);
  }
  const expected = ['code-pattern', 'consent-href', 'country', 'formats', 'lang', 'messages', 'remember', 'require', 'theme', 'theme', 'time-zone', 'view'];
  await person.waitFor((count) => window.complaints.length >= count, expected.length);
  const told = (await warnings(person)).sort();
  assert.deepEqual(told.map((text) => text.match(/code-pattern|consent-href|country|formats|lang|messages|remember|require|theme|time-zone|view/)[0]).sort(), expected);
  assert.equal(await person.page.getByRole('link').count(), 0, 'no link that runs code');
  assert.ok(told.every((text) => text.startsWith('points-widget: ')));
});

test('focus() goes to the first field or button, reset() empties the form', async () => {
  const person = await widget('code="TIVI1"');
  await person.evaluate(() => document.querySelector('points-widget').focus());
  assert.equal(await person.evaluate(() => document.querySelector('points-widget').shadowRoot.activeElement.id), 'code');
  await person.fillForm(VI, CUSTOMER);
  await person.evaluate(() => document.querySelector('points-widget').reset());
  for (const name of ['code', 'name', 'phone', 'email']) assert.equal(await person.value(VI[name]), '');
});

test('a hint on a code that was typed before the hints came is shown when they come', async () => {
  const person = await widget();
  const release = await person.hold(/pattern-/);
  const asked = person.page.waitForRequest(/pattern-/);
  await person.set({ 'code-pattern': 'TIVI[a-z0-9]{11}' });
  await asked;
  await person.fill(VI.code, 'T1VInpmx8b98pfg');
  release();
  await person.sees(/là 1 hay I/);
  assert.equal(await person.evaluate(() => document.querySelector('points-widget').shadowRoot.activeElement.selectionStart), 15, 'the caret stays');
});

test('a listener of points-ready may call the widget', async () => {
  const head = stage.shop.script('/calls.js', "addEventListener('points-ready', ({ target }) => target.reset())");
  const person = await widget('code="TIVI1"', { head });
  await person.hasCode('');
});

test("the brand's own texts, as an attribute and as the property's object, before the upgrade and after", async () => {
  const person = await widget(`messages='{"vi": {"submit": "Nhận điểm"}}'`);
  await person.finds('button', 'Nhận điểm');
  await person.fillForm(VI, { name: 'thong' });
  await person.evaluate(() => (document.querySelector('points-widget').messages = { vi: { submit: 'Lấy điểm' } }));
  await person.finds('button', 'Lấy điểm');
  assert.equal(await person.value(VI.name), 'thong');
  await person.evaluate(() => (document.querySelector('points-widget').messages = null));
  await person.finds('button', VI.submit);
  assert.deepEqual(await warnings(person), []);
});

test('points-consent has version and time, and forget() drops the customer who is remembered', async () => {
  const person = await widget('consent-href="https://brand.example/privacy" consent-version="2"');
  stage.api.posts(OK);
  stage.api.has([record('TIVI1')]);
  await person.fillForm(VI, { code: 'TIVI1', ...CUSTOMER });
  await person.page.getByRole('checkbox', { name: /^Tôi đồng ý/ }).check();
  await person.page.getByRole('checkbox', { name: /^Ghi nhớ thông tin/ }).check();
  await person.evaluate(() => (window.events.length = 0));
  await person.press(VI.submit);
  const consent = (await eventsOf(person, 3)).find(([type]) => type === 'points-consent')[1];
  assert.deepEqual(Object.keys(consent), ['version', 'at']);
  assert.equal(consent.version, '2');
  assert.ok(Math.abs(consent.at - Date.now()) < 60_000);
  assert.equal(await person.evaluate(() => Object.keys(localStorage).join()), 'points-widget-customer');
  await person.evaluate(() => document.querySelector('points-widget').forget());
  assert.equal(await person.evaluate(() => localStorage.length), 0);
  await person.press(VI.another);
  assert.equal(await person.value(VI.name), '');
});

test('each event has exactly its detail, bubbles, is composed, and says nothing personal', async () => {
  const person = await widget('', { search: '?code=TIVIlink1' });
  const { api } = stage;
  const all = [];
  const next = async (...expected) => {
    const events = await eventsOf(person, expected.length);
    all.push(...events);
    assert.deepEqual(events, expected.map(([name, detail]) => [`points-${name}`, detail]));
  };
  const [, version] = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^version = "(.*)"/m);
  await next(['scan', { source: 'link', format: null }], ['ready', { version }]);
  await person.fillForm(VI, CUSTOMER);
  const collect = async (code, answer, history) => {
    api.posts(answer);
    api.has(history);
    await person.redeem(VI, { code });
  };
  await collect('', OK, [record('TIVIlink1')]);
  await next(['accumulated', { score: 100, product: { code: 'TIVI01', name: 'TV' } }]);
  await person.press(VI.another);
  const typed = ['scan', { source: 'typed', format: null }];
  for (const [reason, answer, history] of [
    ['used', refused('Code already used'), []],
    ['yours', refused('Code already used'), [record('TIVIyours', 1692084490615)]],
    ['invalid', refused('Code not found'), []],
    ['refused', refused(), []],
    ['refused', { status: 422 }, []],
  ]) {
    await collect(`TIVI${reason}`, answer, history);
    await next(typed, ['rejected', { reason }]);
    await person.fillForm(VI, { code: 'TIVIother' });
  }
  for (const [kind, answer] of [
    ['rate-limited', { status: 429 }], ['unauthorized', { status: 401 }], ['unauthorized', { status: 403 }], ['protocol', { status: 404 }],
  ]) {
    await collect(`TIVI${kind}${answer.status}`, answer, []);
    await next(typed, ['error', { kind }]);
  }
  await person.page.context().setOffline(true);
  await collect('TIVIoffline', OK, []);
  await next(typed, ['error', { kind: 'offline' }]);
  await person.page.context().setOffline(false);
  await collect('TIVIsoon', OK, []);
  await next(typed, ['accumulated', { score: null, product: { code: null, name: null } }]);
  await person.press(VI.another);
  await collect('TIVIlost', { status: 500 }, []);
  await next(typed, ['unconfirmed', {}]);
  for (const [kind, answer] of [['unavailable', { status: 500 }], ['protocol', { body: 'odd' }], ['rate-limited', { status: 429 }]]) {
    api.has(answer);
    await person.choose(VI.history);
    await next(['error', { kind }]);
    await person.choose(VI.redeem);
  }
  const said = JSON.stringify(all);
  for (const secret of [...Object.values(CUSTOMER), 'TIVIlink1', 'TIVIlost']) assert.ok(!said.includes(secret), secret);
});

test('the parts can be styled, and every custom property of the table in docs/theming.md', async () => {
  const names = [...readFileSync(join(root, 'docs/theming.md'), 'utf8').matchAll(/^\| (`--points.*?) \|/gm)].flatMap(([, cell]) => {
    return cell.replaceAll('`', '').split(', ').map((name) => (name.startsWith('--') ? name : `--points${name}`));
  });
  assert.ok(names.length >= 15, names.join());
  const lengths = { '--points-radius': '37px', '--points-space': '7px', '--points-font': 'Marked' };
  const colour = (at) => `rgb(1, 2, ${at + 3})`;
  const values = names.map((name, at) => `${name}: ${lengths[name] ?? colour(at)}`).join('; ');
  const parts = ['card', 'button', 'input', 'error', 'row'].map((part, at) => `points-widget::part(${part}) { outline: ${at + 3}px solid rgb(9, 9, 9) }`);
  const person = await widget('', { head: `<style>points-widget { ${values} } ${parts.join('')}</style>` });
  const seen = new Set();
  const look = async () => (await person.evaluate(() => {
    const styles = [];
    for (const node of document.querySelector('points-widget').shadowRoot.querySelectorAll('*')) {
      for (const pseudo of [null, '::before', '::after']) {
        const style = getComputedStyle(node, pseudo);
        styles.push(['color', 'backgroundColor', 'borderTopColor', 'borderBottomColor', 'outlineColor', 'fill', 'stroke', 'boxShadow', 'borderTopLeftRadius',
          'fontFamily', 'paddingLeft', 'rowGap', 'marginTop', 'outlineWidth'].map((name) => style[name]).join('|'));
      }
    }
    return styles.join('\n');
  })).split(/[|\n]/).forEach((value) => seen.add(value));
  await look();
  await person.press(VI.submit);
  await person.sees('Nhập mã in trên sản phẩm.');
  await look();
  await person.fillForm(VI, { code: 'TIVI1', ...CUSTOMER });
  stage.api.posts({ status: 500 });
  stage.api.has([]);
  await person.press(VI.submit);
  await person.sees('Chưa rõ điểm đã vào chưa');
  await look();
  stage.api.has([record('TIVI1'), { ...record('TIVI2'), status: 0 }]);
  await person.press('Kiểm tra lại');
  await person.sees(/^\+100 điểm$/);
  await look();
  await person.choose(VI.history);
  await person.sees('TIVI1');
  await look();
  const multiple = (value) => [...seen].some((text) => parseFloat(text) > 0 && parseFloat(text) % parseFloat(value) === 0 && text.endsWith('px'));
  const missed = names.filter((name, at) => (name === '--points-space' ? !multiple('7px') : ![...seen].some((value) => value.includes(lengths[name] ?? colour(at)))));
  assert.deepEqual(missed, []);
  for (const at of [0, 1, 2, 3, 4]) assert.ok(seen.has(`${at + 3}px`), `part ${at}`);
});
