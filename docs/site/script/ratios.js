// The contrast of text on the accent and of accent-coloured text, in the themes that are shown.
import { contrast, derive } from './colour.js';
import { PROPERTIES, DARK } from './generated.js';

const LEAST = 4.5; // WCAG 2.2, 1.4.3
const said = (ratio) => `${(Math.floor(ratio * 10) / 10).toFixed(1)}\u00A0:\u00A01`;

/** Rows of `{ label, text, ground, ratio, note }`: colours as `#rrggbb`, the ratio from 1 to 21. */
export function ratios(accent, theme) {
  const { on, light, dark } = derive(accent);
  const rows = [{ label: 'Text on the accent', text: on, ground: accent }];
  for (const [name, text, ground] of [['light', light, PROPERTIES['--points-surface']], ['dark', dark, DARK['--points-surface']]]) {
    if (theme !== 'auto' && theme !== name) continue;
    const plain = contrast(accent, ground);
    const note = plain < LEAST ? `your colour itself: ${said(plain)}` : '';
    rows.push({ label: `Accent as text, ${name}`, text, ground, note });
  }
  return rows.map((row) => ({ ...row, ratio: contrast(row.text, row.ground) }));
}

/** Fills the list, and the note on browsers without relative colours. */
export function showRatios(list, sentence, accent, theme) {
  list.replaceChildren(...ratios(accent, theme).map(({ label, text, ground, ratio, note }) => {
    const item = document.createElement('li');
    const sample = Object.assign(document.createElement('span'), { className: 'sample', textContent: 'Aa' });
    sample.setAttribute('aria-hidden', 'true');
    sample.style.color = text;
    sample.style.background = ground;
    const words = Object.assign(document.createElement('span'), { textContent: label });
    const small = Object.assign(document.createElement('small'), { textContent: note && ` ${text}; ${note}` });
    words.append(small);
    const verdict = ratio < LEAST ? `${said(ratio)}, too little` : said(ratio);
    const figure = Object.assign(document.createElement('b'), { textContent: verdict, className: ratio < LEAST ? 'low' : '' });
    item.append(sample, words, figure);
    return item;
  }));
  const white = contrast('#ffffff', accent);
  sentence.textContent = white < LEAST
    ? `Browsers before Chrome 119, Safari 16.4 and Firefox 128 do not derive colours and put white on it: ${said(white)}, too little. A darker accent works there too.`
    : '';
}
