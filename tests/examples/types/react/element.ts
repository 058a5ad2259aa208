// Right and wrong use of the element; a wrong line follows the word "wrong".
import 'points-widget/define';
import { define, tagName } from 'points-widget';
import type { PointsWidgetElement } from 'points-widget';

const ready: Promise<void> = define();
const made = document.createElement(tagName);
const found: PointsWidgetElement | null = document.querySelector('points-widget');

made.apiBase = 'https://brand.example/points';
made.view = 'redeem';
made.codeParam = null;
made.messages = { en: { submit: 'Get my points' } };
made.messages = '{}';
made.reset();
made.forget();
made.focus({ preventScroll: true });
document.body.append(made);
// wrong
made.view = 'form';
// wrong
made.apibase = '/points';
// wrong
made.theme = true;
// wrong
made.messages = 7;
// wrong
made.submit();

made.addEventListener('points-ready', ({ detail }) => detail.version.trim());
document.addEventListener('points-ready', ({ detail }) => detail.version.trim());
window.addEventListener('points-ready', ({ detail }) => detail.version.trim());
made.addEventListener('points-accumulated', (event) => {
  const score: number | null = event.detail.score;
  // wrong
  const certain: number = event.detail.score;
  // wrong
  event.detail.phone;
  return [score, certain];
});
document.addEventListener('points-rejected', ({ detail }) => {
  // wrong
  if (detail.reason === 'stolen') throw new Error();
});

export { found, ready };
