// Scanning: a camera (a video of the sandbox's own QR codes) and photos, through the real decoder, to a redeemed code; and
// after every way out the camera is off.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { able, countTracks, draw, ean13, openWith, sheet, video, withCamera } from './film.mjs';
import { CUSTOMER, VI, browser, fill, sandbox, scratch, send } from './support.mjs';

let chrome, home, relay, codes, plain;

before(async () => {
  home = scratch();
  relay = await sandbox(home.folder);
  codes = await sheet(relay.origin, 4);
  plain = await browser();
  // Two codes in view: the customer holds the first one in the frame, the second lies beside it.
  const scene = [{ svg: codes[0].svg, x: 210, y: 110, size: 230 }, { svg: codes[1].svg, x: 520, y: 330, size: 110 }];
  chrome = await withCamera(video(home.folder, [[await draw(plain, []), 5], [await draw(plain, scene), 30]]));
});
after(async () => {
  await chrome?.close();
  await plain?.close();
  await relay?.stop();
  home.remove();
});

const shop = (script = countTracks, argument, options) => openWith(chrome, relay.origin, script, argument, options);
const scan = (page) => page.getByRole('button', { name: VI.scan, exact: true }).click();
const sheetOf = (page) => page.getByRole('group', { name: VI.scan });
const live = async (page) => {
  await scan(page);
  await page.waitForFunction(() => window.liveTracks() > 0);
};
const off = (page) => page.waitForFunction(() => window.openedTracks() > 0 && window.liveTracks() === 0);
const focused = (page, id) => page.waitForFunction((id) => document.querySelector('points-widget').shadowRoot.activeElement?.id === id, id);
const blind = () => {
  // A decoder that finds nothing: the sheet stays open.
  window.BarcodeDetector = class {
    static getSupportedFormats = async () => ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'upc_a'];
    detect = async () => (window.seen ?? []);
  };
};

test('a code in the frame is read, filled in and redeemed; the camera is off, and nothing came before the tap', async () => {
  const page = await shop();
  await page.evaluate(() => document.addEventListener('points-scan', ({ detail }) => (window.scanned = detail)));
  await page.getByLabel(VI.code, { exact: true }).waitFor();
  assert.ok(!page.requested.some((path) => /camera|scanner|pattern/.test(path)), page.requested.join(' '));
  await scan(page);
  await page.waitForFunction((code) => document.querySelector('points-widget').shadowRoot.getElementById('code').value === code, codes[0].code);
  await page.getByText('Đã đọc được mã.').waitFor();
  await off(page);
  await focused(page, 'name');
  assert.equal(await sheetOf(page).count(), 0);
  assert.deepEqual(await page.evaluate(() => window.scanned), { source: 'camera', format: 'qr_code' });
  assert.equal(page.requested.filter((path) => /scanner-more/.test(path)).length, 0, 'only what reads QR codes');
  await fill(page, VI, CUSTOMER);
  await send(page, VI);
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  assert.deepEqual(page.complaints, []);
  assert.equal(page.url(), `${relay.origin}/`, 'a scanned link is not followed');
  await page.context().close();
});

test('the focus moves on to the first empty field that is required, and to the button where there is none', async () => {
  const page = await shop();
  await fill(page, VI, { name: CUSTOMER.name, phone: CUSTOMER.phone });
  await scan(page);
  await off(page);
  await focused(page, 'submit');
  await page.context().close();
});

