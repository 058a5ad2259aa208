// Classifies what was read: the product's code, or what it is instead. It is text and nothing else: no link is followed.

/** A longer text is not looked at: no QR code holds it. */
const MAX_LENGTH = 7_089;

/**
 * The code, or what the text is instead: `barcode` is the shelf's, the same on every piece of a product.
 * @typedef {{ kind: 'code', code: string } | { kind: 'barcode' | 'other' }} Classified
 */

/**
 * Classifies a text. An EAN or UPC is a code only where the brand's pattern says so.
 * @param {string} text @param {string} format by `BarcodeDetector`'s name
 * @param {(text: string) => string | undefined} find finds the code in a text
 * @param {import('../code-pattern.js').Fits} [fits] the brand's pattern, where there is one
 * @returns {Classified}
 */
export function classify(text, format, find, fits) {
  const isBarcode = format === 'ean_13' || format === 'upc_a';
  if (text.length > MAX_LENGTH) return { kind: 'other' };
  const found = isOther(text) ? undefined : find(text);
  const isCode = found && (fits ? fits(found) : !isBarcode);
  const code = isCode ? found : fits && onlyWord(text, fits);
  if (code) return { kind: 'code', code };
  return { kind: isBarcode ? 'barcode' : 'other' };
}

/**
 * The one word that fits the pattern, where the text alone does not tell which it is.
 * @param {string} text @param {import('../code-pattern.js').Fits} fits
 */
function onlyWord(text, fits) {
  const words = new Set(text.split(/[^\p{L}\p{N}_-]+/u).filter((word) => word && fits(word)));
  return words.size === 1 ? [...words][0] : undefined;
}

/**
 * Whether it is one of the things that shops and phones put into QR codes besides: `WIFI:…`, `BEGIN:VCARD…`, `tel:…`,
 * `javascript:…` (a scheme that is no link), and payments after EMVCo's standard, VietQR among them.
 * @param {string} text
 */
function isOther(text) {
  return /^[a-z][a-z0-9+.-]*:(?!\/\/|\s)/i.test(text.trim()) || /^000201/.test(text);
}
