// The brand's pattern decides which part of a text is the code, and undoes a Vietnamese keyboard where that is certain.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCode } from '../../js/code-candidates.js';
import { compile } from '../../js/code-pattern.js';
import { typedKeys } from '../../js/vietnamese-keyboard.js';
import { telex } from './telex.mjs';

const CODE = 'TIVInpmx8b98pfg';
const TIVI = compile('TIVI[a-z0-9]{11}');
const QUAT = compile('QUAT[a-z0-9]{11}');

test('one code is found by its pattern whatever stands around it', () => {
  for (const text of [
    CODE, ` ${CODE} `, `${CODE}.`, `“${CODE}”`, `「${CODE}」`, `(${CODE})`, `Mã:${CODE}`, `code=${CODE}`, `1.${CODE}`, `•${CODE}`,
    `您的积分码是${CODE}。`, `TV ${CODE}`, `LAPTOP99 ${CODE}`, `${CODE},LAPTOPx7y2k9`, `https://shop.example/x/${CODE}/y2k9abc`,
    'TIVI-npmx-8b98-pfg', 'TIVI.npmx.8b98.pfg', 'TIVI npmx8b98pfg', 'TIVI-npmx 8b98-pfg', 'TIVI - npmx - 8b98 - pfg',
    'Mã: TIVI npmx 8b98 pfg nhé', 'npmx8b98pfg TIVInpmx8b98pfg 01',
  ]) assert.equal(findCode(text, TIVI), CODE, text);
});

test('a pattern with dashes keeps them, and one without takes them out', () => {
  assert.equal(findCode('TIVI-npmx-8b98-pfg.', compile('TIVI(-[a-z0-9]+){3}')), 'TIVI-npmx-8b98-pfg');
  assert.equal(findCode('x/y.z!', compile('x/y\\.z!')), 'x/y.z!', 'and whatever else the pattern has');
  assert.equal(findCode('mã1', compile('mã1')), 'mã1');
});

test('where several things fit, or none does, nothing is found', () => {
  for (const text of [`${CODE} TIVIabcdefgh123`, 'TIVInpmx', '', 'xin chào', 'x'.repeat(5_000), `${CODE} `.repeat(500)]) {
    assert.equal(findCode(text, TIVI), undefined, text.slice(0, 40));
  }
});

test('what a Vietnamese keyboard made of a code is undone where one thing fits', () => {
  for (const [typed, fits, code] of [
    ['QUÁT8b98pfg1234', 'QUAT[a-z0-9]{12}', 'QUATs8b98pfg1234'],
    ['QUẠT8b98pfg123', 'QUAT[a-z0-9]{11}', 'QUATj8b98pfg123'],
    ['QUÂT8b98pfg123', 'QUAT[a-z0-9]{11}', 'QUATa8b98pfg123'],
    ['QUĂT8b98pfg123', 'QUAT[a-z0-9]{11}', 'QUATw8b98pfg123'],
    ['TIVInpmx8b98đ', 'TIVI[a-z0-9]{9}[a-z]', 'TIVInpmx8b98dd'],
    ['TIVInpmx8b98pư', 'TIVI[a-z0-9]{10}', 'TIVInpmx8b98pw'],
    ['tivi8ươ9', 'tivi[0-9]uow[0-9]', 'tivi8uow9'],
    ['QUÁTb98pfg1234', 'QUAT[0-9][a-z0-9]{10}', 'QUAT1b98pfg1234'], // VNI
    ['TIVI8bđ8pfg', 'TIVI8bd[0-9]8pfg', 'TIVI8bd98pfg'],
    ['Mã: QUÁT8b98pfg123', 'QUAT[a-z0-9]{11}', 'QUATs8b98pfg123'],
    ['QUÁT-8b98-pfg-123', 'QUAT[a-z0-9]{11}', 'QUATs8b98pfg123'],
  ]) {
    assert.equal(findCode(typed, compile(fits)), code, typed);
    assert.equal(findCode(typed.normalize('NFD'), compile(fits)), code, `${typed}, in pieces`);
  }
});

test('where a key may have stood in several places the keyboard is not undone', () => {
  assert.equal(findCode('QUÁTnpmx8b98pf', QUAT), undefined, 'QUATsnpmx…, QUATnspmx…');
  assert.equal(findCode('QUÁT8b98pfg123', compile('QUAT[A-Za-z0-9]{11}')), undefined, 's or S');
  assert.equal(findCode('QUÁT9b98pfg123', QUAT), undefined, 'Telex with s, or VNI with 1');
  assert.equal(findCode('müncheN8b98pfg1', compile('[a-zN0-9]{15,20}')), undefined, 'no mark of a Vietnamese keyboard');
  assert.deepEqual(typedKeys('TIVI'), []);
});

/** Codes as a brand prints them, the same in each run. @param {string} head */
function* codes(head) {
  let seed = 1;
  for (let count = 0; count < 10_000; count++) {
    let code = head;
    while (code.length < 15) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      code += 'abcdefghijklmnopqrstuvwxyz0123456789'[(seed >>> 16) % 36];
    }
    yield code;
  }
}

test('of 10,000 codes typed with Telex none becomes another that fits', () => {
  for (const { head, fits, expected } of [
    { head: 'QUAT', fits: QUAT, expected: { changed: 1_184, undone: 257, told: 903, shortened: 24 } },
    { head: 'TIVI', fits: TIVI, expected: { changed: 47, undone: 0, told: 47, shortened: 0 } },
  ]) {
    const count = { changed: 0, undone: 0, told: 0, shortened: 0 };
    for (const code of codes(head)) {
      const typed = telex(code);
      const found = findCode(typed, fits);
      assert.ok(found === code || (found === undefined && typed !== code), `${code}: ${typed} is taken for ${found}`);
      if (typed === code) continue;
      count.changed++;
      if (found) count.undone++;
      else if (/[^ -~]/.test(typed)) count.told++; // CodeError::Keyboard
      else count.shortened++; // a key pressed twice: a letter is missing, and no trace of it is left
    }
    assert.deepEqual(count, expected, head);
  }
});
