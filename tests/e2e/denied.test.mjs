// Without a camera: each reason says in one sentence what to do, and leads on to a photo and to typing; and pages that
// allow no worker, or no policy for one, scan all the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTracks, detector, fails } from '../harness/camera-page.mjs';
import { draw, startFilming } from '../harness/camera-video.mjs';
import { sheet } from '../harness/relay.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { VI } from '../harness/words.mjs';

const stage = useStage(['relay', 'shop', 'other'], async (stage) => {
  stage.codes = await sheet(stage.relay.origin, 2);
  stage.plain = await stage.startChromium(['--host-resolver-rules=MAP shop.example 127.0.0.1']);
  const scene = [{ svg: stage.codes[0].svg, x: 210, y: 110, size: 230 }];
  stage.chrome = await startFilming(stage, [[await draw(stage.plain, scene), 20]]);
  stage.dark = await startFilming(stage, [[Buffer.alloc(640 * 480, 16), 20]]);
});

const scan = (person) => person.press(VI.scan);
/** A page of the shop's, whose files are the shop's, too. */
const page = (path, policy, headers, at = stage.shop) => at.page(path, stage.shop.loader() + widgetTag(stage.relay), policy, headers);

/** The sentence stands there, a photo can be chosen, typing goes on in the field, and nothing is on. */
async function leadsOn(person, sentence, mayPass) {
  await person.sees(sentence);
  assert.equal(await person.page.getByRole('button', { name: VI.retry }).isVisible(), mayPass);
  assert.ok(await person.page.getByLabel(VI.choosePhoto).isEnabled());
  assert.equal(await person.evaluate(() => window.liveTracks?.() ?? 0), 0);
  await person.press(VI.typeCode);
  await person.hasFocus('code');
}

test('each failure of the camera has its sentence and its way on', async () => {
  for (const [name, sentence, mayPass] of [
    ['NotAllowedError', 'Camera đang bị chặn.', true],
    ['NotFoundError', 'Không tìm thấy camera.', false],
    ['OverconstrainedError', 'Không tìm thấy camera.', false],
    ['NotReadableError', 'Có thể ứng dụng khác đang dùng camera.', true],
    ['AbortError', 'Có thể ứng dụng khác đang dùng camera.', true],
    ['SecurityError', 'Trang này không được mở camera.', false],
  ]) {
    const person = await stage.visit('/', { chrome: stage.plain, before: fails, argument: name });
    await scan(person);
    await leadsOn(person, sentence, mayPass);
    assert.deepEqual(person.complaints, []);
    await person.close();
  }
});

test('an app that denies pages the camera, or has none for them, has a sentence of its own', async () => {
  const userAgent = 'Mozilla/5.0 (Linux; Android 14; SM-A546E; wv) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 Zalo android/1';
  const none = () => Object.defineProperty(navigator, 'mediaDevices', { get: () => undefined });
  for (const before of [fails, none]) {
    const person = await stage.visit('/', { chrome: stage.plain, before, argument: 'NotAllowedError', userAgent });
    await scan(person);
    await leadsOn(person, 'Ứng dụng này không cho mở camera.', false);
    await person.close();
  }
});

test('plain http and a Permissions-Policy are distinguished from a customer who said no', async () => {
  const insecure = await stage.visit(page('/').replace('127.0.0.1', 'shop.example'), { chrome: stage.plain });
  await scan(insecure);
  await leadsOn(insecure, 'Kết nối này chưa an toàn', false);
  await insecure.close();
  const forbidden = await stage.visit(page('/policy', '', { 'Permissions-Policy': 'camera=()' }), { before: countTracks });
  await scan(forbidden);
  await leadsOn(forbidden, 'Trang này không được mở camera.', false);
  assert.equal(await forbidden.evaluate(() => window.openedTracks()), 0, 'it was not even asked for');
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
  const person = await stage.visit('/', { before: once });
  await scan(person);
  await person.press(VI.retry);
  await person.hasCode(stage.codes[0].code);
});

test('a stream that ends and one that is black are given up: the camera is off, and the other ways lead on', async () => {
  const ended = await stage.visit('/', { before: [countTracks, detector] });
  await scan(ended);
  await ended.sees('Đưa mã vào trong khung.');
  await ended.evaluate(() => window.endTracks());
  await leadsOn(ended, 'Camera đã dừng.', true);
  await ended.close();

  const black = await stage.visit('/', { chrome: stage.dark, before: countTracks });
  await scan(black);
  await black.sees('Đưa mã vào trong khung.');
  await leadsOn(black, 'Hình từ camera tối đen.', true);
});

test('a scanner that cannot be loaded, or whose decoder cannot, leaves the form and the other ways', async () => {
  const person = await stage.visit(page('/broken'), { before: countTracks });
  await person.page.route('**/camera-*.js', (route) => route.abort());
  await scan(person);
  await person.sees('Chưa mở được chức năng quét.');
  assert.ok(await person.page.getByLabel(VI.code, { exact: true }).isVisible());
  await person.close();

  const half = await stage.visit(page('/half'), { before: countTracks });
  await half.page.context().route('**/scanner-qr*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await scan(half);
  await leadsOn(half, 'Chưa mở được chức năng quét.', true);
});

test('the strictest policies scan: in a worker on the own origin, in the page with the files on another', async () => {
  const { shop, other, relay } = stage;
  const strict = `default-src 'none'; script-src ${shop.origin} 'wasm-unsafe-eval'; connect-src ${shop.origin} ${relay.origin}; require-trusted-types-for 'script';`;
  for (const [path, host, more, workers] of [
    ['/own', shop, 'trusted-types points-widget', 1],
    ['/any-names', shop, '', 1],
    ['/no-names', shop, "trusted-types 'none'", 0],
    ['/no-worker', shop, "worker-src 'none'", 0],
    ['/other', other, '', 0],
  ]) {
    const person = await stage.visit(page(path, `${strict} ${more}`, {}, host), { before: countTracks });
    let started = 0;
    person.page.on('worker', () => started++);
    await scan(person);
    await person.hasCode(stage.codes[0].code);
    assert.equal(started, workers, path);
    await person.waitFor(() => window.liveTracks() === 0);
    const refused = person.complaints.filter((text) => !/violates|TrustedTypePolicy/.test(text));
    assert.deepEqual(refused, [], path);
    if (workers || path === '/other') assert.deepEqual(person.complaints, [], path);
    await person.close();
  }
});
