// Which part of a text is the code, where the brand's pattern says what a code looks like.
import { typedKeys } from './vietnamese-keyboard.js';

/** A longer text is no message with a code in it. */
const MAX_TEXT = 2_000;
/** A code is printed in no more groups. */
const MAX_GROUPS = 8;

/** What may stand between the groups of a code. */
const BETWEEN_GROUPS = /[\s\-._·]/g;

/**
 * Finds the one code that fits: as it stands there, then joined from groups, then as the keys that a Vietnamese keyboard made
 * other letters of. Several that fit are a question to the customer.
 * @param {string} text @param {import('./code-pattern.js').Fits} fits @returns {string | undefined}
 */
export function findCode(text, fits) {
  if (text.length > MAX_TEXT) return undefined;
  const words = text.normalize('NFC').split(/\s+/).filter(Boolean);
  const bare = words.map(withoutPunctuation);
  const parts = words.flatMap((word) => word.split(/[^\p{Script=Latin}\p{M}\p{N}_-]+/u)).filter(Boolean);
  const groups = joined(bare);
  const steps = [() => [...words, ...bare], () => parts, () => groups, () => [...parts, ...groups].flatMap(typedKeys)];
  for (const candidates of steps) {
    const fitting = [...new Set(candidates().filter(fits))];
    if (fitting.length) return fitting.length === 1 ? fitting[0] : undefined;
  }
  return undefined;
}

/** @param {string} word */
const withoutPunctuation = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** Each row of neighbours without what stands between groups. @param {string[]} words */
function joined(words) {
  const rows = words.flatMap((_, from) => (
    words.slice(from, from + MAX_GROUPS).map((_, more) => words.slice(from, from + more + 1).join(''))
  ));
  return rows.map((row) => row.replace(BETWEEN_GROUPS, ''));
}
