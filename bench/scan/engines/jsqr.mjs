// jsQR: JavaScript, set to read both polarities. Takes RGBA.
import jsqr from "jsqr";
import { downloaded } from "./bytes.mjs";

const jsQR = jsqr.default ?? jsqr;

export default {
  name: "jsQR",
  formats: ["qr_code"],
  input: "RGBA",
  bytes: () => downloaded("jsqr"),
  async start() {},
  async read({ image }) {
    const found = jsQR(image.data, image.width, image.height, { inversionAttempts: "attemptBoth" });
    return found ? [{ format: "qr_code", text: found.data }] : [];
  },
};
