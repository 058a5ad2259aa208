// Widgets come and go on a page that lives for hours: after 200 of them nothing is left, neither nodes nor listeners, nor
// memory of the wasm, nor what it holds of the page. What is measured is printed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRELUDE } from '../harness/csp-page.mjs';
import { ENGINES } from '../harness/engines.mjs';
import { record } from '../harness/fake-api.mjs';
import { camera } from '../harness/fake-camera.mjs';
import { until } from '../harness/person.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER } from '../harness/words.mjs';

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
    const objects = window.slots.filter((slot) => slot && typeof slot !== 'number').length; // a free one has the next one's number
    return { bytes: of(WebAssembly.Memory).buffer.byteLength, objects };
  };
  // The glue keeps what the wasm holds in an array that begins with so many slots.
  const { fill } = Array.prototype;
  Array.prototype.fill = function (...how) {
    if (this.length === 1024) window.slots ??= this;
    return fill.apply(this, how);
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

const stage = useStage(['api', 'shop'], (stage) => {
  const { api, shop } = stage;
  api.posts({ body: { success: 1 } });
  api.has(Array.from({ length: 19 }, (_, n) => record(`TIVI${n}`)));
  const scripts = [`(${watch})()`, PRELUDE, camera([])].map((text, n) => shop.script(`/script-${n}.js`, text)).join('');
  stage.url = shop.page('/', scripts + shop.loader());
});

/** Mounts so many widgets, one after another: a driver gives a script only so long. */
async function mountMany(page, count) {
  const work = { base: stage.api.origin, customer: CUSTOMER };
  for (let n = 0; n < count; n++) await page.evaluate(mount, { ...work, n });
}

/** A page more of the wasm's memory is no leak: it never shrinks, and how much is under way at once differs. */
const isPage = (name, more) => name === 'bytes' && Math.abs(more) <= 65_536;

/** What is left once nothing changes any more: answers and timers of some seconds are pending when the last widget goes. */
async function settled(look, expected) {
  let seen, before;
  const isStill = async () => {
    [before, seen] = [JSON.stringify(seen), await look()];
    if (expected) return Object.entries(expected).every(([name, value]) => seen[name] === value || isPage(name, seen[name] - value));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return before === JSON.stringify(seen);
  };
  await until(isStill, async () => `${JSON.stringify(expected)} was there before, but now ${JSON.stringify(seen)}`);
  return seen;
}

/** A few widgets, then many, each time compared with what was there before; printed. */
async function round(name, page, look) {
  await mountMany(page, WARM);
  const expected = await settled(look);
  for (const count of [FEW, MANY]) {
    await mountMany(page, count);
    console.log(`${name}: after ${WARM} widgets ${JSON.stringify(expected)}, and ${count} later ${JSON.stringify(await settled(look, expected))}`);
  }
}

test('Chromium: nodes, listeners, widgets, and the wasm', { timeout: 120_000 }, async () => {
  const person = await stage.visit(stage.url, { chrome: await stage.startChromium() });
  await person.waitFor(() => customElements.get('points-widget'));
  const { page } = person;
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
  await mountMany(page, MANY);
  await settled(widgets, 0);
  const { JSHeapUsedSize: now } = await metrics();
  console.log(`Chromium: a widget leaves ${Math.round((now - before) / MANY)} bytes in JavaScript's memory`);
  assert.ok(now - before < MANY * 512, 'less than half a kilobyte: a widget itself takes fifty');
});

for (const engine of ENGINES) {
  test(`${engine.name}: the wasm`, { skip: engine.missing, timeout: 120_000 }, async () => {
    const person = await stage.startEngine(engine);
    await person.open(stage.url);
    await person.waitFor(() => customElements.get('points-widget'));
    await round(engine.name, person, () => person.evaluate(() => window.held()));
  });
}
