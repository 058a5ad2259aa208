// Scanning: a camera (a video of the sandbox's own QR codes) and photos, through the real decoder, to a redeemed code; and
// after every way out the camera is off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capable, countTracks, detector, fails } from '../harness/camera-page.mjs';
import { draw, ean13, startFilming } from '../harness/camera-video.mjs';
import { sheet } from '../harness/relay.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['relay'], async (stage) => {
  stage.codes = await sheet(stage.relay.origin, 4);
  stage.plain = await stage.startChromium();
  // Two codes in view: the customer holds the first one in the frame, the second lies beside it.
  const scene = [{ svg: stage.codes[0].svg, x: 210, y: 110, size: 230 }, { svg: stage.codes[1].svg, x: 520, y: 330, size: 110 }];
  stage.chrome = await startFilming(stage, [[await draw(stage.plain, []), 5], [await draw(stage.plain, scene), 30]]);
});

/** A person at the relay's page, where these scripts ran before the widget. */
const visit = (...before) => stage.visit('/', { before: [countTracks, ...before] });
const scan = (person) => person.press(VI.scan);
const sheetOf = (person) => person.page.getByRole('group', { name: VI.scan });
const live = async (person) => {
  await scan(person);
  await person.waitFor(() => window.liveTracks() > 0);
};
const off = (person) => person.waitFor(() => window.openedTracks() > 0 && window.liveTracks() === 0);

test('a code in the frame is read, filled in and redeemed; the camera is off, and nothing came before the tap', async () => {
  const person = await visit();
  await person.evaluate(() => document.addEventListener('points-scan', ({ detail }) => (window.scanned = detail)));
  await person.finds('field', VI.code);
  assert.ok(!person.requested.some((path) => /camera|scanner|pattern/.test(path)), person.requested.join(' '));
  await scan(person);
  await person.hasCode(stage.codes[0].code);
  await person.sees('Đã đọc được mã.');
  await off(person);
  await person.hasFocus('name');
  assert.equal(await sheetOf(person).count(), 0);
  assert.deepEqual(await person.evaluate(() => window.scanned), { source: 'camera', format: 'qr_code' });
  assert.equal(person.requested.filter((path) => /scanner-more/.test(path)).length, 0, 'only what reads QR codes');
  await person.redeem(VI, CUSTOMER);
  await person.sees(/^\+\d+ điểm$/);
  assert.deepEqual(person.complaints, []);
  assert.equal(person.page.url(), `${stage.relay.origin}/`, 'a scanned link is not followed');
});

test('the focus moves on to the first empty field that is required, and to the button where there is none', async () => {
  const person = await visit();
  await person.fillForm(VI, { name: CUSTOMER.name, phone: CUSTOMER.phone });
  await scan(person);
  await off(person);
  await person.hasFocus('submit');
});

test('after every way out the camera is off', async () => {
  const person = await visit(detector);
  await live(person);
  await person.hasFocus('');
  await person.press(VI.close);
  await off(person);
  await person.hasFocus('scan');

  await live(person);
  await person.page.keyboard.press('Escape');
  await off(person);
  await person.hasFocus('scan');

  await live(person);
  await person.press(VI.typeCode);
  await off(person);
  await person.hasFocus('code');

  await live(person);
  await person.choose(VI.history);
  await off(person);
  await person.choose(VI.redeem);
  assert.equal(await sheetOf(person).count(), 0);

  await live(person);
  await person.evaluate(() => document.querySelector('points-widget').reset());
  await off(person);

  await live(person);
  await person.set({ lang: 'en' });
  await off(person);
  await person.set({ lang: 'vi' });

  await live(person);
  await person.evaluate(() => document.querySelector('points-widget').remove());
  await off(person);
  assert.deepEqual(person.complaints, []);
});

test('light, zoom and the other camera are offered where the camera has them, and one camera is on at a time', async () => {
  const person = await stage.visit('/', { before: [capable, countTracks, detector] });
  await live(person);
  const torch = person.page.getByRole('button', { name: 'Đèn pin' });
  const zoom = person.page.getByRole('button', { name: 'Phóng to' });
  for (let n = 0; n < 2; n++) await torch.click();
  for (let n = 0; n < 3; n++) await zoom.click();
  assert.equal(await torch.getAttribute('aria-pressed'), 'false');
  await person.press('Đổi camera');
  await person.waitFor(() => window.openedTracks() === 2 && window.liveTracks() === 1);
  assert.deepEqual(await person.evaluate(() => window.constraints), [
    { torch: true }, { torch: false }, { zoom: 2 }, { zoom: 4 }, { zoom: 1 }, { deviceId: 'front' },
  ]);
  await torch.waitFor();
  await person.page.keyboard.press('Escape');
  await off(person);
  await person.close();

  const plainCamera = await visit(detector);
  await live(plainCamera);
  await plainCamera.sees('Đưa mã vào trong khung.');
  assert.equal(await plainCamera.page.getByRole('button', { name: 'Đèn pin' }).count(), 0);
});

