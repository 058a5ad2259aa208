// From what was read to the product's code, or to what it is instead. It is text and nothing else: no link is followed.

/** A longer text is not looked at: no QR code holds it. */
const LONGEST = 7_089;

/**
 * `{ kind: 'code', code }`, or `{ kind }` of `barcode` (the shelf's, the same on every piece of a product) or `other`.
 * `find` gives the code that a text holds; `fits` is the brand's pattern, where there is one. An EAN or UPC is a code only
 * where the pattern says so.
 */
export function judge(text, format, find, fits) {
  const isBarcode = format === 'ean_13' || format === 'upc_a';
  const isCode = (code) => code && (fits ? fits(code) : !isBarcode);
  if (text.length > LONGEST) return { kind: 'other' };
  const found = isOther(text) ? undefined : find(text);
  const code = isCode(found) ? found : fits && amongWords(text, fits);
  if (code) return { kind: 'code', code };
  return { kind: isBarcode ? 'barcode' : 'other' };
}

/** The one word that fits the pattern, where the text alone does not tell which it is. */
function amongWords(text, fits) {
  const words = new Set(text.split(/[^\p{L}\p{N}_-]+/u).filter((word) => word && fits(word)));
  return words.size === 1 ? [...words][0] : undefined;
}

/**
 * What shops and phones put into QR codes besides: `WIFI:…`, `BEGIN:VCARD…`, `tel:…`, `javascript:…` (a scheme that is no
 * link), and payments after EMVCo's standard, VietQR among them.
 */
function isOther(text) {
  return /^[a-z][a-z0-9+.-]*:(?!\/\/|\s)/i.test(text.trim()) || /^000201/.test(text);
}
