// On every page: a button beside each block of code that copies it.
import { copyButton } from './copy.js';

for (const pre of document.querySelectorAll('pre[data-lang]:not([data-lang=""])')) {
  const block = document.createElement('div');
  block.className = 'block';
  pre.replaceWith(block);
  block.append(pre, copyButton(() => pre.textContent));
}
