// What the loader brings beside the wasm: its glue, the style sheet and the words. 'glue:' and CSS are put in by
// scripts/finish.
export { default, mount } from 'glue:';
export { warn } from './warn.js';
export { words } from '../messages/load.js';
export const css = CSS;
