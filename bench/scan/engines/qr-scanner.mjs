// qr-scanner's engine, a compiled fork of jsQR, which a page runs in a worker; here without one. Takes RGBA, and overwrites it.
// Only the engine's file counts towards its size, not the camera handling around it.
import { readFileSync } from "node:fs";
import { brotli, resolve } from "./bytes.mjs";

const file = resolve("qr-scanner").replace(/[^/]*$/, "qr-scanner-worker.min.js");
let answer;
let worker;

export default {
  name: "qr-scanner",
  formats: ["qr_code"],
  input: "RGBA",
  overwrites: true,
  bytes: () => brotli(readFileSync(file)),
  async start() {
    // The module's only export puts the worker's source, a template string, into a Blob.
    const source = readFileSync(file, "utf8").match(/new Blob\(\[(`[^]*`)\]/)[1];
    worker = { postMessage: (message) => (answer = message.data) };
    new Function("self", new Function(`return ${source}`)())(worker);
    worker.onmessage({ data: { type: "inversionMode", data: "both" } });
  },
  async read({ image }) {
    worker.onmessage({ data: { id: 0, type: "decode", data: image } });
    return answer === null ? [] : [{ format: "qr_code", text: answer }];
  },
};
