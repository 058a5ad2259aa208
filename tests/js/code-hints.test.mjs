// Hints while a code is typed, from the brand's pattern and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { literal } from '../../scripts/build/build-config.mjs';
import { compile } from '../../js/code-pattern.js';
import { useBuildConfig } from './build-config.mjs';
import { HINTS } from './locales.mjs';

useBuildConfig({ hintMessages: literal(HINTS) });
const { findFault, isEan, open } = await import('../../js/code-hints.js');

const TIVI = compile('TIVI[a-z0-9]{11}');

test('a pattern means the whole text, as in HTML', () => {
  assert.ok(TIVI('TIVInpmx8b98pfg') && !TIVI('xTIVInpmx8b98pfg') && !TIVI('TIVInpmx8b98pfgx'));
  assert.ok(compile('a|b')('b') && !compile('a|b')('ab'));
  assert.equal(compile('('), undefined);
  assert.ok(!compile('a+')('a'.repeat(129)), 'longer texts are not tried');
});

test('a code that fits has no hint, and neither has one that is far from fitting', () => {
  for (const code of ['TIVInpmx8b98pfg', '', 'TIVI', 'hello', 'x'.repeat(500)]) assert.equal(findFault(code, TIVI), undefined, code);
});

test('the digits of a barcode are told from a code', () => {
  for (const ean of ['8934563138165', '036000291452', '96385074']) assert.equal(findFault(ean, TIVI), 'barcode', ean);
  for (const other of ['8934563138164', '12345', '893456313816', 'TIVI5631381650']) assert.ok(!isEan(other), other);
  assert.equal(findFault('8934563138165', compile('\\d{13}')), undefined, 'unless the brand says that its codes are digits');
});

test('a character that is read for another is found by what would fit', () => {
  assert.deepEqual(findFault('T1VInpmx8b98pfg', TIVI), ['1', 'I']);
  assert.deepEqual(findFault('TIVInpmxBb98pfg', TIVI), ['B', '8']);
  assert.deepEqual(findFault('TIVInpmxOb9Opfg', TIVI), ['O', '0'], 'in all its places at once');
  assert.equal(findFault('T1VInpmxBb98pfg', TIVI), undefined, 'two kinds of mistakes are not guessed at');
});

test('any single swap is found again, and every hint leads to a code that fits', () => {
  const pairs = { 0: 'O', 1: 'l', 5: 'S', 8: 'B', 2: 'Z', I: 'l' };
  const code = 'TIVI0158k2x9mab'; // as the pattern has it: capitals first, small letters and digits after
  assert.ok(TIVI(code));
  for (const [at, right] of [...code].entries()) {
    const wrong = pairs[right];
    if (!wrong) continue;
    const typed = code.slice(0, at) + wrong + code.slice(at + 1);
    const found = findFault(typed, TIVI);
    if (TIVI(typed)) assert.equal(found, undefined);
    else assert.ok(TIVI(typed.slice(0, at) + found[1] + typed.slice(at + 1)), typed);
  }
});

test('a hint is a sentence in the language of the form, and a broken pattern gives none', (context) => {
  const warn = context.mock.method(console, 'warn', () => {});
  assert.equal(open('('), undefined);
  assert.equal(warn.mock.callCount(), 1);
  const { hint: hinted, find } = open('TIVI[a-z0-9]{11}');
  assert.equal(find('TIVI-npmx-8b98-pfg'), 'TIVInpmx8b98pfg');
  assert.equal(hinted('TIVI-npmx-8b98-pfg', 'vi'), undefined, 'nothing is wrong with what is found');
  assert.equal(hinted(' 8934563138165 ', 'vi'), HINTS.vi.barcode);
  assert.match(hinted('T1VInpmx8b98pfg', 'en'), /1 or I/);
  for (const tag of Object.keys(HINTS)) assert.match(hinted('T1VInpmx8b98pfg', tag), /1.*I/, tag);
  assert.equal(hinted('TIVInpmx8b98pfg', 'vi'), undefined);
  const own = JSON.stringify({ en: { 'hints.alike': 'Not {typed}: {other}', 'hints.barcode': 5 } });
  assert.equal(hinted('T1VInpmx8b98pfg', 'en', own), 'Not 1: I', 'in the brand\'s own words');
  assert.equal(hinted('8934563138165', 'en', own), HINTS.en.barcode);
  assert.equal(hinted('8934563138165', 'vi', own), HINTS.vi.barcode);
});
