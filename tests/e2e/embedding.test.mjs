// The widget in a brand's page: from another origin, under a strict policy, moved, late, twice, without its wasm.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { CUSTOMER, DIST, VI, browser, fill, open, sandbox, scratch, send } from './support.mjs';

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.html': 'text/html' };
const STRICT = (cdn, api) =>
  `default-src 'none'; script-src ${cdn} 'wasm-unsafe-eval'; connect-src ${cdn} ${api}; require-trusted-types-for 'script'`;

let chrome, home, relay, server, cdn;
let page404 = new Set();

/** A plain static server: `/any/where/` holds dist, `/page` a brand's page as the test wants it. */
const pages = new Map();
async function serve(request, response) {
  const url = new URL(request.url, 'http://x');
  const page = pages.get(url.pathname);
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (page) {
    if (page.policy) response.setHeader('Content-Security-Policy', page.policy);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    return response.end(page.html);
  }
  const file = url.pathname.replace('/any/where/', '');
  if (page404.has(extname(file))) return response.writeHead(404).end();
  try {
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(await readFile(join(DIST, file)));
  } catch {
    response.writeHead(404).end();
  }
}

before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  chrome = await browser();
  server = createServer(serve);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  cdn = `http://127.0.0.1:${server.address().port}`;
});
after(async () => {
  await chrome?.close();
  await relay?.stop();
  server?.close();
  home.remove();
});

function page(path, body, policy) {
  pages.set(path, { html: `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Brand</title>${body}`, policy });
  return `${cdn}${path}`;
}
const script = () => `<script type="module" src="${cdn}/any/where/points-widget.js"></script>`;
const element = (attributes = '') =>
  `<points-widget api-base="${relay.origin}/points" ${attributes}><p>Fallback</p></points-widget>`;

test('it works below any path, with the API on another origin, under the strictest policy', async () => {
  const brand = await open(chrome, page('/strict', script() + element(), STRICT(cdn, relay.origin)));
  await fill(brand, VI, { code: relay.codes[0], ...CUSTOMER });
  await send(brand, VI);
  await brand.getByText(/^\+\d+ điểm$/).waitFor();
  assert.deepEqual(brand.complaints, []);
  const hosts = await brand.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).host));
  assert.deepEqual([...new Set(hosts)].sort(), [new URL(cdn).host, new URL(relay.origin).host].sort(), 'no third party');
  await brand.context().close();
});

test('without api-base the fallback stays and the console says why', async () => {
  const brand = await open(chrome, page('/no-base', `${script()}<points-widget><p>Fallback</p></points-widget>`));
  await brand.waitForFunction(() => customElements.get('points-widget'));
  await brand.getByText('Fallback').waitFor();
  await assert.doesNotReject(async () => {
    for (let n = 0; n < 50 && !brand.complaints.length; n++) await brand.waitForTimeout(20);
  });
  assert.match(brand.complaints.join(), /api-base is missing/);
  await brand.context().close();
});

test('without its wasm the fallback stays, and the page hears of it', async () => {
  page404 = new Set(['.wasm']);
  const url = page('/no-wasm', `<script type="module">addEventListener('points-error', (e) => (window.kind = e.detail.kind))</script>${script()}${element()}`);
  const brand = await open(chrome, url);
  await brand.waitForFunction(() => window.kind === 'load');
  await brand.getByText('Fallback').waitFor();
  page404 = new Set();
  await brand.context().close();
});

test('a policy without wasm-unsafe-eval shows the fallback', async () => {
  const policy = STRICT(cdn, relay.origin).replace("'wasm-unsafe-eval'", '');
  const brand = await open(chrome, page('/no-eval', script() + element(), policy));
  await brand.waitForFunction(() => customElements.get('points-widget'));
  for (let n = 0; n < 100 && !brand.complaints.some((text) => text.includes('could not start')); n++) await brand.waitForTimeout(20);
  assert.match(brand.complaints.join(), /could not start/);
  assert.ok(await brand.getByText('Fallback').isVisible());
  await brand.context().close();
});

test('a move keeps what was typed, a removal frees it, a return starts anew; two widgets are independent', async () => {
  const brand = await open(chrome, page('/life', `${script()}${script()}<div id="a">${element()}</div><div id="b"></div>`));
  await fill(brand, VI, { name: CUSTOMER.name });
  await brand.evaluate(() => document.getElementById('b').append(document.querySelector('points-widget')));
  await brand.waitForTimeout(50);
  assert.equal(await brand.getByLabel(VI.name).inputValue(), CUSTOMER.name);
  await brand.evaluate(() => {
    window.kept = document.querySelector('points-widget');
    window.kept.remove();
  });
  await brand.waitForTimeout(50);
  assert.equal(await brand.evaluate(() => window.kept.shadowRoot.querySelectorAll('input').length), 0);
  await brand.evaluate(() => document.body.append(window.kept, window.kept.cloneNode(true)));
  await brand.getByLabel(VI.name).nth(1).waitFor();
  await brand.getByLabel(VI.name).nth(0).fill('thong');
  assert.equal(await brand.getByLabel(VI.name).nth(1).inputValue(), '');
  assert.deepEqual(brand.complaints, []);
  await brand.context().close();
});

test('attributes and properties: prefill, require, view, unknown values warned of once, set before the upgrade', async () => {
  const url = page('/attributes', `<points-widget id="w"><p>Fallback</p></points-widget><script>
    const w = document.getElementById('w'); w.apiBase = ${JSON.stringify(`${relay.origin}/points`)}; w.codeParam = 'c';
    w.setAttribute('require', 'email'); w.setAttribute('view', 'redeem'); w.setAttribute('theme', 'neon'); w.phone = '0867 123 456';
    </script>${script()}`);
  const brand = await open(chrome, `${url}?c=TIVInpmx8b98pfg`);
  await brand.getByLabel(VI.code).waitFor();
  assert.equal(await brand.getByLabel(VI.code).inputValue(), 'TIVInpmx8b98pfg');
  assert.equal(await brand.getByLabel(VI.phone).inputValue(), '0867 123 456');
  assert.equal(await brand.getByRole('tab').count(), 0);
  assert.equal(await brand.getByLabel(VI.email).getAttribute('aria-required'), 'true');
  await send(brand, VI);
  await brand.getByText('Nhập email để nhận điểm.').waitFor();
  assert.equal(await brand.getByText('Cho biết họ tên của bạn.').count(), 0);
  assert.deepEqual(brand.complaints.filter((text) => text.includes('theme')).length, 1);
  await brand.context().close();
});

test("the page's style does not leak in, and the widget's does not leak out", async () => {
  const style = '<style>* { color: red !important; display: block } body { font-size: 40px; letter-spacing: 9px; text-transform: uppercase } p { font-size: 20px }</style>';
  const brand = await open(chrome, page('/style', `${style}<p id="outside">x</p>${script()}${element()}`));
  const label = brand.getByText(VI.code, { exact: true });
  await label.waitFor();
  const seen = await label.evaluate((node) => {
    const { color, fontSize, letterSpacing, textTransform } = getComputedStyle(node);
    return { color, fontSize, letterSpacing, textTransform };
  });
  assert.deepEqual(seen, { color: 'rgb(23, 33, 28)', fontSize: '16px', letterSpacing: 'normal', textTransform: 'none' });
  assert.equal(await brand.locator('#outside').evaluate((node) => getComputedStyle(node).fontSize), '20px');
  await brand.context().close();
});
