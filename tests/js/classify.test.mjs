// A scanned text is a code, a barcode or something else, and is never more than text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../js/code-pattern.js';
import { classify } from '../../js/scanner/classify.js';

/** Stands in for the widget's own search, which is tested where it lives. */
const find = (text) => text.match(/[?&]code=(\w+)/)?.[1] ?? (/^\S{1,128}$/.test(text) && !/:\/\//.test(text) ? text : undefined);
const kind = (text, format = 'qr_code', fits) => classify(text, format, find, fits).kind;
const TIVI = compile('TIVI[a-z0-9]{11}');

test('a code alone or in a link is a code', () => {
  assert.deepEqual(classify('TIVInpmx8b98pfg', 'qr_code', find), { kind: 'code', code: 'TIVInpmx8b98pfg' });
  assert.deepEqual(classify('https://shop.example/?code=TIVInpmx8b98pfg', 'data_matrix', find), { kind: 'code', code: 'TIVInpmx8b98pfg' });
  assert.equal(kind('TIVInpmx8b98pfg', 'code_128'), 'code');
});

test('the barcode of the shelf is named, unless the brand says that its codes look like that', () => {
  assert.equal(kind('8934563138165', 'ean_13'), 'barcode');
  assert.equal(kind('036000291452', 'upc_a'), 'barcode');
  assert.equal(kind('8934563138165', 'ean_13', TIVI), 'barcode');
  assert.equal(kind('8934563138165', 'ean_13', compile('\\d{13}')), 'code');
});

test('what shops and phones put into QR codes besides is no code', () => {
  for (const text of [
    'WIFI:S:home;T:WPA;P:12345678;;', 'BEGIN:VCARD\nN:A\nEND:VCARD', 'tel:0867123456', 'mailto:a@b.vn', 'geo:10,106',
    'javascript:alert(1)', 'data:text/html,x', 'SMSTO:900:x', 'https://shop.example/', `000201010212${'0'.repeat(60)}6304ABCD`,
    'x'.repeat(7_090),
  ]) assert.equal(kind(text), 'other', text.slice(0, 40));
});

test('with a pattern the one word that fits is the code, wherever it stands', () => {
  assert.deepEqual(classify('Mã: TIVInpmx8b98pfg, đổi quà!', 'qr_code', () => undefined, TIVI), { kind: 'code', code: 'TIVInpmx8b98pfg' });
  assert.equal(kind('SP:TIVInpmx8b98pfg', 'qr_code', TIVI), 'code');
  assert.equal(kind('TIVInpmx8b98pfg TIVInpmx8b98pfh', 'qr_code', TIVI), 'other');
  assert.equal(kind('LAPTOPx7y2k9', 'qr_code', TIVI), 'other');
});
