// zbar-wasm: ZBar in C, with the second pass for inverted symbols, which is off by default. Takes luminance.
import { ZBarConfigType, ZBarScanner, ZBarSymbolType, scanGrayBuffer } from "@undecaf/zbar-wasm";
import { downloaded, resolve } from "./bytes.mjs";

const types = {
  qr_code: ZBarSymbolType.ZBAR_QRCODE,
  code_128: ZBarSymbolType.ZBAR_CODE128,
  ean_13: ZBarSymbolType.ZBAR_EAN13,
};
const formats = Object.keys(types);
const scanners = new Map();

/** One scanner per set of formats, as changing its settings is costly. */
async function scanner(wanted) {
  const key = wanted.join();
  if (!scanners.has(key)) {
    const scanner = await ZBarScanner.create();
    scanner.setConfig(ZBarSymbolType.ZBAR_NONE, ZBarConfigType.ZBAR_CFG_ENABLE, 0);
    scanner.setConfig(ZBarSymbolType.ZBAR_NONE, ZBarConfigType.ZBAR_CFG_TEST_INVERTED, 1);
    for (const format of wanted) scanner.setConfig(types[format], ZBarConfigType.ZBAR_CFG_ENABLE, 1);
    scanners.set(key, scanner);
  }
  return scanners.get(key);
}

export default {
  name: "zbar-wasm",
  formats,
  input: "grey",
  bytes: () => downloaded("@undecaf/zbar-wasm", [resolve("@undecaf/zbar-wasm/dist/zbar.wasm")]),
  start: () => scanner(formats),
  async read(frame, wanted) {
    const found = await scanGrayBuffer(frame.luma.buffer, frame.width, frame.height, await scanner(wanted));
    return found.map((symbol) => ({
      format: formats.find((name) => types[name] === symbol.type),
      text: symbol.decode(),
    }));
  },
};
