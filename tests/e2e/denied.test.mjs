// Without a camera: each reason says in one sentence what to do, and leads on to a photo and to typing; and pages that
// allow no worker, or no policy for one, scan all the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countTracks, draw, openWith, sheet, video, withCamera } from './film.mjs';
import { VI, brand, browser, sandbox, scratch } from './support.mjs';

let chrome, dark, plain, home, relay, codes, shop, other;

before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  codes = await sheet(relay.origin, 2);
  plain = await browser(['--host-resolver-rules=MAP shop.example 127.0.0.1']);
  const scene = [{ svg: codes[0].svg, x: 210, y: 110, size: 230 }];
  chrome = await withCamera(video(home.folder, [[await draw(plain, scene), 20]]));
  dark = await withCamera(video(home.folder, [[Buffer.alloc(640 * 480, 16), 20]], { name: 'black' }));
  [shop, other] = [await brand(), await brand()];
});
after(async () => {
  for (const each of [chrome, dark, plain]) await each?.close();
  await relay?.stop();
  for (const server of [shop, other]) server?.close();
  home.remove();
});

const scan = (page) => page.getByRole('button', { name: VI.scan, exact: true }).click();
const body = (cdn) => `<script type="module" src="${cdn}/any/where/points-widget.js"></script><points-widget api-base="${relay.origin}/points"></points-widget>`;
const codeIs = (page, code) => page.waitForFunction((code) => document.querySelector('points-widget').shadowRoot.getElementById('code').value === code, code);

/** The sentence stands there, a photo can be chosen, typing goes on in the field, and nothing is on. */
async function leadsOn(page, sentence, mayPass) {
  await page.getByText(sentence).waitFor();
  assert.equal(await page.getByRole('button', { name: VI.retry }).isVisible(), mayPass);
  assert.ok(await page.getByLabel(VI.choosePhoto).isEnabled());
  assert.equal(await page.evaluate(() => window.liveTracks?.() ?? 0), 0);
  await page.getByRole('button', { name: VI.typeCode }).click();
  await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.activeElement?.id === 'code');
}

test('each failure of the camera has its sentence and its way on', async () => {
  const fails = (name) => (navigator.mediaDevices.getUserMedia = async () => {
    throw name === 'TypeError' ? new TypeError() : new DOMException('', name);
  });
  for (const [name, sentence, mayPass] of [
    ['NotAllowedError', 'Camera đang bị chặn.', true],
    ['NotFoundError', 'Không tìm thấy camera.', false],
    ['OverconstrainedError', 'Không tìm thấy camera.', false],
    ['NotReadableError', 'Ứng dụng khác đang dùng camera.', true],
    ['AbortError', 'Ứng dụng khác đang dùng camera.', true],
    ['SecurityError', 'Trang này không được mở camera.', false],
  ]) {
    const page = await openWith(plain, relay.origin, fails, name);
    await scan(page);
    await leadsOn(page, sentence, mayPass);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  }
});

test('an app that keeps the camera closed, or has none for pages, is left by its own sentence', async () => {
  const userAgent = 'Mozilla/5.0 (Linux; Android 14; SM-A546E; wv) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 Zalo android/1';
  const closed = () => (navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException('', 'NotAllowedError');
  });
  const none = () => Object.defineProperty(navigator, 'mediaDevices', { get: () => undefined });
  for (const script of [closed, none]) {
    const page = await openWith(plain, relay.origin, script, undefined, { userAgent });
    await scan(page);
    await leadsOn(page, 'Ứng dụng này không cho mở camera.', false);
    await page.context().close();
  }
});

test('plain http and a Permissions-Policy are told from a customer who said no', async () => {
  const insecure = await openWith(plain, shop.page('/', body('')).replace('127.0.0.1', 'shop.example'));
  await scan(insecure);
  await leadsOn(insecure, 'Kết nối này chưa an toàn', false);
  await insecure.context().close();
  const forbidden = await openWith(chrome, shop.page('/policy', body(''), undefined, { 'Permissions-Policy': 'camera=()' }), countTracks);
  await scan(forbidden);
  await leadsOn(forbidden, 'Trang này không được mở camera.', false);
  assert.equal(await forbidden.evaluate(() => window.openedTracks()), 0, 'it was not even asked for');
  await forbidden.context().close();
});

test('a second try may succeed', async () => {
  const once = () => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    let tries = 0;
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      if (!tries++) throw new DOMException('', 'NotReadableError');
      return open(wanted);
    };
  };
  const page = await openWith(chrome, relay.origin, once);
  await scan(page);
  await page.getByRole('button', { name: VI.retry }).click();
  await codeIs(page, codes[0].code);
  await page.context().close();
});

test('a stream that ends, and one that is black, are given up: camera off, other ways on', async () => {
  const blind = () => (window.BarcodeDetector = class {
    static getSupportedFormats = async () => ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'upc_a'];
    detect = async () => [];
  });
  const ended = await openWith(chrome, relay.origin, [countTracks, blind]);
  await scan(ended);
  await ended.getByText('Đưa mã vào trong khung.').waitFor();
  await ended.evaluate(() => window.endTracks());
  await leadsOn(ended, 'Camera đã dừng.', true);
  await ended.context().close();

  const black = await openWith(dark, relay.origin, countTracks);
  await scan(black);
  await black.getByText('Đưa mã vào trong khung.').waitFor();
  await leadsOn(black, 'Camera chỉ thấy màu đen.', true);
  await black.context().close();
});

test('a scanner that cannot be loaded, or whose decoder cannot, leaves the form and the other ways', async () => {
  const page = await openWith(chrome, shop.page('/broken', body('')), countTracks);
  await page.route('**/camera-*.js', (route) => route.abort());
  await scan(page);
  await page.getByText('Chưa mở được phần quét.').waitFor();
  assert.ok(await page.getByLabel(VI.code, { exact: true }).isVisible());
  await page.context().close();

  const half = await openWith(chrome, shop.page('/half', body('')), countTracks);
  await half.context().route('**/scanner-qr*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await scan(half);
  await leadsOn(half, 'Chưa mở được phần quét.', true);
  await half.context().close();
});

test('the strictest policies scan: in a worker on the own origin, in the page with the files on another', async () => {
  const strict = (cdn, more = '') => `default-src 'none'; script-src ${cdn} 'wasm-unsafe-eval'; connect-src ${cdn} ${relay.origin}; require-trusted-types-for 'script'; ${more}`;
  for (const [path, server, cdn, policy, workers] of [
    ['/own', shop, shop.origin, strict(shop.origin, "trusted-types points-widget"), 1],
    ['/any-names', shop, shop.origin, strict(shop.origin), 1],
    ['/no-names', shop, shop.origin, strict(shop.origin, "trusted-types 'none'"), 0],
    ['/no-worker', shop, shop.origin, strict(shop.origin, "worker-src 'none'"), 0],
    ['/other', other, shop.origin, strict(shop.origin), 0],
  ]) {
    const page = await openWith(chrome, server.page(path, body(cdn), policy), countTracks);
    let started = 0;
    page.on('worker', () => started++);
    await scan(page);
    await codeIs(page, codes[0].code);
    assert.equal(started, workers, path);
    await page.waitForFunction(() => window.liveTracks() === 0);
    const refused = page.complaints.filter((text) => !/violates|TrustedTypePolicy/.test(text));
    assert.deepEqual(refused, [], path);
    if (workers || path === '/other') assert.deepEqual(page.complaints, [], path);
    await page.context().close();
  }
});
