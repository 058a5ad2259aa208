// What a brand's developer may rely on: attributes and properties, methods, events with exactly their details, parts and
// custom properties.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { api, record } from './api.mjs';
import { BEFORE } from './strict.mjs';
import { CUSTOMER, EN, VI, brand, browser, fill, open, root, send } from './support.mjs';

let chrome, server, shop, pages = 0;
before(async () => {
  [chrome, server, shop] = [await browser(), await api(), await brand()];
});
after(async () => {
  await chrome?.close();
  server?.close();
  shop?.close();
});

const OK = { body: { success: 1 } };
const refused = (message) => ({ body: { success: 0, message } });
const base = () => `api-base="${server.origin}/points"`;
const loader = () => `<script type="module" src="${shop.origin}/any/where/points-widget.js"></script>`;
/** A page with a widget, hurried clocks, and every event of the widget in `window.events`. */
async function widget(attributes = '', { search = '', head = '' } = {}) {
  const script = shop.script(`/before-${pages++}.js`, `(${listen})();${BEFORE}`);
  const body = `<link rel="icon" href="data:,">${script}${head}${loader()}<points-widget ${base()} ${attributes}><p>Fallback</p></points-widget>`;
  const page = await open(chrome, shop.page(`/page-${pages}`, body) + search);
  await page.waitForFunction(() => window.events.length > 0);
  return page;
}

/** Runs in the page before the widget. */
function listen() {
  window.events = [];
  const names = ['ready', 'scan', 'accumulated', 'rejected', 'unconfirmed', 'error', 'consent'];
  for (const name of names) document.addEventListener(`points-${name}`, ({ type, detail, bubbles, composed, cancelable, target }) => {
    window.events.push({ type, detail: structuredClone(detail), how: [bubbles, composed, cancelable, target.localName].join() });
  });
}
const heard = async (page, count) => {
  await page.waitForFunction((count) => window.events.length >= count, count);
  const events = await page.evaluate(() => window.events.splice(0));
  for (const { type, how } of events) assert.equal(how, 'true,true,false,points-widget', type);
  return events.map(({ type, detail }) => [type, detail]);
};
const set = (page, values) => page.evaluate((values) => {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) document.querySelector('points-widget').removeAttribute(name);
    else document.querySelector('points-widget').setAttribute(name, value);
  }
}, values);
const warnings = (page) => page.evaluate(() => window.complaints);

test('each attribute is a property of the same name, there and back; null removes it', async () => {
  const page = await widget();
  const wrong = await page.evaluate(() => {
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
  await page.context().close();
});

test('a change while it lives takes effect, and loses nothing that was typed', async () => {
  const page = await widget('code="TIVIfirst"');
  await fill(page, VI, { name: 'thong', phone: '0867' });
  const kept = async (words) => {
    for (const [name, value] of Object.entries({ code: 'TIVIfirst', name: 'thong', phone: '0867' })) {
      assert.equal(await page.getByRole('textbox', { name: words[name] }).inputValue(), value);
    }
  };
  await set(page, { lang: 'en-GB' });
  await page.getByRole('button', { name: EN.submit }).waitFor();
  await kept(EN);
  await set(page, { view: 'redeem' });
  await page.waitForFunction(() => !document.querySelector('points-widget').shadowRoot.querySelector('[role=tab]'));
  await kept(EN);
  await set(page, { view: 'history', lang: null });
  await page.getByRole('button', { name: 'Xem lịch sử' }).waitFor();
  await set(page, { view: null });
  await page.getByRole('tab', { name: VI.redeem }).click();
  await kept(VI);
  const surface = () => page.evaluate(() => getComputedStyle(document.querySelector('points-widget').shadowRoot.querySelector('.widget')).color);
  const light = await surface();
  await set(page, { theme: 'dark' });
  assert.notEqual(await surface(), light);
  await set(page, { require: 'email', 'time-zone': 'Asia/Tokyo', 'code-param': 'c', 'code-pattern': 'TIVI.*', formats: 'ean_13' });
  await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.getElementById('email').getAttribute('aria-required') === 'true');
  await kept(VI);
  await set(page, { code: 'TIVIsecond' });
  await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.getElementById('code').value === 'TIVIsecond');
  assert.equal(await page.getByLabel(VI.name).inputValue(), 'thong');
  assert.deepEqual(await warnings(page), []);
  await page.context().close();
});

