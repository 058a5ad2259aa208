// The chain a brand runs: browser -> `serve`, which holds the key -> an API that demands it; and what outlives a restart.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const KEY = 'a-key-that-no-browser-may-see';
const stage = useStage(['chrome', 'shop', 'other']);

test('through `serve` a code is redeemed, the key stays behind it, and other origins are turned away', async () => {
  const { shop, other: thief } = stage;
  const keyFile = join(stage.home, 'key');
  writeFileSync(keyFile, KEY);
  const vendor = await stage.startSandbox(['--demand-key-file', keyFile], join(stage.home, 'vendor.sqlite3'));
  const args = ['--upstream', `${vendor.origin}/points`, '--allow-origin', shop.origin];
  const serve = await stage.startRelay('serve', args, { POINTS_RELAY_APIKEY: KEY });
  const body = (host) => host.loader() + widgetTag(serve);

  const person = await stage.visit('about:blank');
  const seen = [];
  person.page.on('response', async (response) => seen.push(JSON.stringify([response.url(), response.headers(), await response.text().catch(() => '')])));
  await person.open(shop.page('/', body(shop)));
  await person.redeem(VI, { code: vendor.codes[0], ...CUSTOMER });
  await person.sees(/^\+\d+ điểm$/);
  assert.ok(seen.some((line) => line.includes('/history-point')));
  assert.ok(!seen.join().includes(KEY) && !serve.log.join().includes(KEY) && !vendor.log.join().includes(KEY));
  assert.doesNotMatch(serve.log.join() + vendor.log.join(), /0867123456|garnacho|Garnacho/, 'nothing personal in the logs');

  const stranger = await stage.visit(thief.page('/', body(thief)));
  await stranger.fillForm(VI, { code: vendor.codes[1], ...CUSTOMER });
  const blocked = stranger.page.waitForEvent('requestfailed', (request) => request.url().includes('/accumulate'));
  await stranger.press(VI.submit);
  await blocked;
});

test('after a restart the history is still there, and the code is still used', async () => {
  const first = await stage.startSandbox();
  const [code] = first.codes;
  const person = await stage.visit(first.origin);
  await person.redeem(VI, { code, ...CUSTOMER });
  await person.sees(/^\+\d+ điểm$/);
  await person.close();
  await first.stop('SIGKILL');

  const second = await stage.startSandbox();
  const later = await stage.visit(second.origin);
  await later.redeem(VI, { code, ...CUSTOMER });
  await later.sees(/Bạn đã dùng mã này để tích điểm./);
  await later.choose(VI.history);
  await later.page.getByRole('listitem').filter({ hasText: code }).filter({ hasText: 'Đã cộng điểm' }).waitFor();
});

test('an outcome lost on the way is settled by the history, without a second request', async () => {
  const server = await stage.startSandbox();
  const person = await stage.visit(server.origin);
  let posts = 0;
  await person.page.route('**/accumulate', async (route) => {
    posts++;
    await route.fetch(); // the server gets it and answers,
    await route.abort('connectionreset'); // and the answer is lost
  });
  await person.redeem(VI, { code: server.codes[0], ...CUSTOMER });
  await person.sees('Chưa rõ điểm đã vào chưa');
  await person.sees(/^\+\d+ điểm$/);
  assert.equal(posts, 1);
});

test('offline, nothing is sent and the form is kept', async () => {
  const server = await stage.startSandbox();
  const person = await stage.visit(server.origin);
  await person.fillForm(VI, { code: server.codes[0], ...CUSTOMER });
  await person.page.context().setOffline(true);
  await person.press(VI.submit);
  await person.sees('Máy đang không có mạng');
  await person.page.context().setOffline(false);
  await person.press(VI.submit);
  await person.sees(/^\+\d+ điểm$/);
});
