// The widget in a brand's page: from another origin, under a strict policy, moved, late, twice, without its wasm.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CUSTOMER, VI, brand, browser, fill, open, sandbox, scratch, send } from './support.mjs';

const STRICT = (cdn, api) =>
  `default-src 'none'; script-src ${cdn} 'wasm-unsafe-eval'; connect-src ${cdn} ${api}; require-trusted-types-for 'script'`;

let chrome, home, relay, brandServer, cdn;

before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  chrome = await browser();
  brandServer = await brand();
  cdn = brandServer.origin;
});
after(async () => {
  await chrome?.close();
  await relay?.stop();
  brandServer?.close();
  home.remove();
});

const page = (path, body, policy) => brandServer.page(path, body, policy);
const script = () => `<script type="module" src="${cdn}/any/where/points-widget.js"></script>`;
const element = (attributes = '') =>
  `<points-widget api-base="${relay.origin}/points" ${attributes}><p>Fallback</p></points-widget>`;

test('it works below any path, with the API on another origin, under the strictest policy', async () => {
  const shop = await open(chrome, page('/strict', script() + element(), STRICT(cdn, relay.origin)));
  await fill(shop, VI, { code: relay.codes[0], ...CUSTOMER });
  await send(shop, VI);
  await shop.getByText(/^\+\d+ điểm$/).waitFor();
  assert.deepEqual(shop.complaints, []);
  const hosts = await shop.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).host));
  assert.deepEqual([...new Set(hosts)].sort(), [new URL(cdn).host, new URL(relay.origin).host].sort(), 'no third party');
  await shop.context().close();
});

test('without api-base the fallback stays and the console says why', async () => {
  const shop = await open(chrome, page('/no-base', `${script()}<points-widget><p>Fallback</p></points-widget>`));
  await shop.waitForFunction(() => customElements.get('points-widget'));
  await shop.getByText('Fallback').waitFor();
  await assert.doesNotReject(async () => {
    for (let n = 0; n < 50 && !shop.complaints.length; n++) await shop.waitForTimeout(20);
  });
  assert.match(shop.complaints.join(), /api-base is missing/);
  await shop.context().close();
});

test('without its wasm the fallback stays, and the page hears of it', async () => {
  brandServer.missing.add('.wasm');
  const url = page('/no-wasm', `<script type="module">addEventListener('points-error', (e) => (window.kind = e.detail.kind))</script>${script()}${element()}`);
  const shop = await open(chrome, url);
  await shop.waitForFunction(() => window.kind === 'load');
  await shop.getByText('Fallback').waitFor();
  brandServer.missing.clear();
  await shop.context().close();
});

test('a policy without wasm-unsafe-eval shows the fallback', async () => {
  const policy = STRICT(cdn, relay.origin).replace("'wasm-unsafe-eval'", '');
  const shop = await open(chrome, page('/no-eval', script() + element(), policy));
  await shop.waitForFunction(() => customElements.get('points-widget'));
  for (let n = 0; n < 100 && !shop.complaints.some((text) => text.includes('could not start')); n++) await shop.waitForTimeout(20);
  assert.match(shop.complaints.join(), /could not start/);
  assert.ok(await shop.getByText('Fallback').isVisible());
  await shop.context().close();
});

test('a move keeps what was typed, a removal frees it, a return starts anew; two widgets are independent', async () => {
  const shop = await open(chrome, page('/life', `${script()}${script()}<div id="a">${element()}</div><div id="b"></div>`));
  await fill(shop, VI, { name: CUSTOMER.name });
  await shop.evaluate(() => document.getElementById('b').append(document.querySelector('points-widget')));
  await shop.waitForTimeout(50);
  assert.equal(await shop.getByLabel(VI.name).inputValue(), CUSTOMER.name);
  await shop.evaluate(() => {
    window.kept = document.querySelector('points-widget');
    window.kept.remove();
  });
  await shop.waitForTimeout(50);
  assert.equal(await shop.evaluate(() => window.kept.shadowRoot.querySelectorAll('input').length), 0);
  await shop.evaluate(() => document.body.append(window.kept, window.kept.cloneNode(true)));
  await shop.getByLabel(VI.name).nth(1).waitFor();
  await shop.getByLabel(VI.name).nth(0).fill('thong');
  assert.equal(await shop.getByLabel(VI.name).nth(1).inputValue(), '');
  assert.deepEqual(shop.complaints, []);
  await shop.context().close();
});