test('an unknown value counts as the default, and is warned of once, however often the widget is changed', async () => {
  const page = await widget('view="neither" lang="tlh" theme="neon" require="name nickname" time-zone="Mars/Olympus" remember="maybe" '
    + 'consent-href="javascript:alert(1)" code-pattern="(" formats="rot13" messages="{"');
  await page.getByRole('tab', { name: VI.history }).waitFor();
  assert.equal(await page.getByLabel(VI.phone).getAttribute('aria-required'), 'true');
  for (const view of ['redeem', 'neither', 'both', 'neither']) {
    await set(page, { view });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  }
  await set(page, { theme: 'pastel' });
  for (let n = 0; n < 2; n++) {
    await page.getByRole('button', { name: VI.scan, exact: true }).click();
    await page.getByRole('button', { name: VI.close, exact: true }).click();
  }
  const expected = ['code-pattern', 'consent-href', 'formats', 'lang', 'messages', 'remember', 'require', 'theme', 'theme', 'time-zone', 'view'];
  await page.waitForFunction((count) => window.complaints.length >= count, expected.length);
  const told = (await warnings(page)).sort();
  assert.deepEqual(told.map((text) => text.match(/code-pattern|consent-href|formats|lang|messages|remember|require|theme|time-zone|view/)[0]).sort(), expected);
  assert.equal(await page.getByRole('link').count(), 0, 'no link that runs code');
  assert.ok(told.every((text) => text.startsWith('points-widget: ')));
  await page.context().close();
});

test('focus() goes to the first field or button, reset() empties the form', async () => {
  const page = await widget('code="TIVI1"');
  await page.evaluate(() => document.querySelector('points-widget').focus());
  assert.equal(await page.evaluate(() => document.querySelector('points-widget').shadowRoot.activeElement.id), 'code');
  await fill(page, VI, CUSTOMER);
  await page.evaluate(() => document.querySelector('points-widget').reset());
  for (const name of ['code', 'name', 'phone', 'email']) assert.equal(await page.getByLabel(VI[name], { exact: name === 'code' }).inputValue(), '');
  await page.context().close();
});

test('a hint on a code that was typed before the hints came is shown when they come', async () => {
  const page = await widget();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/pattern-/, async (route) => (await held, route.continue()));
  const asked = page.waitForRequest(/pattern-/);
  await set(page, { 'code-pattern': 'TIVI[a-z0-9]{11}' });
  await asked;
  await page.getByLabel(VI.code, { exact: true }).fill('T1VInpmx8b98pfg');
  release();
  await page.getByText(/là 1 hay I/).waitFor();
  assert.equal(await page.evaluate(() => document.querySelector('points-widget').shadowRoot.activeElement.selectionStart), 15, 'the caret stays');
  await page.context().close();
});

test('who hears that the widget is ready may call it', async () => {
  const head = shop.script('/calls.js', "addEventListener('points-ready', ({ target }) => target.reset())");
  const page = await widget('code="TIVI1"', { head });
  await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.getElementById('code')?.value === '');
  await page.context().close();
});

test("the brand's own texts, as an attribute and as the property's object, before the upgrade and after", async () => {
  const page = await widget(`messages='{"vi": {"submit": "Nhận điểm"}}'`);
  await page.getByRole('button', { name: 'Nhận điểm' }).waitFor();
  await fill(page, VI, { name: 'thong' });
  await page.evaluate(() => (document.querySelector('points-widget').messages = { vi: { submit: 'Lấy điểm' } }));
  await page.getByRole('button', { name: 'Lấy điểm' }).waitFor();
  assert.equal(await page.getByLabel(VI.name).inputValue(), 'thong');
  await page.evaluate(() => (document.querySelector('points-widget').messages = null));
  await page.getByRole('button', { name: VI.submit }).waitFor();
  assert.deepEqual(await warnings(page), []);
  await page.context().close();
});

test('a consent is told with its version and time, and forget() drops the customer who is remembered', async () => {
  const page = await widget('consent-href="https://brand.example/privacy" consent-version="2"');
  server.posts(OK);
  server.has([record('TIVI1')]);
  await fill(page, VI, { code: 'TIVI1', ...CUSTOMER });
  await page.getByRole('checkbox', { name: /^Tôi đồng ý/ }).check();
  await page.getByRole('checkbox', { name: /^Nhớ thông tin/ }).check();
  await page.evaluate(() => (window.events.length = 0));
  await send(page, VI);
  const consent = (await heard(page, 3)).find(([type]) => type === 'points-consent')[1];
  assert.deepEqual(Object.keys(consent), ['version', 'at']);
  assert.equal(consent.version, '2');
  assert.ok(Math.abs(consent.at - Date.now()) < 60_000);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).join()), 'points-widget-customer');
  await page.evaluate(() => document.querySelector('points-widget').forget());
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.getByRole('button', { name: VI.another }).click();
  assert.equal(await page.getByLabel(VI.name).inputValue(), '');
  await page.context().close();
});

