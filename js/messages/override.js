// Puts the brand's own texts in place of the widget's, and says on the console which of them have no place. Brought only where
// a brand gives some. FORM and OTHERS are put in by scripts/finish: the keys of the form's lines in their order, and all others.
import { ownTexts } from './attribute.js';
import { warn as tell } from '../element/warn.js';

const warn = (what) => tell(`messages: ${what}`);

/** The lines with the brand's own, for a language; a line break within a text becomes a space. */
export function override(lines, messages, tag) {
  try {
    JSON.parse(messages);
  } catch {
    warn('this is no JSON, and is left out');
    return lines;
  }
  const own = ownTexts(messages, tag);
  for (const key of Object.keys(own)) {
    if (!FORM.includes(key) && !OTHERS.includes(key)) warn(`there is no text called ${key}`);
  }
  return lines.split('\n').map((line, at) => {
    const text = own[FORM[at]];
    if (text === undefined) return line;
    for (const [placeholder] of line.matchAll(/\{\w+\}/g)) {
      if (!text.includes(placeholder)) warn(`${FORM[at]} is without ${placeholder}`);
    }
    return text.replace(/\s+/g, ' ');
  }).join('\n');
}
