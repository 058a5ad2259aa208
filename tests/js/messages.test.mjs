// Which language a widget speaks, what is brought for it, and the brand's own texts in their place.
import assert from 'node:assert/strict';
import { register } from 'node:module';
import { test } from 'node:test';
import { ALL } from '../camera/words.mjs';

// 'words:' is what the build puts in: one language that is built in, one that comes, and one that does not.
const source = `
  export const VI = 'vi\\nTích điểm';
  export const brought = [];
  const come = (tag, text) => () => (brought.push(tag), Promise.resolve({ default: text }));
  export const BROUGHT = {
    en: come('en', 'en\\nCollect points'), id: come('id', 'id\\nKumpulkan poin'), zh: come('zh', 'zh\\n领取积分'),
    th: () => Promise.reject(new TypeError('Failed to fetch')),
  };
  export const TEXTS = () => import(${JSON.stringify(new URL('../../js/messages/override.js', import.meta.url).href)});`;
const words_ = `data:text/javascript,${encodeURIComponent(source)}`;
register(`data:text/javascript,${encodeURIComponent(`
  export const resolve = (name, context, next) => (name === 'words:' ? { url: ${JSON.stringify(words_)}, shortCircuit: true } : next(name, context));
`)}`);
Object.assign(globalThis, { FORM: ['tag', 'submit'], OTHERS: ['scanner.title'] });
const { nearest, words } = await import('../../js/messages/load.js');
const { brought } = await import(words_);
const { override } = await import('../../js/messages/override.js');
const { ownTexts, withOwn } = await import('../../js/messages/attribute.js');

const warnings = (context) => {
  const { mock } = context.mock.method(console, 'warn', () => {});
  return () => mock.calls.map(({ arguments: words }) => words[0]);
};

test('a tag finds the nearest catalogue by its first subtag', () => {
  const found = ['vi', 'vi-VN', 'VI_vn', ' en ', 'en-Latn-GB', 'EN-US', 'in', 'in-ID', 'zh-Hant-TW', 'zh-CN'].map(nearest);
  assert.deepEqual(found, ['vi', 'vi', 'vi', 'en', 'en', 'en', 'id', 'id', 'zh', 'zh']);
  for (const tag of ['fr', 'vie', 'english', '', '-en', 'constructor', '__proto__', 'toString']) assert.equal(nearest(tag), undefined, tag);
});

test('the attribute comes before the page, and the page before Vietnamese', async () => {
  const tag = async (...wanted) => (await words(...wanted)).tag;
  assert.equal(await tag('en', ['vi']), 'en');
  assert.equal(await tag('vi-VN', ['en']), 'vi');
  for (const none of [null, undefined, '', ' ']) assert.equal(await tag(none, ['fr', 'en-US', 'vi']), 'en');
  assert.equal(await tag(null, ['fr', 'vi', 'en']), 'vi');
  assert.equal(await tag(null, ['fr']), 'vi');
  assert.equal(await tag(null, []), 'vi');
});

test('only the language that is spoken is brought, and Vietnamese needs nothing', async () => {
  brought.length = 0;
  assert.deepEqual(await words('vi', ['en']), { tag: 'vi', lines: 'vi\nTích điểm' });
  assert.deepEqual(brought, []);
  assert.deepEqual(await words('zh-CN', ['en']), { tag: 'zh', lines: 'zh\n领取积分' });
  assert.deepEqual(brought, ['zh']);
});

test('an unknown language warns once and is Vietnamese', async (context) => {
  const said = warnings(context);
  for (let n = 0; n < 3; n++) assert.equal((await words('fr', ['en'])).tag, 'vi');
  assert.equal(said().length, 1);
  assert.match(said()[0], /lang.*fr/);
});

test('words that do not come are Vietnamese, and the console hears of it', async (context) => {
  const said = warnings(context);
  assert.deepEqual(await words('th', []), { tag: 'vi', lines: 'vi\nTích điểm' });
  assert.match(said().join(), /words of th did not come/);
});

test("a brand's own texts take their places, in the language they are for", async (context) => {
  const said = warnings(context);
  const own = (texts) => JSON.stringify({ en: texts, vi: { submit: 'Nhận điểm' } });
  assert.equal((await words('en', [], own({ submit: 'Get\n my points' }))).lines, 'en\nGet my points');
  assert.equal((await words('vi', [], own({}))).lines, 'vi\nNhận điểm');
  assert.equal((await words('id', [], own({ submit: 'x' }))).lines, 'id\nKumpulkan poin');
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
  assert.deepEqual(withOwn({ title: 'Quét mã', close: 'Đóng' }, messages, 'vi', 'scanner'), { title: 'Quét chai', close: 'Đóng' });
  assert.deepEqual(withOwn({ title: 'Scan' }, messages, 'en', 'scanner'), { title: 'Scan' });
  assert.deepEqual(withOwn({ title: 'Scan' }, null, 'en', 'scanner'), { title: 'Scan' });
  assert.deepEqual(ownTexts('{', 'vi'), {});
});

test('every language has forms for exactly the categories that it tells apart', () => {
  for (const [tag, { form }] of Object.entries(ALL)) {
    const text = Object.fromEntries(form);
    const rules = new Intl.PluralRules(text.intl);
    for (const category of rules.resolvedOptions().pluralCategories) assert.ok(text[`points.${category}`], `${tag} ${category}`);
    const plural = (count) => text[`points.${rules.select(count)}`].replace(/[\u2068\u2069]/g, '').replace('{points}', count);
    const said = { vi: '1 điểm', en: '1 point', id: '1 poin', ar: '1 نقطة' }[tag];
    if (said) assert.equal(plural(1), said);
    if (tag === 'en') assert.deepEqual([0, 1, 1.5, 2, 100].map(plural), ['0 points', '1 point', '1.5 points', '2 points', '100 points']);
    if (tag === 'ar') assert.deepEqual([3, 10, 11, 100].map(plural), ['3 نقاط', '10 نقاط', '11 نقطة', '100 نقطة']);
    assert.equal(new Intl.NumberFormat(text.intl).resolvedOptions().numberingSystem, 'latn', `${tag}: codes stand in such digits, too`);
  }
});
