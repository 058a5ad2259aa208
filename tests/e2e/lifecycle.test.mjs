// How pages treat an element: created, cloned, moved, hidden, framed, many at once, before its script and after. Through all
// of it the widget works, keeps what was typed, and the page's developer hears nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRELUDE } from '../harness/csp-page.mjs';
import { record } from '../harness/fake-api.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['api', 'shop', 'other', 'chrome'], ({ api }) => {
  api.posts({ body: { success: 1 } });
  api.has([record('TIVI1')]);
});

let pages = 0;
const loader = () => stage.shop.loader();
const element = (attributes) => widgetTag(stage.api, attributes);
const address = (body, at = stage.shop) =>
  at.page(`/page-${pages++}`, `<link rel="icon" href="data:,">${at.script(`/prelude-${pages++}.js`, PRELUDE)}${body}`);
const show = (body) => stage.visit(address(body));
const isQuiet = ({ complaints }) => assert.deepEqual(complaints, []);
/** Waits until every element's widget is there, and has its styles: a field of 44 pixels. */
const isStyled = (person, selector = 'points-widget', frame = '') => person.waitFor(({ selector, frame }) => {
  const home = frame ? document.querySelector(frame).contentDocument : document;
  return [...home.querySelectorAll(selector)].every((one) => one.shadowRoot?.querySelector('#code')?.getBoundingClientRect().height >= 44);
}, { selector, frame });
const collects = async (person) => {
  await person.redeem(VI, { code: 'TIVI1', ...CUSTOMER });
  await person.sees(/^\+100 điểm$/);
};

test('an element that was on the page before its script is upgraded, with the properties that were set meanwhile', async () => {
  const person = await show('<points-widget id="early"><p>Fallback</p></points-widget>');
  await person.sees('Fallback');
  await person.evaluate((base) => {
    const early = document.getElementById('early');
    Object.assign(early, { apiBase: base, code: 'TIVI1', view: 'redeem', lang: 'en', codeParam: 'c' });
  }, `${stage.api.origin}/points`);
  await person.evaluate((src) => document.body.append(Object.assign(document.createElement('script'), { type: 'module', src })), `${stage.shop.base}points-widget.js`);
  await person.finds('field', 'Code on the product');
  assert.equal(await person.value('Code on the product'), 'TIVI1');
  assert.equal(await person.page.getByRole('tab').count(), 0);
  assert.deepEqual(await person.evaluate(() => {
    const early = document.getElementById('early');
    return [Object.keys(early), early.getAttribute('code-param'), early.getAttribute('lang')];
  }), [[], 'c', 'en']);
  isQuiet(person);
});

test('an element made by script works, whether its attributes come before or after it is on the page', async () => {
  const person = await show(loader());
  await person.waitFor(() => customElements.get('points-widget'));
  await person.evaluate((base) => {
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
  }, `${stage.api.origin}/points`);
  await isStyled(person);
  assert.equal(await person.evaluate(() => document.querySelectorAll('points-widget').length), 6);
  isQuiet(person);
});

test('moved within the page, into a shadow root, into a frame and back, it keeps what was typed and its styles', async () => {
  const person = await show(`${loader()}<div id="host"></div><iframe id="frame"></iframe>${element()}`);
  await person.fillForm(VI, { name: 'thong' });
  const move = (to) => person.evaluate((to) => {
    window.one ??= document.querySelector('points-widget');
    const host = document.getElementById('host');
    const places = {
      page: () => document.body,
      shadow: () => host.shadowRoot ?? host.attachShadow({ mode: 'open' }),
      frame: () => document.getElementById('frame').contentDocument.body,
    };
    places[to]().append(window.one);
  }, to);
  const typed = () => person.waitFor(() => {
    const field = window.one.shadowRoot.getElementById('name');
    return field?.value === 'thong' && field.getBoundingClientRect().height >= 44;
  });
  for (const to of ['shadow', 'page', 'frame', 'page', 'frame', 'shadow', 'frame']) {
    await move(to);
    await typed();
  }
  await person.page.locator('iframe').evaluate((frame) => Object.assign(frame, { width: 390, height: 844 }));
  await collects(person.within(person.page.frameLocator('#frame')));
  await person.evaluate(() => window.one.remove());
  await person.waitFor(() => !window.one.shadowRoot.querySelector('input'));
  isQuiet(person);
});

test('an element of the page that is first put into a frame starts there', async () => {
  const person = await show(`${loader()}<iframe id="frame" width="390" height="844"></iframe>`);
  await person.waitFor(() => customElements.get('points-widget'));
  await person.evaluate((base) => {
    const one = document.createElement('points-widget');
    one.setAttribute('api-base', base);
    document.getElementById('frame').contentDocument.body.append(one);
  }, `${stage.api.origin}/points`);
  await isStyled(person, 'points-widget', '#frame');
  await collects(person.within(person.page.frameLocator('#frame')));
  isQuiet(person);
});

