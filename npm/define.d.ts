/** `import 'points-widget/define'` defines the element at once. */
export type * from './index.js';
