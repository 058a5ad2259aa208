// The main job in Firefox and in WebKit, as they are installed: redeem, history, the strict page, the fallback, a camera.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PRELUDE } from '../harness/csp-page.mjs';
import { ENGINES } from '../harness/engines.mjs';
import { camera, modules, watch, wrongModules } from '../harness/fake-camera.mjs';
import { sheet } from '../harness/relay.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, VI, allWords, sinceAnyTime } from '../harness/words.mjs';

/** What the page's developer sees on the console, with clocks that go as always. */
const LISTEN = `window.hurry = 1;\n${PRELUDE}`;

for (const engine of ENGINES) {
  describe(engine.name, { skip: engine.missing, timeout: 120_000 }, () => {
    const stage = useStage(['relay', 'shop'], async (stage) => (stage.person = await stage.startEngine(engine)));

    /** A page of the shop's with the widget, and with these scripts before it. */
    const page = (path, before, policy) => {
      const { shop, relay } = stage;
      const scripts = before.map((text, at) => shop.script(`${path}-${at}.js`, text)).join('');
      return shop.page(path, scripts + shop.loader() + widgetTag(relay), policy);
    };
    const strict = () => `default-src 'none'; script-src ${stage.shop.origin} 'wasm-unsafe-eval'; `
      + `connect-src ${stage.shop.origin} ${stage.relay.origin}; require-trusted-types-for 'script'`;

    test('a scanned code earns its points, stands in the history, and is the own one the second time', async () => {
      const { person, relay } = stage;
      const code = relay.codes.pop();
      await person.open(`${relay.origin}/?code=${code}`);
      assert.equal(await person.value(VI.code), code);
      await person.redeem(VI, { name: 'Nguyễn Thị Ánh', phone: '+84 867 123 456' });
      const [, points] = await person.sees(/^\+(\d+) điểm$/m);
      await person.sees(/Đã ghi vào lịch sử lúc \d\d:\d\d/);

      await person.press('Xem lịch sử của tôi');
      await person.sees('086•••3456');
      for (const part of [code, `\\+${points}`, 'Đã cộng điểm']) await person.sees(new RegExp(`^${part}$`, 'm'));

      await person.choose(VI.redeem);
      await person.press(VI.another);
      assert.equal(await person.value(VI.name), 'Nguyễn Thị Ánh', 'who collects stays');
      await person.redeem(VI, { code });
      await person.sees(new RegExp(`Bạn đã dùng mã này để tích điểm\\. \\+${points} điểm · `));
      assert.equal(await person.value(VI.code), code, 'nothing typed is lost');
    });

    test('the hours of a day are counted to 24 in every language', async () => {
      const { person, relay } = stage;
      await person.open(relay.origin);
      await person.redeem(VI, { code: relay.codes.pop(), name: CUSTOMER.name, phone: CUSTOMER.phone });
      for (const [tag, words] of Object.entries(allWords())) {
        await person.set({ lang: tag });
        await person.sees(sinceAnyTime(words));
      }
    });

    test("the engine's own accessibility tree has a name and a role for everything in the form", async () => {
      const { person, relay } = stage;
      await person.open(relay.origin);
      const form = [['field', VI.code], ['field', VI.name], ['field', VI.email], ['field', VI.remember], ['button', VI.submit], ['tab', VI.history]];
      const heard = [];
      for (const [kind, name] of form) heard.push(await person.hears(kind, name));
      assert.deepEqual(heard, [
        'Mã trên sản phẩm, textbox', 'Họ và tên, textbox', 'Email (không bắt buộc), textbox',
        'Ghi nhớ thông tin của tôi trên máy này, checkbox', 'Tích điểm, button', 'Lịch sử, tab',
      ]);
    });

    test('an incomplete form is not sent: the fields say what to do, and the first one takes the focus', async () => {
      const { person, relay } = stage;
      await person.open(relay.origin);
      await person.press(VI.submit);
      for (const text of ['Nhập mã in trên sản phẩm.', 'Nhập họ và tên của bạn.', 'Nhập số điện thoại để nhận điểm.']) await person.sees(text);
      await person.hasFocus('code');
    });

    test("it works on another origin's page under the strictest policy, and breaks none of it", async () => {
      const { person, relay } = stage;
      await person.open(page('/strict', [LISTEN], strict()));
      await person.redeem(VI, { code: relay.codes.pop(), name: CUSTOMER.name, phone: CUSTOMER.phone });
      await person.sees(/^\+\d+ điểm$/m);
      assert.deepEqual(await person.evaluate(() => window.complaints), []);
      assert.equal(await person.evaluate(() => document.querySelector('points-widget').shadowRoot.adoptedStyleSheets.length), 1);
      const enforced = await person.evaluate(() => {
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
      const { person, shop } = stage;
      const falls = async (url) => {
        await person.open(url);
        await person.waitFor(() => window.failure === 'load');
        await person.sees(/^Fallback$/m);
      };
      shop.missing.add('.wasm');
      try {
        await falls(page('/no-wasm', [LISTEN]));
      } finally {
        shop.missing.clear();
      }
      await falls(page('/no-eval', [LISTEN], strict().replace("'wasm-unsafe-eval'", '')));
    });

    test('a code before the camera is read by our own decoder, filled in and redeemed; the camera is off', async () => {
      const { person, relay } = stage;
      const [{ code, svg }] = await sheet(relay.origin, 1);
      await person.open(page('/scan', [camera(modules(svg)), LISTEN], strict()));
      await person.press(VI.scan);
      await person.hasCode(code);
      await person.waitFor(() => window.filmed.areOff());
      assert.equal(await person.evaluate(() => window.filmed.asked[0].video.facingMode.ideal), 'environment');
      await person.redeem(VI, { name: CUSTOMER.name, phone: CUSTOMER.phone });
      await person.sees(/^\+\d+ điểm$/m);
      assert.deepEqual(await person.evaluate(() => window.complaints), []);
    });

    test('closing the sheet ends the camera', async () => {
      const { person } = stage;
      await person.open(page('/close', [camera([])]));
      await person.press(VI.scan);
      await person.sees('Đưa mã vào trong khung.');
      await person.press(VI.close);
      await person.waitFor(() => window.filmed.areOff());
      await person.sees(VI.code);
    });

    test('a film of a code reaches a <video>, module by module', async () => {
      const { person, shop } = stage;
      const matrix = Array.from({ length: 21 }, (_, y) => Array.from({ length: 21 }, (_, x) => (x * 7 + y * 13 + x * y) % 3 === 0));
      await person.open(shop.page('/camera', `${shop.script('/camera.js', camera(matrix))}<video muted playsinline></video>`));
      await person.evaluate(watch);
      await person.waitFor(() => window.seen >= 5);
      assert.equal(await person.evaluate(wrongModules, matrix), 0);
      await person.evaluate(() => window.filmed.show([]));
      await person.waitFor(wrongModules, matrix);
      assert.deepEqual(await person.evaluate(() => window.filmed.asked), [{ video: true }]);
      assert.equal(await person.evaluate(() => {
        window.filmed.tracks[0].stop();
        return window.filmed.tracks[0].readyState;
      }), 'ended');
    });
  });
}
