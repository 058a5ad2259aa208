// What the brand's `code-pattern` says of codes, loaded only where a brand gives one: which part of a text is the code, and a
// hint at what may be wrong with it while it is typed.
import { hintMessages } from './build-config.js';
import { findCode } from './code-candidates.js';
import { MAX_LENGTH, compile } from './code-pattern.js';
import { withOwnTexts } from './messages/attribute.js';
import { warn } from './warn.js';

/**
 * @typedef {object} Pattern
 * @property {(text: string) => string | undefined} find the code in a text; undefined where nothing fits, or several things do
 * @property {(text: string, tag: string, messages?: string | null) => string | undefined} hint a sentence on a code, in the language
 *   of the tag and with the brand's own texts
 */

/** Characters that are read for one another. */
const ALIKE = ['O0o', 'l1I', 'S5', 'B8', 'Z2'];

/**
 * Finds what may be wrong with a code: `'barcode'`, or the character that was typed and the one that would make it fit;
 * undefined where it fits, or nothing is known.
 * @param {string} code @param {import('./code-pattern.js').Fits} fits
 * @returns {'barcode' | [typed: string, other: string] | undefined}
 */
export function findFault(code, fits) {
  if (code.length > MAX_LENGTH || fits(code)) return undefined;
  if (isEan(code)) return 'barcode';
  const letters = [...code];
  for (const [at, typed] of letters.entries()) {
    for (const other of ALIKE.find((alike) => alike.includes(typed)) ?? '') {
      // Here only, or everywhere: who takes one O for a 0 takes them all.
      const one = [...letters.slice(0, at), other, ...letters.slice(at + 1)].join('');
      if (other !== typed && (fits(one) || fits(code.split(typed).join(other)))) return [typed, other];
    }
  }
  return undefined;
}

/** EAN-8, UPC-A or EAN-13: so many digits, the last of which is the check digit of the others. @param {string} text */
export function isEan(text) {
  if (!/^(\d{8}|\d{12,13})$/.test(text)) return false;
  const digits = [...text].reverse().map(Number);
  return digits.reduce((sum, digit, at) => sum + digit * (at % 2 ? 3 : 1), 0) % 10 === 0;
}

/** Makes what a pattern says; undefined where it is no regular expression. @param {string} source @returns {Pattern | undefined} */
export function open(source) {
  const fits = compile(source);
  if (!fits) {
    warn(`code-pattern is no regular expression, and is left out: ${source}`);
    return undefined;
  }
  const find = (/** @type {string} */ text) => findCode(text, fits);
  return {
    find,
    hint(text, tag, messages) {
      const fault = find(text) ? undefined : findFault(text.trim(), fits);
      const texts = hintMessages[tag];
      if (!fault || !texts) return undefined;
      const { barcode, alike } = withOwnTexts(texts, messages, tag, 'hints');
      return fault === 'barcode' ? barcode : alike.replace('{typed}', fault[0]).replace('{other}', fault[1]);
    },
  };
}