test('removed while it loads, and added again before or after its teardown, it starts', async () => {
  for (const wait of [() => Promise.resolve(), () => new Promise((resolve) => setTimeout(resolve, 300))]) {
    const person = await show(`<script type="module">
      const one = document.querySelector('points-widget');
      await customElements.whenDefined('points-widget');
      one.remove();
      await (${wait})();
      document.body.append(one);
    </script>${element()}${loader()}`);
    await isStyled(person);
    isQuiet(person);
  }
  // The code comes after the removal, and the element is back before the timer that would take it apart.
  const person = await show(`${loader()}${element('id="first"')}`);
  await isStyled(person);
  await person.evaluate(async (base) => {
    const one = document.createElement('points-widget');
    one.id = 'second';
    one.setAttribute('api-base', base);
    document.body.append(one);
    one.remove();
    for (let n = 0; n < 20; n++) await null;
    document.body.append(one);
  }, `${stage.api.origin}/points`);
  await isStyled(person, '#second');
  isQuiet(person);
});

test('removed, added again with other children, and cloned: what was typed stays with the element it was typed into', async () => {
  const person = await show(`${loader()}${element()}`);
  await person.fillForm(VI, { name: 'thong' });
  await person.evaluate(() => {
    window.one = document.querySelector('points-widget');
    window.one.remove();
  });
  await person.waitFor(() => !window.one.shadowRoot.querySelector('input'));
  await person.evaluate(() => {
    window.one.innerHTML = '<p>Another fallback</p>';
    document.body.append(window.one, window.one.cloneNode(true));
  });
  await person.page.getByLabel(VI.name).nth(1).waitFor();
  await person.waitFor(() => window.one.shadowRoot.querySelector('#name')?.value === 'thong');
  assert.equal(await person.page.getByLabel(VI.name).nth(1).inputValue(), '');
  assert.equal(await person.page.getByText('Another fallback').filter({ visible: true }).count(), 0);
  isQuiet(person);
});

test('twenty at once share one download, and are independent', async () => {
  const person = await show(`${loader()}${element().repeat(20)}`);
  await isStyled(person);
  assert.equal(await person.page.getByLabel(VI.name).count(), 20);
  const files = await person.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/any/where/')));
  assert.equal(files.length, new Set(files).size, 'each file once');
  await person.page.getByLabel(VI.name).nth(7).fill('thong');
  assert.deepEqual(await person.page.getByLabel(VI.name).evaluateAll((fields) => fields.map(({ value }) => value).join('')), 'thong');
  await person.evaluate(() => document.querySelectorAll('points-widget')[7].remove());
  await person.waitFor(() => document.querySelectorAll('points-widget').length === 19);
  isQuiet(person);
});

test('its script twice, and another version of it, are harmless', async () => {
  const again = stage.shop.loader('', '?again');
  const person = await show(`${loader()}${again}${stage.other.loader()}${element()}`);
  await isStyled(person);
  await collects(person);
  isQuiet(person);
});

test('hidden at first, in closed details, in a closed dialog: it is there when they open', async () => {
  const person = await show(`${loader()}<div id="none" style="display: none">${element()}</div>
    <details><summary>More</summary>${element()}</details><dialog>${element()}</dialog>`);
  await person.waitFor(() => [...document.querySelectorAll('points-widget')].every((one) => one.shadowRoot?.querySelector('#code')));
  await person.evaluate(() => {
    document.getElementById('none').style.display = '';
    document.querySelector('details').open = true;
    document.querySelector('dialog').showModal();
  });
  await isStyled(person);
  await collects(person.within(person.page.locator('dialog')));
  isQuiet(person);
});

test("in a frame of another origin, and in one that is sandboxed to an origin of its own", async () => {
  const inside = address(loader() + element(), stage.other);
  for (const sandbox of ['', 'sandbox="allow-scripts allow-forms"']) {
    const person = await show(`<iframe ${sandbox} src="${inside}" width="390" height="900"></iframe>`);
    await collects(person.within(person.page.frameLocator('iframe')));
    isQuiet(person);
  }
});

test('a page that is left and returned to goes on', async () => {
  const person = await show(`${loader()}${element()}<a href="${address('<p>Elsewhere</p>')}">Away</a>`);
  await person.fillForm(VI, { name: 'thong' });
  await person.page.getByRole('link', { name: 'Away' }).click();
  await person.sees('Elsewhere');
  await person.page.goBack();
  await person.fillForm(VI, { phone: '0867123456' });
  await collects(person);
  isQuiet(person);
});

test("a change of the document's language counts for elements that start later, one of the own attribute at once", async () => {
  const person = await show(`${loader()}${element()}`);
  await person.finds('field', VI.code);
  await person.evaluate(() => {
    document.documentElement.lang = 'en';
    window.one = document.querySelector('points-widget');
    document.body.append(window.one.cloneNode(true));
  });
  await person.finds('field', 'Code on the product');
  await person.finds('field', VI.code);
  await person.evaluate(() => window.one.setAttribute('lang', 'en'));
  await person.page.getByLabel('Code on the product').nth(1).waitFor();
  isQuiet(person);
});
