// The home page's widget, with the demo API behind it.
import { freshCode } from './demo-api.js';
import '../widget/points-widget.js';

const widget = document.querySelector('points-widget');
document.getElementById('demo').addEventListener('click', () => {
  widget.code = freshCode();
  widget.name = 'Garnacho';
  widget.phone = '0867 123 456';
});
