// On every page: adds a copy button to each block of code.
import { copyButton } from './copy.js';

for (const block of document.querySelectorAll('.block')) {
  block.querySelector('.bar').append(copyButton(() => block.querySelector('pre').textContent));
}