test('each event has exactly its detail, bubbles, is composed, and says nothing personal', async () => {
  const page = await widget('', { search: '?code=TIVIlink1' });
  const all = [];
  const next = async (...expected) => {
    const events = await heard(page, expected.length);
    all.push(...events);
    assert.deepEqual(events, expected.map(([name, detail]) => [`points-${name}`, detail]));
  };
  const [, version] = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^version = "(.*)"/m);
  await next(['scan', { source: 'link', format: null }], ['ready', { version }]);
  await fill(page, VI, CUSTOMER);
  const collect = async (code, answer, history) => {
    server.posts(answer);
    server.has(history);
    if (code) await fill(page, VI, { code });
    await send(page, VI);
  };
  await collect('', OK, [record('TIVIlink1')]);
  await next(['accumulated', { score: 100, product: { code: 'TIVI01', name: 'TV' } }]);
  await page.getByRole('button', { name: VI.another }).click();
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
    await fill(page, VI, { code: 'TIVIother' });
  }
  for (const [kind, answer] of [
    ['rate-limited', { status: 429 }], ['unauthorized', { status: 401 }], ['unauthorized', { status: 403 }], ['protocol', { status: 404 }],
  ]) {
    await collect(`TIVI${kind}${answer.status}`, answer, []);
    await next(typed, ['error', { kind }]);
  }
  await page.context().setOffline(true);
  await collect('TIVIoffline', OK, []);
  await next(typed, ['error', { kind: 'offline' }]);
  await page.context().setOffline(false);
  await collect('TIVIsoon', OK, []);
  await next(typed, ['accumulated', { score: null, product: { code: null, name: null } }]);
  await page.getByRole('button', { name: VI.another }).click();
  await collect('TIVIlost', { status: 500 }, []);
  await next(typed, ['unconfirmed', {}]);
  for (const [kind, answer] of [['unavailable', { status: 500 }], ['protocol', { body: 'odd' }], ['rate-limited', { status: 429 }]]) {
    server.has(answer);
    await page.getByRole('tab', { name: VI.history }).click();
    await next(['error', { kind }]);
    await page.getByRole('tab', { name: VI.redeem }).click();
  }
  const said = JSON.stringify(all);
  for (const secret of [...Object.values(CUSTOMER), 'TIVIlink1', 'TIVIlost']) assert.ok(!said.includes(secret), secret);
  await page.context().close();
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
  const page = await widget('', { head: `<style>points-widget { ${values} } ${parts.join('')}</style>` });
  const seen = new Set();
  const look = async () => (await page.evaluate(() => {
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
  await send(page, VI);
  await page.getByText('Nhập mã in trên sản phẩm.').waitFor();
  await look();
  await fill(page, VI, { code: 'TIVI1', ...CUSTOMER });
  server.posts({ status: 500 });
  server.has([]);
  await send(page, VI);
  await page.getByText('Chưa rõ điểm đã vào chưa').waitFor();
  await look();
  server.has([record('TIVI1'), { ...record('TIVI2'), status: 0 }]);
  await page.getByRole('button', { name: 'Kiểm tra lại' }).click();
  await page.getByText(/^\+100 điểm$/).waitFor();
  await look();
  await page.getByRole('tab', { name: VI.history }).click();
  await page.getByText('TIVI1').waitFor();
  await look();
  const multiple = (value) => [...seen].some((text) => parseFloat(text) > 0 && parseFloat(text) % parseFloat(value) === 0 && text.endsWith('px'));
  const missed = names.filter((name, at) => (name === '--points-space' ? !multiple('7px') : ![...seen].some((value) => value.includes(lengths[name] ?? colour(at)))));
  assert.deepEqual(missed, []);
  for (const at of [0, 1, 2, 3, 4]) assert.ok(seen.has(`${at + 3}px`), `part ${at}`);
  await page.context().close();
});