test('a hidden page has no camera, and gets it back when it is visible; one that is hidden while the camera opens gets none', async () => {
  const hide = (isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const person = await visit(detector);
  await live(person);
  await person.evaluate(hide, true);
  assert.equal(await person.evaluate(() => window.liveTracks()), 0);
  await person.evaluate(hide, false);
  await person.waitFor(() => window.liveTracks() === 1);
  await person.press(VI.close);
  await off(person);
  await scan(person);
  await person.evaluate(hide, true);
  await person.page.waitForTimeout(300);
  assert.equal(await person.evaluate(() => window.liveTracks()), 0);
});

test('a sheet that is closed before the camera opens leaves none on', async () => {
  const slow = () => {
    const open = navigator.mediaDevices.getUserMedia;
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return open(wanted);
    };
  };
  const person = await visit(slow);
  await scan(person);
  await person.sees('Đang mở camera…');
  await person.page.keyboard.press('Escape');
  await off(person);
});

test('a photo is read where there is no camera; one without a code, or no photo at all, says what to do', async () => {
  const { plain, codes } = stage;
  const person = await stage.visit('/', { chrome: plain, before: fails, argument: 'NotFoundError' });
  await person.evaluate(() => document.addEventListener('points-scan', ({ detail }) => (window.scanned = detail)));
  await scan(person);
  await person.sees('Không tìm thấy camera.');
  const choose = (buffer, mimeType = 'image/png') =>
    person.page.getByLabel(VI.choosePhoto).setInputFiles({ name: 'photo', mimeType, buffer });
  await choose(await draw(plain, [], { width: 800, height: 600, type: 'png' }));
  await person.sees('Không thấy mã trong ảnh.');
  await choose(Buffer.from('no picture'));
  await person.sees('Ảnh này không mở được.');
  const big = [{ svg: codes[2].svg, x: 900, y: 1500, size: 900 }];
  await choose(await draw(plain, big, { width: 2400, height: 3200, type: 'png' }));
  await person.hasCode(codes[2].code);
  await person.hasFocus('name');
  assert.deepEqual(await person.evaluate(() => window.scanned), { source: 'photo', format: 'qr_code' });
});

test('a text that is not a code is named for what it is, passed over, and never opened', async () => {
  const person = await visit(detector);
  await live(person);
  const show = (rawValue, format = 'qr_code') => person.evaluate(({ rawValue, format }) => {
    const cornerPoints = [[200, 200], [300, 200], [300, 300], [200, 300]].map(([x, y]) => ({ x, y }));
    window.found = [{ rawValue, format, cornerPoints }];
  }, { rawValue, format });
  await show('8934563138165', 'ean_13');
  await person.sees('Đây là mã vạch, không phải mã');
  for (const text of ['WIFI:S:home;T:WPA;P:12345678;;', 'javascript:alert(1)', 'https://shop.example/', `00020101021238570010A000000727${'0'.repeat(60)}`, 'x1'.repeat(2000), 'data:text/html,<script>1</script>']) {
    await show(text);
    await person.sees('Mã này không dùng để tích điểm.');
    await show('8934563138165', 'ean_13');
    await person.sees('Đây là mã vạch, không phải mã');
  }
  await show('\u0000\u202Ehttps://shop.example/?code=TIVInpmx8b98pfg\u0007');
  await person.hasCode('TIVInpmx8b98pfg');
  assert.equal(person.page.url(), `${stage.relay.origin}/`);
});

test('after a while the other formats join, and the barcode of the shelf is named; a pattern may make it the code', async () => {
  const frame = await draw(stage.plain, [{ svg: ean13('8934563138165'), x: 145, y: 65, size: 350 }]);
  const person = await stage.visit('/', { chrome: await startFilming(stage, [[frame, 20]]), before: countTracks });
  await scan(person);
  await person.sees('Đưa mã vào trong khung.');
  assert.ok(!person.requested.some((path) => path.includes('scanner-more')));
  await person.sees('Đây là mã vạch, không phải mã tích điểm.');
  assert.ok(person.requested.some((path) => path.includes('scanner-more')));
  await person.press(VI.close);
  await off(person);
  await person.set({ formats: 'ean_13', 'code-pattern': '\\d{13}' });
  await scan(person);
  await person.hasCode('8934563138165');
});

test("the browser's own detector comes first, and the widget's where that one throws or stays silent", async () => {
  const own = (detect) => {
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
  for (const [kind, code] of [['finds', 'NATIVE1234'], ['throws', stage.codes[0].code], ['silent', stage.codes[0].code]]) {
    const person = await stage.visit('/', { before: [countTracks, own], argument: kind });
    await scan(person);
    await person.hasCode(code);
    assert.ok(await person.evaluate(() => window.asked > 0));
    assert.equal(person.requested.some((path) => path.includes('scanner-qr')), kind !== 'finds');
    await person.close();
  }
});
