// The browser's own BarcodeDetector, where it has one, with the same results as the widget's decoder.

/** The formats that the widget knows, by the browser's names. */
export const ALL = ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'upc_a'];

/** A function from a canvas to what is found; undefined where the browser does not offer every one of `formats`. */
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
