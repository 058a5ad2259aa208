// What the loader imports beside the wasm: the wasm's glue, the style sheet, the messages, and the
// page's address and keys.
export { formCss, initWasm, mount } from '../build-config.js';
export { keepKeys } from './keys.js';
export { warn } from '../warn.js';
export { followAddress, pageAddress } from './page-address.js';
export { loadMessages } from '../messages/load.js';
