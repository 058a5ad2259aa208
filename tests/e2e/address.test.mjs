// The code in the page's address: also where the page changes the address without a new page, and what the page sets itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['api', 'shop', 'chrome']);

let pages = 0;
/** A page with a widget, opened by a link; `window.links` counts the links that the page hears of. */
async function open(link, { attributes = '', before = [] } = {}) {
  const { shop, api } = stage;
  const count = () => {
    window.links = 0;
    document.addEventListener('points-scan', ({ detail }) => (window.links += detail.source === 'link'));
  };
  const url = shop.page(`/page-${pages++}`, `<link rel="icon" href="data:,">${shop.loader()}${widgetTag(api, attributes)}`);
  const person = await stage.visit(url + link, { before: [count, before].flat() });
  await person.finds('field', VI.code);
  return person;
}
const links = (person) => person.evaluate(() => window.links);

/** As in a browser that tells of no `pushState`; there, an element of the page may have the name. */
const withoutNavigation = () => {
  delete window.navigation;
  addEventListener('DOMContentLoaded', () => document.body.append(Object.assign(document.createElement('nav'), { id: 'navigation' })));
};

for (const [browser, before] of [['a browser that tells of it', []], ['one that does not', withoutNavigation]]) {
  test(`a link without a new page fills in its code, in ${browser}`, async () => {
    const person = await open('?code=TIVIfirst1', { before });
    await person.hasCode('TIVIfirst1');
    await person.fillForm(VI, { name: CUSTOMER.name });
    for (const [go, code] of [
      [() => history.pushState(null, '', '?code=TIVIpushed2'), 'TIVIpushed2'],
      [() => history.replaceState(null, '', '?CODE=TIVIreplaced3'), 'TIVIreplaced3'],
      [() => (location.hash = '#/collect?code=TIVIroute4'), 'TIVIroute4'],
      [() => history.back(), 'TIVIreplaced3'],
      [() => history.back(), 'TIVIfirst1'],
    ]) {
      await person.evaluate(go);
      await person.hasCode(code);
    }
    assert.equal(await links(person), 6);
    assert.equal(await person.value(VI.name), CUSTOMER.name);
    assert.deepEqual(person.complaints, []);
  });
}

test('a new link leads back to the form from what the last code came to', async () => {
  const person = await open('?code=TIVIfirst1');
  stage.api.posts({ body: { success: 0, message: 'not found' } });
  stage.api.has([]);
  await person.redeem(VI, CUSTOMER);
  await person.waitFor(() => document.querySelector('points-widget').shadowRoot.getElementById('code').getAttribute('aria-invalid'));
  await person.evaluate(() => history.pushState(null, '', '?code=TIVIsecond2'));
  await person.hasCode('TIVIsecond2');
  await person.waitFor(() => !document.querySelector('points-widget').shadowRoot.getElementById('code').getAttribute('aria-invalid'));
  stage.api.posts({ body: { success: 1 } });
  await person.press(VI.submit);
  await person.finds('button', VI.another);
  await person.evaluate(() => history.pushState(null, '', '?code=TIVIthird3'));
  await person.hasCode('TIVIthird3');
});

test('an address that brings no other code leaves what was typed', async () => {
  const person = await open('?code=TIVIfirst1');
  await person.fillForm(VI, { code: 'TIVItyped9' });
  for (const address of ['?tab=faq', '?code=TIVIfirst1&tab=form', '?tab=faq#top', '?code=TIVIfirst1']) {
    await person.evaluate(`() => history.pushState(null, '', '${address}')`);
    await person.set({ lang: address.length % 2 ? 'vi' : null }); // whatever looks at the address
    await person.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    assert.equal(await person.value(VI.code), 'TIVItyped9', address);
  }
  assert.equal(await links(person), 1);
});

test('a code that the page sets takes the place of the link, each time it is another', async () => {
  const person = await open('?code=TIVIlink1');
  for (const code of ['TIVIset2', 'TIVIset3', 'TIVIset2']) {
    await person.evaluate(`() => (document.querySelector('points-widget').code = '${code}')`);
    await person.hasCode(code);
  }
  await person.set({ theme: 'dark' });
  await person.set({ code: 'TIVIset4' });
  await person.hasCode('TIVIset4');
  await person.evaluate(() => history.pushState(null, '', '?code=TIVIlink5'));
  await person.hasCode('TIVIlink5');
  assert.equal(await links(person), 2);
});

test("a sign-in's code is no product's, but where the brand has named the parameter", async () => {
  const signIn = '?code=4%2F0AbCdEf123456&state=xyz&scope=openid';
  const person = await open(signIn, { attributes: 'code="TIVIgiven1"' });
  await person.hasCode('TIVIgiven1');
  assert.equal(await links(person), 0);
  const named = await open('?code=TIVIlink1&state=hanoi', { attributes: 'code-param="code"' });
  await named.hasCode('TIVIlink1');
});

test('an element that comes back after a new link has its code, and else what was typed', async () => {
  const person = await open('?code=TIVIfirst1');
  await person.fillForm(VI, { code: 'TIVItyped9', name: CUSTOMER.name });
  const away = async (work) => {
    await person.evaluate(() => {
      window.kept = document.querySelector('points-widget');
      window.kept.remove();
    });
    await person.waitFor(() => !window.kept.shadowRoot.querySelector('input'));
    await person.evaluate(work);
    await person.evaluate(() => document.body.append(window.kept));
  };
  await away(() => {});
  await person.hasCode('TIVItyped9');
  await away(() => history.pushState(null, '', '?code=TIVIsecond2'));
  await person.hasCode('TIVIsecond2');
  assert.equal(await person.value(VI.name), CUSTOMER.name);
});

for (const [link, rest, code] of [
  ['?utm_source=zalo&code=TIVIsecret1&x=a%20b#top', '?utm_source=zalo&x=a%20b#top', 'TIVIsecret1'],
  ['?CODE=TIVIsecret2', '', 'TIVIsecret2'],
  ['#/collect?code=TIVIsecret3', '#/collect', 'TIVIsecret3'],
]) {
  test(`a code that the brand wants out of the address is taken out once it is read: ${link}`, async () => {
    const person = await open(link, { attributes: 'code-in-url="remove"' });
    await person.hasCode(code);
    assert.equal(await person.evaluate(() => location.search + location.hash), rest);
    await person.evaluate(() => history.pushState({ mine: 1 }, '', '?code=TIVInext4&y=1'));
    await person.hasCode('TIVInext4');
    await person.waitFor(() => location.search === '?y=1');
    assert.deepEqual(await person.evaluate(() => history.state), { mine: 1 }, 'what the page keeps there stays');
    assert.equal(await links(person), 2);
    assert.deepEqual(person.complaints, []);
  });
}

test('a code stays in the address by itself, and a sign-in’s in any case', async () => {
  const person = await open('?code=TIVIplain1');
  await person.hasCode('TIVIplain1');
  assert.equal(await person.evaluate(() => location.search), '?code=TIVIplain1');
  const other = await open('?code=abc123def&state=xyz', { attributes: 'code-in-url="remove"' });
  assert.equal(await other.evaluate(() => location.search), '?code=abc123def&state=xyz');
});
