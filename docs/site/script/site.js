// On every page: a button above each block of code that copies it.
import { copyButton } from './copy.js';

for (const block of document.querySelectorAll('.block')) {
  block.querySelector('.bar').append(copyButton(() => block.querySelector('pre').textContent));
}
