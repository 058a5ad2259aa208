// Puts the brand's own texts in place of the widget's, and says on the console which of them have no place. Loaded only where
// a brand gives some.
import { formKeys, otherKeys } from '../build-config.js';
import { warn } from '../warn.js';
import { ownTexts } from './attribute.js';

/** @param {string} message */
const warnOfMessages = (message) => warn(`messages: ${message}`);

/**
 * The lines of a language with the brand's own; a line break within a text becomes a space.
 * @param {string} lines @param {string} messages the attribute @param {string} tag
 */
export function override(lines, messages, tag) {
  try {
    JSON.parse(messages);
  } catch {
    warnOfMessages('this is no JSON, and is left out');
    return lines;
  }
  const own = ownTexts(messages, tag);
  for (const key of Object.keys(own)) {
    if (!formKeys.includes(key) && !otherKeys.includes(key)) warnOfMessages(`there is no text called ${key}`);
  }
  return lines.split('\n').map((line, at) => {
    const key = formKeys[at] ?? '';
    const text = own[key];
    if (text === undefined) return line;
    for (const [placeholder] of line.matchAll(/\{\w+\}/g)) {
      if (!text.includes(placeholder)) warnOfMessages(`${key} is without ${placeholder}`);
    }
    return text.replace(/\s+/g, ' ');
  }).join('\n');
}
