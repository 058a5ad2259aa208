// What the loader imports beside the wasm: the wasm's glue, the style sheet, the messages, the page's address and keys, and what
// the element does for the wasm.
export { formCss, initWasm, mount } from '../build-config.js';
export { keepKeys } from './keys.js';
export { warn } from '../warn.js';
export { followAddress, pageAddress } from './page-address.js';
export { adopt } from './stylesheet.js';
export { hostApi } from './host-api.js';
export { loadMessages } from '../messages/load.js';