test('after every way out the camera is off', async () => {
  const page = await shop([countTracks, blind]);
  await live(page);
  await focused(page, '');
  await page.getByRole('button', { name: VI.close }).click();
  await off(page);
  await focused(page, 'scan');

  await live(page);
  await page.keyboard.press('Escape');
  await off(page);
  await focused(page, 'scan');

  await live(page);
  await page.getByRole('button', { name: VI.typeCode }).click();
  await off(page);
  await focused(page, 'code');

  await live(page);
  await page.getByRole('tab', { name: VI.history }).click();
  await off(page);
  await page.getByRole('tab', { name: VI.redeem }).click();
  assert.equal(await sheetOf(page).count(), 0);

  await live(page);
  await page.evaluate(() => document.querySelector('points-widget').reset());
  await off(page);

  await live(page);
  await page.evaluate(() => document.querySelector('points-widget').setAttribute('lang', 'en'));
  await off(page);
  await page.evaluate(() => document.querySelector('points-widget').setAttribute('lang', 'vi'));

  await live(page);
  await page.evaluate(() => document.querySelector('points-widget').remove());
  await off(page);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('light, zoom and the other camera are offered where the camera has them, and one camera is on at a time', async () => {
  const page = await shop([able, countTracks, blind]);
  await live(page);
  const torch = page.getByRole('button', { name: 'Đèn' });
  const zoom = page.getByRole('button', { name: 'Phóng to' });
  for (let n = 0; n < 2; n++) await torch.click();
  for (let n = 0; n < 3; n++) await zoom.click();
  assert.equal(await torch.getAttribute('aria-pressed'), 'false');
  await page.getByRole('button', { name: 'Đổi camera' }).click();
  await page.waitForFunction(() => window.openedTracks() === 2 && window.liveTracks() === 1);
  assert.deepEqual(await page.evaluate(() => window.constraints), [
    { torch: true }, { torch: false }, { zoom: 2 }, { zoom: 4 }, { zoom: 1 }, { deviceId: 'front' },
  ]);
  await torch.waitFor();
  await page.keyboard.press('Escape');
  await off(page);
  await page.context().close();

  const plainCamera = await shop([countTracks, blind]);
  await live(plainCamera);
  await plainCamera.getByText('Đưa mã vào trong khung.').waitFor();
  assert.equal(await plainCamera.getByRole('button', { name: 'Đèn' }).count(), 0);
  await plainCamera.context().close();
});

test('a hidden page has no camera, and gets it back when it is seen; one that is hidden while the browser asks gets none', async () => {
  const hide = (isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const page = await shop([countTracks, blind]);
  await live(page);
  await page.evaluate(hide, true);
  assert.equal(await page.evaluate(() => window.liveTracks()), 0);
  await page.evaluate(hide, false);
  await page.waitForFunction(() => window.liveTracks() === 1);
  await page.getByRole('button', { name: VI.close }).click();
  await off(page);
  await scan(page);
  await page.evaluate(hide, true);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.liveTracks()), 0);
  await page.context().close();
});

test('a sheet that is closed before the camera opens leaves none on', async () => {
  const slow = () => {
    const open = navigator.mediaDevices.getUserMedia;
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return open(wanted);
    };
  };
  const page = await shop([countTracks, slow]);
  await scan(page);
  await page.getByText('Đang mở camera…').waitFor();
  await page.keyboard.press('Escape');
  await off(page);
  await page.context().close();
});

test('a photo is read where there is no camera; one without a code, or no photo at all, says what to do', async () => {
  const page = await openWith(plain, relay.origin, () => (navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException('', 'NotFoundError');
  }));
  await page.evaluate(() => document.addEventListener('points-scan', ({ detail }) => (window.scanned = detail)));
  await scan(page);
  await page.getByText('Không tìm thấy camera.').waitFor();
  const choose = (buffer, mimeType = 'image/png') =>
    page.getByLabel(VI.choosePhoto).setInputFiles({ name: 'photo', mimeType, buffer });
  await choose(await draw(plain, [], { width: 800, height: 600, type: 'png' }));
  await page.getByText('Không thấy mã trong ảnh.').waitFor();
  await choose(Buffer.from('no picture'));
  await page.getByText('Ảnh này không mở được.').waitFor();
  const big = [{ svg: codes[2].svg, x: 900, y: 1500, size: 900 }];
  await choose(await draw(plain, big, { width: 2400, height: 3200, type: 'png' }));
  await page.waitForFunction((code) => document.querySelector('points-widget').shadowRoot.getElementById('code').value === code, codes[2].code);
  await focused(page, 'name');
  assert.deepEqual(await page.evaluate(() => window.scanned), { source: 'photo', format: 'qr_code' });
  await page.context().close();
});

