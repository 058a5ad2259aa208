// Which language a widget speaks, what is loaded for it, and the brand's own texts in their place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries, lines } from '../../js/messages/lines.js';
import { literal, object } from '../../scripts/build/build-config.mjs';
import { BUILT_IN, keysOf } from '../../scripts/build/locales.mjs';
import { useBuildConfig } from './build-config.mjs';
import { LOCALES } from './locales.mjs';

/** Vietnamese is built in; of the others one loads, and one does not. */
globalThis.loaded = [];
const loads = (tag, text) => `() => (globalThis.loaded.push('${tag}'), Promise.resolve({ default: ${literal(text)} }))`;
useBuildConfig({
  builtInLines: literal('vi\nTích điểm'),
  languages: object({
    en: loads('en', 'en\nCollect points'), id: loads('id', 'id\nKumpulkan poin'), zh: loads('zh', 'zh\n领取积分'),
    th: "() => Promise.reject(new TypeError('Failed to fetch'))",
  }),
  importOverride: `() => import(${literal(new URL('../../js/messages/override.js', import.meta.url).href)})`,
  formKeys: literal(['tag', 'submit']),
  otherKeys: literal(['scanner.title']),
});
const { loadMessages: load, nearest } = await import('../../js/messages/load.js');
const { override } = await import('../../js/messages/override.js');
const loadMessages = (...request) => load((get) => get(), ...request);
const { ownTexts, withOwnTexts } = await import('../../js/messages/attribute.js');

const warnings = (context) => {
  const { mock } = context.mock.method(console, 'warn', () => {});
  return () => mock.calls.map(({ arguments: words }) => words[0]);
};

test('a tag finds the nearest language by its first subtag', () => {
  const found = ['vi', 'vi-VN', 'VI_vn', ' en ', 'en-Latn-GB', 'EN-US', 'in', 'in-ID', 'zh-Hant-TW', 'zh-CN'].map(nearest);
  assert.deepEqual(found, ['vi', 'vi', 'vi', 'en', 'en', 'en', 'id', 'id', 'zh', 'zh']);
  for (const tag of ['fr', 'vie', 'english', '', '-en', 'constructor', '__proto__', 'toString']) assert.equal(nearest(tag), undefined, tag);
});

test('the attribute comes before the page, and the page before Vietnamese', async () => {
  const tag = async (...wanted) => (await loadMessages(...wanted)).tag;
  assert.equal(await tag('en', ['vi']), 'en');
  assert.equal(await tag('vi-VN', ['en']), 'vi');
  for (const none of [null, undefined, '', ' ']) assert.equal(await tag(none, ['fr', 'en-US', 'vi']), 'en');
  assert.equal(await tag(null, ['fr', 'vi', 'en']), 'vi');
  assert.equal(await tag(null, ['fr']), 'vi');
  assert.equal(await tag(null, []), 'vi');
});

test('only the language that is spoken is loaded, and Vietnamese needs nothing', async () => {
  globalThis.loaded.length = 0;
  assert.deepEqual(await loadMessages('vi', ['en']), { tag: 'vi', lines: 'vi\nTích điểm', error: undefined });
  assert.deepEqual(globalThis.loaded, []);
  assert.deepEqual(await loadMessages('zh-CN', ['en']), { tag: 'zh', lines: 'zh\n领取积分', error: undefined });
  assert.deepEqual(globalThis.loaded, ['zh']);
});

test('an unknown language warns once and is Vietnamese', async (context) => {
  const said = warnings(context);
  for (let n = 0; n < 3; n++) assert.equal((await loadMessages('fr', ['en'])).tag, 'vi');
  assert.equal(said().length, 1);
  assert.match(said()[0], /lang.*fr/);
});

test('messages that cannot be loaded are Vietnamese, and the console hears of it', async (context) => {
  const said = warnings(context);
  const { error, ...loaded } = await loadMessages('th', []);
  assert.deepEqual(loaded, { tag: 'vi', lines: 'vi\nTích điểm' });
  assert.match(String(error), /Failed to fetch/, 'so that they are asked for again');
  assert.match(said().join(), /words of th did not come/);
});

test("a brand's own texts take their places, in the language they are for", async (context) => {
  const said = warnings(context);
  const own = (texts) => JSON.stringify({ en: texts, vi: { submit: 'Nhận điểm' } });
  assert.equal((await loadMessages('en', [], own({ submit: 'Get\n my points' }))).lines, 'en\nGet my points');
  assert.equal((await loadMessages('vi', [], own({}))).lines, 'vi\nNhận điểm');
  assert.equal((await loadMessages('id', [], own({ submit: 'x' }))).lines, 'id\nKumpulkan poin');
  assert.deepEqual(said(), []);
});

