// What the scanner says. Vietnamese is built in; another language is loaded where it is spoken.
import { scannerLanguages, scannerMessages } from '../build-config.js';
import { withOwnTexts } from '../messages/attribute.js';

/** @typedef {import('../build-config.js').Locale['scanner']} ScannerMessages */

/**
 * Loads the scanner's messages in a language, with the brand's own from the attribute `messages`; Vietnamese where they cannot
 * be loaded.
 * @param {string} tag @param {string | null | undefined} messages @param {import('./scanner.js').Files} files
 */
export async function loadScannerMessages(tag, messages, { reach, round }) {
  const load = scannerLanguages[tag];
  const loaded = load && (await round(() => reach(load)).catch(() => undefined));
  return withOwnTexts(loaded?.default ?? scannerMessages, messages, tag, 'scanner');
}
