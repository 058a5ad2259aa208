// Widgets come and go on a page that lives for hours: after 200 of them nothing is left, neither nodes nor listeners, nor
// memory of the wasm, nor what it holds of the page. What is measured is printed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { api, record } from './api.mjs';
import { camera } from './camera.mjs';
import { ENGINES } from './engines.mjs';
import { until } from './person.mjs';
import { BEFORE } from './strict.mjs';
import { CUSTOMER, brand, browser } from './support.mjs';

/** Mounts before the first look, so that what is made once a page is made; then a few, and many. */
const WARM = 20, FEW = 50, MANY = 200;

/** Runs in the page, before the widget: keeps what its wasm exports in sight, at no cost to the release. */
function watch() {
  const { instantiateStreaming, instantiate } = WebAssembly;
  const keep = (made) => {
    window.wasm ??= Object.values((made.instance ?? made).exports);
    return made;
  };
  /** Bytes of its memory, and how many of the page's objects it holds. */
  window.held = () => {
    const of = (kind) => window.wasm.find((one) => one instanceof kind);
    const table = of(WebAssembly.Table);
    let objects = 0;
    for (let at = 0; at < table.length; at++) if (table.get(at) != null) objects++;
    return { bytes: of(WebAssembly.Memory).buffer.byteLength, objects };
  };
  WebAssembly.instantiateStreaming = async (...of) => keep(await instantiateStreaming.apply(WebAssembly, of));
  WebAssembly.instantiate = async (...of) => keep(await instantiate.apply(WebAssembly, of));
}

/** Runs in the page: the nth widget is used as a customer does, and taken away. */
async function mount({ n, base, customer }) {
  const until = async (is) => {
    for (let result; ; await new Promise((resolve) => setTimeout(resolve))) if ((result = is())) return result;
  };
  const widget = document.createElement('points-widget');
  widget.setAttribute('api-base', base);
  const isReady = new Promise((resolve) => widget.addEventListener('points-ready', resolve));
  document.body.append(widget);
  await isReady;
  const find = (selector) => until(() => widget.shadowRoot.querySelector(selector));
  for (const [id, value] of Object.entries({ code: 'TIVI7', name: customer.name, phone: customer.phone })) {
    const field = await find(`#${id}`);
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  (await find('#history-tab')).click();
  await find('li.row');
  (await find('#redeem-tab')).click();
  if (n % 4 === 0) {
    (await find('#scan')).click();
    await find('.scanner[data-at=live]');
  }
  if (n % 4 === 1) {
    (await find('#submit')).click();
    await find('.outcome .points');
  }
  if (n % 4 === 2) widget.setAttribute('lang', 'en');
  if (n % 4 === 3) (await find('#history-tab')).click();
  widget.remove();
  await until(() => !widget.shadowRoot.querySelector('div'));
}

let server, shop, url;
before(async () => {
  [server, shop] = [await api(), await brand()];
  server.posts({ body: { success: 1 } });
  server.has(Array.from({ length: 19 }, (_, n) => record(`TIVI${n}`)));
  const scripts = [`(${watch})()`, BEFORE, camera([])].map((text, n) => shop.script(`/script-${n}.js`, text)).join('');
  url = shop.page('/', `${scripts}<script type="module" src="${shop.origin}/any/where/points-widget.js"></script>`);
});
after(() => {
  server?.close();
  shop?.close();
});
/** One at a time: a driver gives a script only so long. */
async function come(page, count) {
  const work = { base: server.origin, customer: CUSTOMER };
  for (let n = 0; n < count; n++) await page.evaluate(mount, { ...work, n });
}

/** A page more of the wasm's memory is none of a leak: it never shrinks, and how much is under way at once differs. */
const isPage = (name, more) => name === 'bytes' && Math.abs(more) <= 65_536;

/** What is there once it has come to rest: answers and timers of some seconds are under way when the last widget goes. */
async function rest(look, expected) {
  let seen, before;
  const isQuiet = async () => {
    [before, seen] = [JSON.stringify(seen), await look()];
    if (expected) return Object.entries(expected).every(([name, value]) => seen[name] === value || isPage(name, seen[name] - value));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return before === JSON.stringify(seen);
  };
  await until(isQuiet, async () => `${JSON.stringify(expected)} was there before, but now ${JSON.stringify(seen)}`);
  return seen;
}

/** The whole round, printed. */
async function round(name, page, look) {
  await come(page, WARM);
  const expected = await rest(look);
  for (const count of [FEW, MANY]) {
    await come(page, count);
    console.log(`${name}: after ${WARM} widgets ${JSON.stringify(expected)}, and ${count} later ${JSON.stringify(await rest(look, expected))}`);
  }
}

test('Chromium: nodes, listeners, widgets, and the wasm', { timeout: 120_000 }, async () => {
  const chrome = await browser();
  try {
    const page = await chrome.newPage();
    await page.goto(url);
    await page.waitForFunction(() => customElements.get('points-widget'));
    const wire = await page.context().newCDPSession(page);
    await wire.send('Performance.enable');
    const metrics = async () => {
      await wire.send('HeapProfiler.collectGarbage');
      return Object.fromEntries((await wire.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
    };
    const widgets = async () => {
      const prototype = await wire.send('Runtime.evaluate', { expression: "customElements.get('points-widget').prototype" });
      const { objects } = await wire.send('Runtime.queryObjects', { prototypeObjectId: prototype.result.objectId, objectGroup: 'q' });
      const functionDeclaration = 'function () { return this.length }';
      const count = await wire.send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration });
      await wire.send('Runtime.releaseObjectGroup', { objectGroup: 'q' });
      return count.result.value;
    };
    const look = async () => {
      const { Nodes, JSEventListeners, Documents } = await metrics();
      return { Nodes, JSEventListeners, Documents, widgets: await widgets(), ...(await page.evaluate(() => window.held())) };
    };
    await round('Chromium', page, look);
    assert.equal(await widgets(), 0);
    const { JSHeapUsedSize: before } = await metrics();
    await come(page, MANY);
    await rest(widgets, 0);
    const { JSHeapUsedSize: now } = await metrics();
    console.log(`Chromium: a widget leaves ${Math.round((now - before) / MANY)} bytes in JavaScript's memory`);
    assert.ok(now - before < MANY * 512, 'less than half a kilobyte: a widget itself takes fifty');
  } finally {
    await chrome.close();
  }
});

for (const { name, start, missing } of ENGINES) {
  test(`${name}: the wasm`, { skip: missing, timeout: 120_000 }, async () => {
    const page = await start();
    try {
      await page.open(url);
      await page.waitFor(() => customElements.get('points-widget'));
      await round(name, page, () => page.evaluate(() => window.held()));
    } finally {
      await page.close();
    }
  });
}