test('what has no place in the texts is left out and named, once', (context) => {
  const said = warnings(context);
  const lines = 'vi\n{code}';
  for (let n = 0; n < 2; n++) {
    assert.equal(override(lines, 'no JSON', 'vi'), lines);
    assert.equal(override(lines, '{"vi":{"summit":"x","submit":7,"scanner.title":"Quét"}}', 'vi'), lines);
    assert.equal(override(lines, '{"vi":{"submit":"without"}}', 'vi'), 'vi\nwithout');
    for (const odd of ['null', '7', '[]', '{"vi":null}', '{"vi":"x"}', '{"vi":["x"]}']) assert.equal(override(lines, odd, 'vi'), lines, odd);
  }
  assert.deepEqual(said().slice(0, 3).map((text) => text.replace(/^points-widget: messages: /, '')), [
    'this is no JSON, and is left out', 'there is no text called summit', 'submit is without {code}',
  ]);
  assert.equal(new Set(said()).size, said().length);
});

test("the scanner's texts and hints are the brand's own where it has some", () => {
  const messages = '{"vi":{"scanner.title":"Quét chai","hints.barcode":"Mã vạch"}}';
  assert.deepEqual(withOwnTexts({ title: 'Quét mã', close: 'Đóng' }, messages, 'vi', 'scanner'), { title: 'Quét chai', close: 'Đóng' });
  assert.deepEqual(withOwnTexts({ title: 'Scan' }, messages, 'en', 'scanner'), { title: 'Scan' });
  assert.deepEqual(withOwnTexts({ title: 'Scan' }, null, 'en', 'scanner'), { title: 'Scan' });
  assert.deepEqual(ownTexts('{', 'vi'), {});
});

test('a locale becomes lines in the order of its keys, and a plural has one for each category', () => {
  const locale = { tag: 'xx', points: { one: 'one', other: 'many' }, submit: 'Go', scanner: { title: 'Scan' }, hints: { alike: 'x' } };
  assert.deepEqual(entries(locale), [
    ['tag', 'xx'], ['points.zero', 'many'], ['points.one', 'one'], ['points.two', 'many'], ['points.few', 'many'],
    ['points.many', 'many'], ['points.other', 'many'], ['submit', 'Go'],
  ]);
  assert.equal(lines(locale), 'xx\nmany\none\nmany\nmany\nmany\nmany\nGo');
  assert.deepEqual(keysOf(locale).otherKeys, ['scanner.title', 'hints.alike']);
});

test('Vietnamese is built in, and every language has a line for each of its keys', () => {
  assert.equal(Object.keys(LOCALES)[0], BUILT_IN);
  assert.equal(BUILT_IN, 'vi');
  const { formKeys } = keysOf(LOCALES.vi);
  for (const [tag, locale] of Object.entries(LOCALES)) {
    assert.deepEqual(entries(locale).map(([key]) => key), formKeys, tag);
    assert.equal(lines(locale).split('\n').length, formKeys.length, tag);
  }
});

test('every language has forms for exactly the categories that it tells apart', () => {
  for (const [tag, locale] of Object.entries(LOCALES)) {
    const text = Object.fromEntries(entries(locale));
    const rules = new Intl.PluralRules(text.intl);
    const categories = rules.resolvedOptions().pluralCategories;
    assert.deepEqual(Object.keys(locale.points).sort(), [...categories].sort(), tag);
    for (const category of categories) assert.ok(text[`points.${category}`], `${tag} ${category}`);
    const plural = (count) => text[`points.${rules.select(count)}`].replace(/[\u2068\u2069]/g, '').replace('{points}', count);
    const said = { vi: '1 điểm', en: '1 point', id: '1 poin', ar: '1 نقطة' }[tag];
    if (said) assert.equal(plural(1), said);
    if (tag === 'en') assert.deepEqual([0, 1, 1.5, 2, 100].map(plural), ['0 points', '1 point', '1.5 points', '2 points', '100 points']);
    if (tag === 'ar') assert.deepEqual([3, 10, 11, 100].map(plural), ['3 نقاط', '10 نقاط', '11 نقطة', '100 نقطة']);
    assert.equal(new Intl.NumberFormat(text.intl).resolvedOptions().numberingSystem, 'latn', `${tag}: codes stand in such digits, too`);
  }
});
