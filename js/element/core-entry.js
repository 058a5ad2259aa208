// What the loader imports beside the wasm: the wasm's glue, the style sheet, and the messages.
export { formCss, initWasm, mount } from '../build-config.js';
export { warn } from '../warn.js';
export { loadMessages } from '../messages/load.js';
