// The main job in Firefox and in WebKit, as they are installed: redeem, history, the strict page, the fallback, a camera.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { camera, modules, watch, wrongModules } from './camera.mjs';
import { ENGINES } from './engines.mjs';
import { sheet } from './film.mjs';
import { CUSTOMER, VI, brand, sandbox, scratch } from './support.mjs';

for (const { name, start, missing } of ENGINES) {
  describe(name, { skip: missing, timeout: 120_000 }, () => {
    let home, relay, shop, page;

    before(async () => {
      home = scratch();
      relay = await sandbox(home.folder);
      shop = await brand();
      page = await start();
    });
    after(async () => {
      await page?.close();
      await relay?.stop();
      shop?.close();
      home.remove();
    });

    const script = () => `<script type="module" src="${shop.origin}/any/where/points-widget.js"></script>`;
    const element = () => `<points-widget api-base="${relay.origin}/points"><p>Fallback</p></points-widget>`;

    const strict = () =>
      `default-src 'none'; script-src ${shop.origin} 'wasm-unsafe-eval'; connect-src ${shop.origin} ${relay.origin}; require-trusted-types-for 'script'`;

    test('a scanned code earns its points, stands in the history, and is the own one the second time', async () => {
      const code = relay.codes.pop();
      await page.open(`${relay.origin}/?code=${code}`);
      assert.equal(await page.value(VI.code), code);
      await page.fill(VI.name, 'Nguyễn Thị Ánh');
      await page.fill(VI.phone, '+84 867 123 456');
      await page.press(VI.submit);
      const [, points] = await page.sees(/^\+(\d+) điểm$/m);
      await page.sees(/Có trong lịch sử từ \d\d:\d\d/);

      await page.press('Xem lịch sử của tôi');
      await page.sees('086•••3456');
      for (const part of [code, `\\+${points}`, 'Đã cộng điểm']) await page.sees(new RegExp(`^${part}$`, 'm'));

      await page.choose(VI.redeem);
      await page.press(VI.another);
      assert.equal(await page.value(VI.name), 'Nguyễn Thị Ánh', 'who collects stays');
      await page.fill(VI.code, code);
      await page.press(VI.submit);
      await page.sees(new RegExp(`Bạn đã tích mã này lúc .*: \\+${points} điểm`));
      assert.equal(await page.value(VI.code), code, 'nothing typed is lost');
    });

    test("the engine's own accessibility tree has a name and a role for everything in the form", async () => {
      await page.open(relay.origin);
      const form = [['field', VI.code], ['field', VI.name], ['field', VI.email], ['field', VI.remember], ['button', VI.submit], ['tab', VI.history]];
      const heard = [];
      for (const [kind, name] of form) heard.push(await page.hears(kind, name));
      assert.deepEqual(heard, [
        'Mã trên sản phẩm, textbox', 'Họ và tên, textbox', 'Email không bắt buộc, textbox',
        'Nhớ thông tin của tôi trên máy này, checkbox', 'Tích điểm, button', 'Lịch sử, tab',
      ]);
    });

    test('an incomplete form is not sent: the fields say what to do, and the first one takes the focus', async () => {
      await page.open(relay.origin);
      await page.press(VI.submit);
      for (const text of ['Nhập mã in trên sản phẩm.', 'Cho biết họ tên của bạn.', 'Nhập số điện thoại để nhận điểm.']) await page.sees(text);
      await page.waitFor(() => document.querySelector('points-widget').shadowRoot.activeElement?.id === 'code');
    });

    test("it works on another origin's page under the strictest policy, and breaks none of it", async () => {
      await page.open(shop.page('/strict', shop.script('/listen.js', `(${listen})()`) + script() + element(), strict()));
      await page.fill(VI.code, relay.codes.pop());
      await page.fill(VI.name, CUSTOMER.name);
      await page.fill(VI.phone, CUSTOMER.phone);
      await page.press(VI.submit);
      await page.sees(/^\+\d+ điểm$/m);
      assert.deepEqual(await page.evaluate(() => window.complaints), []);
      assert.equal(await page.evaluate(() => document.querySelector('points-widget').shadowRoot.adoptedStyleSheets.length), 1);
      const enforced = await page.evaluate(() => {
        try {
          document.createElement('p').innerHTML = '<b>text</b>';
        } catch {
          return true;
        }
        return typeof trustedTypes === 'undefined';
      });
      assert.ok(enforced, 'the policy is in force where the engine knows Trusted Types');
    });

    test('without its wasm, or where the policy forbids it, the fallback stays, and the page hears of it', async () => {
      const body = shop.script('/listen.js', `(${listen})()`) + script() + element();
      const falls = async (url) => {
        await page.open(url);
        await page.waitFor(() => window.errors[0] === 'load');
        await page.sees(/^Fallback$/m);
      };
      shop.missing.add('.wasm');
      try {
        await falls(shop.page('/no-wasm', body));
      } finally {
        shop.missing.clear();
      }
      await falls(shop.page('/no-eval', body, strict().replace("'wasm-unsafe-eval'", '')));
    });

    test('a code before the camera is read by our own decoder, filled in and redeemed; the camera is off', async () => {
      const [{ code, svg }] = await sheet(relay.origin, 1);
      const film = shop.script('/scan.js', camera(modules(svg)));
      await page.open(shop.page('/scan', film + shop.script('/listen.js', `(${listen})()`) + script() + element(), strict()));
      await page.press(VI.scan);
      await page.waitFor((code) => document.querySelector('points-widget').shadowRoot.getElementById('code')?.value === code, code);
      await page.waitFor(() => window.filmed.tracks.length > 0 && window.filmed.tracks.every((track) => track.readyState === 'ended'));
      assert.equal(await page.evaluate(() => window.filmed.asked[0].video.facingMode.ideal), 'environment');
      await page.fill(VI.name, CUSTOMER.name);
      await page.fill(VI.phone, CUSTOMER.phone);
      await page.press(VI.submit);
      await page.sees(/^\+\d+ điểm$/m);
      assert.deepEqual(await page.evaluate(() => window.complaints), []);
    });

    test('closing the sheet ends the camera', async () => {
      await page.open(shop.page('/close', shop.script('/blank.js', camera([])) + script() + element()));
      await page.press(VI.scan);
      await page.sees('Đưa mã vào trong khung.');
      await page.press(VI.close);
      await page.waitFor(() => window.filmed.tracks.length > 0 && window.filmed.tracks.every((track) => track.readyState === 'ended'));
      await page.sees(VI.code);
    });

    test('a film of a code reaches a <video>, module by module', async () => {
      const matrix = Array.from({ length: 21 }, (_, y) => Array.from({ length: 21 }, (_, x) => (x * 7 + y * 13 + x * y) % 3 === 0));
      await page.open(shop.page('/camera', `${shop.script('/camera.js', camera(matrix))}<video muted playsinline></video>`));
      await page.evaluate(watch);
      await page.waitFor(() => window.seen >= 5);
      assert.equal(await page.evaluate(wrongModules, matrix), 0);
      await page.evaluate(() => window.filmed.show([]));
      await page.waitFor(wrongModules, matrix);
      assert.deepEqual(await page.evaluate(() => window.filmed.asked), [{ video: true }]);
      assert.equal(await page.evaluate(() => {
        window.filmed.tracks[0].stop();
        return window.filmed.tracks[0].readyState;
      }), 'ended');
    });
  });
}

/** Runs in the page, before the widget: whatever its developer would see on the console. */
function listen() {
  window.complaints = [];
  window.errors = [];
  for (const level of ['error', 'warn']) console[level] = (...words) => window.complaints.push(words.join(' '));
  addEventListener('error', (event) => window.complaints.push(event.message));
  addEventListener('unhandledrejection', (event) => window.complaints.push(String(event.reason)));
  addEventListener('points-error', (event) => window.errors.push(event.detail.kind));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    // The browser's own wish, which no widget can help.
    if (!blockedURI.endsWith('/favicon.ico')) window.complaints.push(`${violatedDirective}: ${blockedURI}`);
  });
}
