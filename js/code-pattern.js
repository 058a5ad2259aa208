// The brand's `code-pattern`, as HTML's attribute `pattern` means it.

/** A longer text is no code: a pattern that backtracks is not given it. */
export const MAX_LENGTH = 128;

/** Tells whether a text fits. @typedef {(text: string) => boolean} Fits */

/**
 * Compiles a pattern for the whole of a text; undefined where it is no regular expression.
 * @param {string} pattern @returns {Fits | undefined}
 */
export function compile(pattern) {
  for (const flags of ['v', 'u']) { // `v` is HTML's; browsers before 2023 have only `u`
    try {
      const expression = new RegExp(`^(?:${pattern})$`, flags);
      return (text) => text.length <= MAX_LENGTH && expression.test(text);
    } catch {
      // The other flag, or none.
    }
  }
  return undefined;
}