test('what is not a code is named as what it is, passed over, and never followed', async () => {
  const page = await shop([countTracks, blind]);
  await live(page);
  const show = (rawValue, format = 'qr_code') => page.evaluate(({ rawValue, format }) => {
    const cornerPoints = [[200, 200], [300, 200], [300, 300], [200, 300]].map(([x, y]) => ({ x, y }));
    window.seen = [{ rawValue, format, cornerPoints }];
  }, { rawValue, format });
  await show('8934563138165', 'ean_13');
  await page.getByText('Đây là mã vạch, không phải mã').waitFor();
  for (const text of ['WIFI:S:home;T:WPA;P:12345678;;', 'javascript:alert(1)', 'https://shop.example/', `00020101021238570010A000000727${'0'.repeat(60)}`, 'x1'.repeat(2000), 'data:text/html,<script>1</script>']) {
    await show(text);
    await page.getByText('Mã này không dùng để tích điểm.').waitFor();
    await show('8934563138165', 'ean_13');
    await page.getByText('Đây là mã vạch, không phải mã').waitFor();
  }
  await show('\u0000\u202Ehttps://shop.example/?code=TIVInpmx8b98pfg\u0007');
  await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.getElementById('code').value === 'TIVInpmx8b98pfg');
  assert.equal(page.url(), `${relay.origin}/`);
  await page.context().close();
});

test('after a while the other formats join, and the barcode of the shelf is named; a pattern may make it the code', async () => {
  const frame = await draw(plain, [{ svg: ean13('8934563138165'), x: 145, y: 65, size: 350 }]);
  const shelf = await withCamera(video(home.folder, [[frame, 20]], { name: 'shelf' }));
  const page = await openWith(shelf, relay.origin, countTracks);
  await scan(page);
  await page.getByText('Đưa mã vào trong khung.').waitFor();
  assert.ok(!page.requested.some((path) => path.includes('scanner-more')));
  await page.getByText('Đây là mã vạch, không phải mã tích điểm.').waitFor();
  assert.ok(page.requested.some((path) => path.includes('scanner-more')));
  await page.getByRole('button', { name: VI.close }).click();
  await off(page);
  await page.evaluate(() => {
    const widget = document.querySelector('points-widget');
    widget.setAttribute('formats', 'ean_13');
    widget.setAttribute('code-pattern', '\\d{13}');
  });
  await scan(page);
  await page.waitForFunction(() => document.querySelector('points-widget').shadowRoot.getElementById('code').value === '8934563138165');
  await page.context().close();
  await shelf.close();
});

test("the browser's own detector comes first, and the widget's where that one throws or stays silent", async () => {
  const detector = (detect) => {
    window.asked = 0;
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code'];
      async detect() {
        window.asked++;
        if (detect === 'throws') throw new TypeError('no');
        if (detect === 'silent') return [];
        return [{ rawValue: 'NATIVE1234', format: 'qr_code', cornerPoints: [] }];
      }
    };
  };
  for (const [kind, code] of [['finds', 'NATIVE1234'], ['throws', codes[0].code], ['silent', codes[0].code]]) {
    const page = await shop([countTracks, detector], kind);
    await scan(page);
    await page.waitForFunction((code) => document.querySelector('points-widget').shadowRoot.getElementById('code').value === code, code);
    assert.ok(await page.evaluate(() => window.asked > 0));
    assert.equal(page.requested.some((path) => path.includes('scanner-qr')), kind !== 'finds');
    await page.context().close();
  }
});
