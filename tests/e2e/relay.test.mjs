// The chain a brand runs: browser -> `serve`, which holds the key -> an API that demands it; and what outlives a restart.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CUSTOMER, VI, brand, browser, fill, open, relay, sandbox, scratch, send } from './support.mjs';

const KEY = 'a-key-that-no-browser-may-see';
let chrome, home;

before(async () => {
  home = scratch();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  home.remove();
});

test('through `serve` a code is redeemed, the key stays behind it, and other origins are turned away', async () => {
  const keyFile = join(home.folder, 'key');
  writeFileSync(keyFile, KEY);
  const far = scratch();
  const vendor = await sandbox(far.folder, ['--demand-key-file', keyFile]);
  const shop = await brand();
  const thief = await brand();
  const serve = await relay('serve', ['--upstream', `${vendor.origin}/points`, '--allow-origin', shop.origin], { POINTS_RELAY_APIKEY: KEY });
  const body = `<script type="module" src="/any/where/points-widget.js"></script><points-widget api-base="${serve.origin}/points"></points-widget>`;
  try {
    const page = await open(chrome, 'about:blank');
    const seen = [];
    page.on('response', async (response) => seen.push(JSON.stringify([response.url(), response.headers(), await response.text().catch(() => '')])));
    await page.goto(shop.page('/', body));
    await fill(page, VI, { code: vendor.codes[0], ...CUSTOMER });
    await send(page, VI);
    await page.getByText(/^\+\d+ điểm$/).waitFor();
    assert.ok(seen.some((line) => line.includes('/history-point')));
    assert.ok(!seen.join().includes(KEY) && !serve.log.join().includes(KEY) && !vendor.log.join().includes(KEY));
    assert.doesNotMatch(serve.log.join() + vendor.log.join(), /0867123456|garnacho|Garnacho/, 'nothing personal in the logs');

    const stranger = await open(chrome, thief.page('/', body));
    await fill(stranger, VI, { code: vendor.codes[1], ...CUSTOMER });
    const blocked = stranger.waitForEvent('requestfailed', (request) => request.url().includes('/accumulate'));
    await send(stranger, VI);
    await blocked;
    await page.context().close();
    await stranger.context().close();
  } finally {
    await Promise.all([vendor.stop(), serve.stop()]);
    for (const server of [shop, thief]) server.close();
    far.remove();
  }
});

test('after a restart the history is still there, and the code is still used', async () => {
  const first = await sandbox(home.folder);
  const code = first.codes[0];
  const page = await open(chrome, first.origin);
  await fill(page, VI, { code, ...CUSTOMER });
  await send(page, VI);
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  await page.context().close();
  await first.stop('SIGKILL');

  const second = await sandbox(home.folder);
  const later = await open(chrome, second.origin);
  await fill(later, VI, { code, ...CUSTOMER });
  await send(later, VI);
  await later.getByText(/Bạn đã tích mã này lúc/).waitFor();
  await later.getByRole('tab', { name: VI.history }).click();
  await later.getByRole('listitem').filter({ hasText: code }).filter({ hasText: 'Đã cộng điểm' }).waitFor();
  await later.context().close();
  await second.stop();
});

test('an outcome lost on the way is settled by the history, without a second request', async () => {
  const server = await sandbox(home.folder);
  const page = await open(chrome, server.origin);
  let posts = 0;
  await page.route('**/accumulate', async (route) => {
    posts++;
    await route.fetch(); // the server gets it and answers,
    await route.abort('connectionreset'); // and the answer is lost
  });
  await fill(page, VI, { code: server.codes[0], ...CUSTOMER });
  await send(page, VI);
  await page.getByText('Chưa rõ điểm đã vào chưa').waitFor();
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  assert.equal(posts, 1);
  await page.context().close();
  await server.stop();
});

test('offline, nothing is sent and the form is kept', async () => {
  const server = await sandbox(home.folder);
  const page = await open(chrome, server.origin);
  await fill(page, VI, { code: server.codes[0], ...CUSTOMER });
  await page.context().setOffline(true);
  await send(page, VI);
  await page.getByText('Máy đang không có mạng').waitFor();
  await page.context().setOffline(false);
  await send(page, VI);
  await page.getByText(/^\+\d+ điểm$/).waitFor();
  await page.context().close();
  await server.stop();
});
