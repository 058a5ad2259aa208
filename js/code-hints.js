// The brand's `code-pattern`, and hints from it while a code is typed. Brought only where a brand gives one. Hints, no more:
// what the customer confirms is what is sent. HINTS, their words by language, are put in by scripts/finish.
import { withOwn } from './messages/attribute.js';
import { warn } from './element/warn.js';

/** Longer texts are no codes; a pattern that backtracks is not given more. */
const LONGEST = 128;

/** Whether a text fits, as HTML's `pattern` means it: the whole of it. Undefined where `source` is no regular expression. */
export function compile(source) {
  for (const flags of ['v', 'u']) { // `v` is HTML's; browsers before 2023 have only `u`
    try {
      const pattern = new RegExp(`^(?:${source})$`, flags);
      return (text) => text.length <= LONGEST && pattern.test(text);
    } catch {
      // The other flag, or none.
    }
  }
  return undefined;
}

/** Characters that are read for one another. */
const ALIKE = ['O0o', 'l1I', 'S5', 'B8', 'Z2'];

/**
 * What may be wrong with a code: `'barcode'`, or the character that was typed and the one that would make it fit; undefined
 * where it fits, or nothing is known.
 */
export function hint(code, fits) {
  if (code.length > LONGEST || fits(code)) return undefined;
  if (isEan(code)) return 'barcode';
  const letters = [...code];
  for (const [at, typed] of letters.entries()) {
    for (const other of ALIKE.find((alike) => alike.includes(typed)) ?? '') {
      // Here only, or everywhere: who takes one O for a 0 takes them all.
      const one = [...letters.slice(0, at), other, ...letters.slice(at + 1)].join('');
      if (other !== typed && (fits(one) || fits(code.replaceAll(typed, other)))) return [typed, other];
    }
  }
  return undefined;
}

/** EAN-8, UPC-A or EAN-13: so many digits, the last of which is the check digit of the others. */
export function isEan(text) {
  if (!/^(\d{8}|\d{12,13})$/.test(text)) return false;
  const digits = [...text].reverse().map(Number);
  return digits.reduce((sum, digit, at) => sum + digit * (at % 2 ? 3 : 1), 0) % 10 === 0;
}

/** From a pattern to a function from code, language tag and the brand's own texts to a hint's sentence. */
export function open(source) {
  const fits = compile(source);
  if (!fits) {
    warn(`code-pattern is no regular expression, and is left out: ${source}`);
    return undefined;
  }
  return (code, tag, messages) => {
    const found = hint(code.trim(), fits);
    if (!found) return undefined;
    const { barcode, alike } = withOwn(HINTS[tag], messages, tag, 'hints');
    return found === 'barcode' ? barcode : alike.replace('{typed}', found[0]).replace('{other}', found[1]);
  };
}