test('attributes and properties: prefill, require, view, unknown values warned of once, set before the upgrade', async () => {
  const url = page('/attributes', `<points-widget id="w"><p>Fallback</p></points-widget><script>
    const w = document.getElementById('w'); w.apiBase = ${JSON.stringify(`${relay.origin}/points`)}; w.codeParam = 'c';
    w.setAttribute('require', 'email'); w.setAttribute('view', 'redeem'); w.setAttribute('theme', 'neon'); w.phone = '0867 123 456';
    </script>${script()}`);
  const shop = await open(chrome, `${url}?c=TIVInpmx8b98pfg`);
  await shop.getByLabel(VI.code).waitFor();
  assert.equal(await shop.getByLabel(VI.code).inputValue(), 'TIVInpmx8b98pfg');
  assert.equal(await shop.getByLabel(VI.phone).inputValue(), '0867 123 456');
  assert.equal(await shop.getByRole('tab').count(), 0);
  assert.equal(await shop.getByLabel(VI.email).getAttribute('aria-required'), 'true');
  await send(shop, VI);
  await shop.getByText('Nhập email để nhận điểm.').waitFor();
  assert.equal(await shop.getByText('Cho biết họ tên của bạn.').count(), 0);
  assert.deepEqual(shop.complaints.filter((text) => text.includes('theme')).length, 1);
  await shop.context().close();
});

test("the page's style does not leak in, and the widget's does not leak out", async () => {
  const style = '<style>* { color: red !important; display: block } body { font-size: 40px; letter-spacing: 9px; text-transform: uppercase } p { font-size: 20px }</style>';
  const shop = await open(chrome, page('/style', `${style}<p id="outside">x</p>${script()}${element()}`));
  const label = shop.getByText(VI.code, { exact: true });
  await label.waitFor();
  const seen = await label.evaluate((node) => {
    const { color, fontSize, letterSpacing, textTransform } = getComputedStyle(node);
    return { color, fontSize, letterSpacing, textTransform };
  });
  assert.deepEqual(seen, { color: 'rgb(23, 33, 28)', fontSize: '16px', letterSpacing: 'normal', textTransform: 'none' });
  assert.equal(await shop.locator('#outside').evaluate((node) => getComputedStyle(node).fontSize), '20px');
  await shop.context().close();
});

test('a listener may call back into the widget, and a trap in its wasm becomes the fallback', async () => {
  const shop = await open(chrome, page('/listener', script() + element()));
  await shop.evaluate(() => addEventListener('points-accumulated', (event) => event.target.reset()));
  await fill(shop, VI, { code: relay.codes[1], ...CUSTOMER });
  await send(shop, VI);
  await shop.waitForFunction(() => document.querySelector('points-widget').shadowRoot.getElementById('code')?.value === '');
  assert.deepEqual(shop.complaints, []);
  await shop.evaluate(() => setTimeout(() => {
    const trap = new WebAssembly.RuntimeError('unreachable');
    const [entry] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm'));
    trap.stack = `RuntimeError: unreachable at ${entry.name}:wasm-function[7]:0x1`;
    throw trap;
  }));
  await shop.getByText('Fallback').waitFor();
  assert.equal(await shop.getByRole('tab').count(), 0);
  assert.ok(shop.complaints.every((text) => text.startsWith('points-widget: stopped')), 'the page does not hear of it');
  await shop.context().close();
});

test('it works by keyboard alone: arrows between the tabs, Tab through the form, Enter to send', async () => {
  const shop = await open(chrome, page('/keys', script() + element()));
  await shop.getByRole('tab', { name: VI.redeem }).focus();
  await shop.keyboard.press('ArrowRight');
  await shop.getByRole('tab', { name: VI.history, selected: true }).waitFor();
  await shop.waitForFunction(() => document.querySelector('points-widget').shadowRoot.activeElement?.id === 'history-tab');
  await shop.keyboard.press('ArrowLeft');
  await shop.waitForFunction(() => document.querySelector('points-widget').shadowRoot.activeElement?.id === 'redeem-tab');
  for (const value of [relay.codes[2], CUSTOMER.name, CUSTOMER.phone, CUSTOMER.email]) {
    await shop.keyboard.press('Tab');
    await shop.keyboard.insertText(value);
    if (value === relay.codes[2]) await shop.keyboard.press('Tab'); // past the button that scans
  }
  await shop.keyboard.press('Enter');
  await shop.getByText(/^\+\d+ điểm$/).waitFor();
  await shop.context().close();
});
