// Two builds of the widget, in turns in one run of Chromium at a sixth of its speed: the time until the form is ready, and the
// time that 20 more rows of the history take. Prints the medians and their ratio.
// node bench/mount/mount.mjs OTHER_DIST [ROUNDS]: OTHER_DIST is compared with dist/.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '../../scripts/node_modules/playwright-core/index.mjs';
import { staticHost } from '../../tests/harness/static-host.mjs';

const [other, rounds = '15'] = process.argv.slice(2);
if (!other) throw new Error('usage: node bench/mount/mount.mjs OTHER_DIST [ROUNDS]');
const DIST = join(import.meta.dirname, '../../dist');
const SLOWDOWN = 6;

/** Runs in the page, before the widget's script: an API with 60 records, and the moment when the widget is ready. */
const SCRIPT = `
  const record = (number) => ({ id: 'id' + number, code: 'C' + number, score: 1, status: 1, createdAt: 1692084490615 - 86400000 * number });
  const original = window.fetch;
  window.fetch = async (url, options) => {
    const address = url.url ?? String(url);
    if (!address.includes('history-point')) return original(url, options);
    const page = Number(new URL(address, location).searchParams.get('page') ?? 1) - 1;
    return Response.json(page > 2 ? [] : Array.from({ length: 20 }, (_, at) => record(page * 20 + at)));
  };
  addEventListener('points-ready', () => { window.readyAt = performance.now(); });`;

/** Runs in the page: milliseconds from the tap on "Load more" until 20 more rows are there. */
async function addRows() {
  const { shadowRoot } = document.querySelector('points-widget');
  const rows = () => shadowRoot.querySelectorAll('li').length;
  const before = rows();
  const added = new Promise((resolve) => {
    new MutationObserver(() => rows() >= before + 20 && resolve(performance.now())).observe(shadowRoot, { childList: true, subtree: true });
  });
  const began = performance.now();
  shadowRoot.getElementById('more').click();
  return (await added) - began;
}

async function measure(browser, host) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  const widget = '<points-widget api-base="points" lang="vi"></points-widget>';
  await page.goto(host.page('/form', host.script('/api.js', SCRIPT) + host.loader() + widget));
  await page.waitForFunction(() => window.readyAt);
  const mount = await page.evaluate(() => window.readyAt);
  const history = '<points-widget api-base="points" lang="vi" view="history"></points-widget>';
  await page.goto(host.page('/history', host.script('/api.js', SCRIPT) + host.loader() + history));
  await page.locator('points-widget input').first().fill('0867123456');
  await page.getByRole('button', { name: 'Xem lịch sử' }).click();
  await page.locator('points-widget li').nth(19).waitFor();
  await pause(100);
  const rows = await page.evaluate(addRows);
  await context.close();
  return { mount, rows };
}

const hosts = [await staticHost(other), await staticHost(DIST)];
const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ['--no-sandbox'] });
const taken = [[], []];
for (let round = -1; round < Number(rounds); round++) {
  for (const at of round % 2 ? [0, 1] : [1, 0]) {
    const times = await measure(browser, hosts[at]);
    if (round >= 0) taken[at].push(times);
  }
}
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
for (const [what, label] of [['mount', 'until the form is ready'], ['rows', '20 more rows']]) {
  const [before, now] = taken.map((times) => median(times.map((time) => time[what])));
  const ratios = taken[0].map((time, round) => taken[1][round][what] / time[what]);
  console.log(`${label}: other ${before.toFixed(1)} ms, dist ${now.toFixed(1)} ms; median of the paired ratios ${median(ratios).toFixed(2)}`);
}
await browser.close();
for (const host of hosts) host.close();
