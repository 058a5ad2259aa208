// zxing-wasm: zxing-cpp with its default options (try harder, rotate, invert, downscale). Takes RGBA.
import { readFileSync } from "node:fs";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { downloaded, resolve } from "./bytes.mjs";

const wasm = resolve("zxing-wasm/reader/zxing_reader.wasm");
const names = { qr_code: "QRCode", data_matrix: "DataMatrix", code_128: "Code128", ean_13: "EAN13" };
const formats = Object.keys(names);

export default {
  name: "zxing-wasm",
  formats,
  input: "RGBA",
  bytes: () => downloaded("zxing-wasm/reader", [wasm]),
  async start() {
    await prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer }, fireImmediately: true });
  },
  async read(frame, wanted) {
    const options = { formats: wanted.map((format) => names[format]), tryHarder: true, maxNumberOfSymbols: 1 };
    const found = await readBarcodes(frame.image, options);
    return found
      .filter(({ isValid }) => isValid)
      .map(({ format, text }) => ({ format: formats.find((name) => names[name] === format), text }));
  },
};
