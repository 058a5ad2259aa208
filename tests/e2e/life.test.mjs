// How pages treat an element: created, cloned, moved, hidden, framed, many at once, before its script and after. Through all
// of it the widget works, keeps what was typed, and the page's developer hears nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { api, record } from './api.mjs';
import { BEFORE } from './strict.mjs';
import { CUSTOMER, VI, brand, browser, fill, open, send } from './support.mjs';

let chrome, server, shop, other, pages = 0;
before(async () => {
  [chrome, server, shop, other] = [await browser(), await api(), await brand(), await brand()];
  server.posts({ body: { success: 1 } });
  server.has([record('TIVI1')]);
});
after(async () => {
  await chrome?.close();
  for (const one of [server, shop, other]) one?.close();
});

const loader = (at = shop) => `<script type="module" src="${at.origin}/any/where/points-widget.js"></script>`;
const element = (attributes = '') => `<points-widget api-base="${server.origin}/points" ${attributes}><p>Fallback</p></points-widget>`;
const address = (body, at = shop) => at.page(`/page-${pages++}`, '<link rel="icon" href="data:,">' + at.script(`/before-${pages++}.js`, BEFORE) + body);
const show = (body) => open(chrome, address(body));
const quiet = async (page) => {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
};
/** Whether an element's widget is there, and has its styles: a field of 44 pixels. */
const isWorn = (page, selector = 'points-widget', frame = '') => page.waitForFunction(({ selector, frame }) => {
  const home = frame ? document.querySelector(frame).contentDocument : document;
  return [...home.querySelectorAll(selector)].every((one) => one.shadowRoot?.querySelector('#code')?.getBoundingClientRect().height >= 44);
}, { selector, frame });
const collects = async (place) => {
  await fill(place, VI, { code: 'TIVI1', ...CUSTOMER });
  await send(place, VI);
  await place.getByText(/^\+100 điểm$/).waitFor();
};

test('an element long before its script, with properties set meanwhile, is taken over with all of them', async () => {
  const page = await show('<points-widget id="early"><p>Fallback</p></points-widget>');
  await page.getByText('Fallback').waitFor();
  await page.evaluate((base) => {
    const early = document.getElementById('early');
    Object.assign(early, { apiBase: base, code: 'TIVI1', view: 'redeem', lang: 'en', codeParam: 'c' });
  }, `${server.origin}/points`);
  await page.evaluate((src) => document.body.append(Object.assign(document.createElement('script'), { type: 'module', src })), `${shop.origin}/any/where/points-widget.js`);
  await page.getByLabel('Code on the product').waitFor();
  assert.equal(await page.getByLabel('Code on the product').inputValue(), 'TIVI1');
  assert.equal(await page.getByRole('tab').count(), 0);
  assert.deepEqual(await page.evaluate(() => {
    const early = document.getElementById('early');
    return [Object.keys(early), early.getAttribute('code-param'), early.getAttribute('lang')];
  }), [[], 'c', 'en']);
  await quiet(page);
});

test('made by script: attributes after the element, in any order with its place in the page', async () => {
  const page = await show(loader());
  await page.waitForFunction(() => customElements.get('points-widget'));
  await page.evaluate((base) => {
    const set = (one) => one.setAttribute('api-base', base);
    const [before, after, late, markup, upgraded] = ['before', 'after', 'late', 'markup', 'upgraded'].map((id) => {
      const one = document.createElement(id === 'markup' ? 'div' : 'points-widget');
      one.id = id;
      return one;
    });
    set(before);
    document.body.append(before, after, late, markup);
    set(after);
    queueMicrotask(() => set(late));
    markup.innerHTML = `<points-widget api-base="${base}"></points-widget>`;
    const template = document.createElement('template');
    template.innerHTML = `<points-widget api-base="${base}"></points-widget>`;
    document.body.append(template.content.cloneNode(true), upgraded);
    upgraded.apiBase = base;
  }, `${server.origin}/points`);
  await isWorn(page);
  assert.equal(await page.evaluate(() => document.querySelectorAll('points-widget').length), 6);
  await quiet(page);
});

test('moved within the page, into a shadow root, and into a frame and back: it keeps its text and its styles', async () => {
  const page = await show(`${loader()}<div id="host"></div><iframe id="frame"></iframe>${element()}`);
  await fill(page, VI, { name: 'thong' });
  const move = (to) => page.evaluate((to) => {
    window.one ??= document.querySelector('points-widget');
    const host = document.getElementById('host');
    const places = {
      page: () => document.body,
      shadow: () => host.shadowRoot ?? host.attachShadow({ mode: 'open' }),
      frame: () => document.getElementById('frame').contentDocument.body,
    };
    places[to]().append(window.one);
  }, to);
  const typed = () => page.waitForFunction(() => {
    const field = window.one.shadowRoot.getElementById('name');
    return field?.value === 'thong' && field.getBoundingClientRect().height >= 44;
  });
  for (const to of ['shadow', 'page', 'frame', 'page', 'frame', 'shadow', 'frame']) {
    await move(to);
    await typed();
  }
  await page.locator('iframe').evaluate((frame) => Object.assign(frame, { width: 390, height: 844 }));
  await collects(page.frameLocator('#frame'));
  await page.evaluate(() => window.one.remove());
  await page.waitForFunction(() => !window.one.shadowRoot.querySelector('input'));
  await quiet(page);
});

