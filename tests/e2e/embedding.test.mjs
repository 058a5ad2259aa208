// The widget in a brand's page: from another origin, under a strict policy, moved, late, twice, without its wasm.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../harness/person.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['relay', 'shop', 'chrome']);

/** The strictest policy that the widget works under, on the shop's own page. */
const policy = () => `default-src 'none'; script-src ${stage.shop.origin} 'wasm-unsafe-eval'; `
  + `connect-src ${stage.shop.origin} ${stage.relay.origin}; require-trusted-types-for 'script'`;
const page = (path, body, policy) => stage.shop.page(path, body, policy);
const loader = () => stage.shop.loader();
const element = () => widgetTag(stage.relay);
/** Waits until the console has a line that matches. */
const complains = (person, pattern) => until(() => person.complaints.some((text) => pattern.test(text)), async () => `no ${pattern} in ${person.complaints}`);

test('it works below any path, with the API on another origin, under the strictest policy', async () => {
  const person = await stage.visit(page('/strict', loader() + element(), policy()));
  await person.redeem(VI, { code: stage.relay.codes[0], ...CUSTOMER });
  await person.sees(/^\+\d+ điểm$/);
  assert.deepEqual(person.complaints, []);
  const hosts = await person.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).host));
  assert.deepEqual([...new Set(hosts)].sort(), [stage.shop, stage.relay].map(({ origin }) => new URL(origin).host).sort(), 'no third party');
});

test('without api-base the fallback stays and the console says why', async () => {
  const person = await stage.visit(page('/no-base', `${loader()}<points-widget><p>Fallback</p></points-widget>`));
  await person.waitFor(() => customElements.get('points-widget'));
  await person.sees('Fallback');
  await complains(person, /api-base is missing/);
});

test('without its wasm the fallback stays, and the page hears of it', async () => {
  stage.shop.missing.add('.wasm');
  const url = page('/no-wasm', `<script type="module">addEventListener('points-error', (e) => (window.kind = e.detail.kind))</script>${loader()}${element()}`);
  const person = await stage.visit(url);
  await person.waitFor(() => window.kind === 'load');
  await person.sees('Fallback');
  stage.shop.missing.clear();
});

test('a policy without wasm-unsafe-eval shows the fallback', async () => {
  const person = await stage.visit(page('/no-eval', loader() + element(), policy().replace("'wasm-unsafe-eval'", '')));
  await person.waitFor(() => customElements.get('points-widget'));
  await complains(person, /could not start/);
  assert.ok(await person.page.getByText('Fallback').isVisible());
});

test('a move keeps what was typed, a removal frees it, a return starts anew; two widgets are independent', async () => {
  const person = await stage.visit(page('/life', `${loader()}${loader()}<div id="a">${element()}</div><div id="b"></div>`));
  await person.fillForm(VI, { name: CUSTOMER.name });
  await person.evaluate(() => document.getElementById('b').append(document.querySelector('points-widget')));
  await person.page.waitForTimeout(50);
  assert.equal(await person.value(VI.name), CUSTOMER.name);
  await person.evaluate(() => {
    window.kept = document.querySelector('points-widget');
    window.kept.remove();
  });
  await person.waitFor(() => !window.kept.shadowRoot.querySelector('input'));
  await person.evaluate(() => document.body.append(window.kept, window.kept.cloneNode(true)));
  await person.page.getByLabel(VI.name).nth(1).waitFor();
  await person.page.getByLabel(VI.name).nth(0).fill('thong');
  assert.equal(await person.page.getByLabel(VI.name).nth(1).inputValue(), '');
  assert.deepEqual(person.complaints, []);
});

test('attributes and properties: prefill, require, view, unknown values warned of once, set before the upgrade', async () => {
  const url = page('/attributes', `<points-widget id="w"><p>Fallback</p></points-widget><script>
    const w = document.getElementById('w'); w.apiBase = ${JSON.stringify(`${stage.relay.origin}/points`)}; w.codeParam = 'c';
    w.setAttribute('require', 'email'); w.setAttribute('view', 'redeem'); w.setAttribute('theme', 'neon'); w.phone = '0867 123 456';
    </script>${loader()}`);
  const person = await stage.visit(`${url}?c=TIVInpmx8b98pfg`);
  await person.finds('field', VI.code);
  assert.equal(await person.value(VI.code), 'TIVInpmx8b98pfg');
  assert.equal(await person.value(VI.phone), '0867 123 456');
  assert.equal(await person.page.getByRole('tab').count(), 0);
  assert.equal(await person.page.getByLabel(VI.email).getAttribute('aria-required'), 'true');
  await person.press(VI.submit);
  await person.sees('Nhập email để nhận điểm.');
  assert.equal(await person.page.getByText('Nhập họ và tên của bạn.').count(), 0);
  assert.deepEqual(person.complaints.filter((text) => text.includes('theme')).length, 1);
});

test("the page's style does not leak in, and the widget's does not leak out", async () => {
  const style = '<style>* { color: red !important; display: block } body { font-size: 40px; letter-spacing: 9px; text-transform: uppercase } p { font-size: 20px }</style>';
  const person = await stage.visit(page('/style', `${style}<p id="outside">x</p>${loader()}${element()}`));
  const label = person.page.getByText(VI.code, { exact: true });
  await label.waitFor();
  const seen = await label.evaluate((node) => {
    const { color, fontSize, letterSpacing, textTransform } = getComputedStyle(node);
    return { color, fontSize, letterSpacing, textTransform };
  });
  assert.deepEqual(seen, { color: 'rgb(23, 33, 28)', fontSize: '16px', letterSpacing: 'normal', textTransform: 'none' });
  assert.equal(await person.page.locator('#outside').evaluate((node) => getComputedStyle(node).fontSize), '20px');
});

test('a listener may call back into the widget, and a trap in its wasm becomes the fallback', async () => {
  const person = await stage.visit(page('/listener', loader() + element()));
  await person.evaluate(() => addEventListener('points-accumulated', (event) => event.target.reset()));
  await person.redeem(VI, { code: stage.relay.codes[1], ...CUSTOMER });
  await person.hasCode('');
  assert.deepEqual(person.complaints, []);
  await person.evaluate(() => setTimeout(() => {
    const trap = new WebAssembly.RuntimeError('unreachable');
    const [entry] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm'));
    trap.stack = `RuntimeError: unreachable at ${entry.name}:wasm-function[7]:0x1`;
    throw trap;
  }));
  await person.sees('Fallback');
  assert.equal(await person.page.getByRole('tab').count(), 0);
  assert.ok(person.complaints.every((text) => text.startsWith('points-widget: stopped')), 'the page does not hear of it');
});

test('it works by keyboard alone: arrows between the tabs, Tab through the form, Enter to send', async () => {
  const person = await stage.visit(page('/keys', loader() + element()));
  await person.page.getByRole('tab', { name: VI.redeem }).focus();
  await person.page.keyboard.press('ArrowRight');
  await person.page.getByRole('tab', { name: VI.history, selected: true }).waitFor();
  await person.hasFocus('history-tab');
  await person.page.keyboard.press('ArrowLeft');
  await person.hasFocus('redeem-tab');
  const [,, code] = stage.relay.codes;
  for (const value of [code, CUSTOMER.name, CUSTOMER.phone, CUSTOMER.email]) {
    await person.page.keyboard.press('Tab');
    await person.page.keyboard.insertText(value);
    if (value === code) await person.page.keyboard.press('Tab'); // past the button that scans
  }
  await person.page.keyboard.press('Enter');
  await person.sees(/^\+\d+ điểm$/);
});
