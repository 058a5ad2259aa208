// The browser's own BarcodeDetector, where it has one, with the same results as the widget's decoder.

/** A place in a picture, in pixels. @typedef {[x: number, y: number]} Point */

/** A code that was read: its text, its format by `BarcodeDetector`'s name, and where it lies; the corners may be unknown.
 * @typedef {{ text: string, format: string, corners: Point[] }} Found */

/** The formats that the widget knows, by the browser's names. */
export const ALL_FORMATS = ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'upc_a'];

/**
 * Makes a reader of canvases; undefined where the browser does not offer every one of `formats`.
 * @param {string[]} formats
 * @returns {Promise<((canvas: HTMLCanvasElement) => Promise<Found[]>) | undefined>}
 */
export async function nativeReader(formats) {
  try {
    const offered = await BarcodeDetector.getSupportedFormats();
    if (!formats.every((format) => offered.includes(format))) return undefined;
    const detector = new BarcodeDetector({ formats });
    return async (canvas) => (await detector.detect(canvas)).map(({ rawValue, format, cornerPoints }) => (
      { text: rawValue, format, corners: cornerPoints.map(({ x, y }) => [x, y]) }
    ));
  } catch {
    return undefined;
  }
}