test('an element of the page that is first put into a frame starts there', async () => {
  const page = await show(`${loader()}<iframe id="frame" width="390" height="844"></iframe>`);
  await page.waitForFunction(() => customElements.get('points-widget'));
  await page.evaluate((base) => {
    const one = document.createElement('points-widget');
    one.setAttribute('api-base', base);
    document.getElementById('frame').contentDocument.body.append(one);
  }, `${server.origin}/points`);
  await isWorn(page, 'points-widget', '#frame');
  await collects(page.frameLocator('#frame'));
  await quiet(page);
});

test('removed while it loads, and back before or after it was taken apart: it starts', async () => {
  for (const wait of [() => Promise.resolve(), () => new Promise((resolve) => setTimeout(resolve, 300))]) {
    const page = await show(`<script type="module">
      const one = document.querySelector('points-widget');
      await customElements.whenDefined('points-widget');
      one.remove();
      await (${wait})();
      document.body.append(one);
    </script>${element()}${loader()}`);
    await isWorn(page);
    await quiet(page);
  }
  // The code comes after the removal, and the element is back before the timer that would take it apart.
  const page = await show(`${loader()}${element('id="first"')}`);
  await isWorn(page);
  await page.evaluate(async (base) => {
    const one = document.createElement('points-widget');
    one.id = 'second';
    one.setAttribute('api-base', base);
    document.body.append(one);
    one.remove();
    for (let n = 0; n < 20; n++) await null;
    document.body.append(one);
  }, `${server.origin}/points`);
  await isWorn(page, '#second');
  await quiet(page);
});

test('removed, back, cloned, given other children: what was typed is kept by the one that typed it', async () => {
  const page = await show(`${loader()}${element()}`);
  await fill(page, VI, { name: 'thong' });
  await page.evaluate(() => {
    window.one = document.querySelector('points-widget');
    window.one.remove();
  });
  await page.waitForFunction(() => !window.one.shadowRoot.querySelector('input'));
  await page.evaluate(() => {
    window.one.innerHTML = '<p>Another fallback</p>';
    document.body.append(window.one, window.one.cloneNode(true));
  });
  await page.getByLabel(VI.name).nth(1).waitFor();
  await page.waitForFunction(() => window.one.shadowRoot.querySelector('#name')?.value === 'thong');
  assert.equal(await page.getByLabel(VI.name).nth(1).inputValue(), '');
  assert.equal(await page.getByText('Another fallback').filter({ visible: true }).count(), 0);
  await quiet(page);
});

test('twenty at once share one download, and are independent', async () => {
  const page = await show(`${loader()}${element().repeat(20)}`);
  await isWorn(page);
  assert.equal(await page.getByLabel(VI.name).count(), 20);
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/any/where/')));
  assert.equal(files.length, new Set(files).size, 'each file once');
  await page.getByLabel(VI.name).nth(7).fill('thong');
  assert.deepEqual(await page.getByLabel(VI.name).evaluateAll((fields) => fields.map(({ value }) => value).join('')), 'thong');
  await page.evaluate(() => document.querySelectorAll('points-widget')[7].remove());
  await page.waitForFunction(() => document.querySelectorAll('points-widget').length === 19);
  await quiet(page);
});

test('its script twice, and another version of it, are harmless', async () => {
  const again = `<script type="module" src="${shop.origin}/any/where/points-widget.js?again"></script>`;
  const page = await show(`${loader()}${again}${loader(other)}${element()}`);
  await isWorn(page);
  await collects(page);
  await quiet(page);
});

test('not seen at first, in closed details, in a dialog: it is there when they open', async () => {
  const page = await show(`${loader()}<div id="none" style="display: none">${element()}</div>
    <details><summary>More</summary>${element()}</details><dialog>${element()}</dialog>`);
  await page.waitForFunction(() => [...document.querySelectorAll('points-widget')].every((one) => one.shadowRoot?.querySelector('#code')));
  await page.evaluate(() => {
    document.getElementById('none').style.display = '';
    document.querySelector('details').open = true;
    document.querySelector('dialog').showModal();
  });
  await isWorn(page);
  await collects(page.locator('dialog'));
  await quiet(page);
});

test("in a frame of another origin, and in one that is sandboxed to an origin of its own", async () => {
  const inside = address(loader() + element(), other);
  for (const sandbox of ['', 'sandbox="allow-scripts allow-forms"']) {
    const page = await show(`<iframe ${sandbox} src="${inside}" width="390" height="900"></iframe>`);
    await collects(page.frameLocator('iframe'));
    await quiet(page);
  }
});

test('there and back again: a page that the browser has kept goes on where it was', async () => {
  const page = await show(`${loader()}${element()}<a href="${address('<p>Elsewhere</p>')}">Away</a>`);
  await fill(page, VI, { name: 'thong' });
  await page.getByRole('link', { name: 'Away' }).click();
  await page.getByText('Elsewhere').waitFor();
  await page.goBack();
  await fill(page, VI, { phone: '0867123456' });
  await collects(page);
  await quiet(page);
});

test('another language of the document counts for the next start; the own attribute counts at once', async () => {
  const page = await show(`${loader()}${element()}`);
  await page.getByLabel(VI.code, { exact: true }).waitFor();
  await page.evaluate(() => {
    document.documentElement.lang = 'en';
    window.one = document.querySelector('points-widget');
    document.body.append(window.one.cloneNode(true));
  });
  await page.getByLabel('Code on the product').waitFor();
  await page.getByLabel(VI.code, { exact: true }).waitFor();
  await page.evaluate(() => window.one.setAttribute('lang', 'en'));
  await page.getByLabel('Code on the product').nth(1).waitFor();
  await quiet(page);
});
