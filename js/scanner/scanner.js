// The scanner, loaded when a customer first taps "Scan" and not before: view, messages, style sheet, camera and decoder. What a
// code is, the widget decides.
import { scannerCss } from '../build-config.js';
import { compile } from '../code-pattern.js';
import { adopt } from '../element/stylesheet.js';
import { warn } from '../warn.js';
import { ALL_FORMATS } from './barcode-detector.js';
import { Camera } from './camera.js';
import { classify } from './classify.js';
import { loadScannerMessages } from './messages.js';
import { OFF, next } from './state.js';
import { View } from './view.js';

/**
 * What the scanner tells the widget: a `text` it read, which is answered with the code in it; a `code` to be taken; or that the
 * customer is `done`, and where the customer goes on.
 * @typedef {{ text: string }
 *   | { code: string, source: 'camera' | 'photo', format: string }
 *   | { done: import('./state.js').Next }} Told
 */
/** @typedef {(told: Told) => string | undefined} Tell */
/** Opens the scanner in a container; what it returns closes it, without telling. @typedef {(container: Element, tell: Tell) => () => void} OpenScanner */

/** All but the tag as the attributes have them. @typedef {object} Settings
 * @property {string | null | undefined} formats
 * @property {string | null | undefined} pattern
 * @property {string | null | undefined} messages
 * @property {string} tag the language
 * @property {Files} files
 */

/** How a file that does not come is asked for again. @typedef {Pick<typeof import('../element/try-again.js'), 'reach' | 'round'>} Files */

/**
 * Gives the scanner's style sheet to a widget's shadow root, and resolves with what opens the scanner.
 * @param {ShadowRoot} root @param {Settings} settings @returns {Promise<OpenScanner>}
 */
export async function open(root, { formats, pattern, tag, messages, files }) {
  const loaded = await loadScannerMessages(tag, messages, files);
  adopt(root, scannerCss);
  const wanted = readFormats(formats);
  const fits = pattern ? compile(pattern) : undefined;
  return (container, tell) => start(container, tell, loaded, wanted, files, fits);
}

/** The formats of the attribute, by `BarcodeDetector`'s names; `qr` is short for one. @param {string | null | undefined} text */
function readFormats(text) {
  const formats = (text ?? '').split(/\s+/).filter(Boolean).map((name) => (name === 'qr' ? 'qr_code' : name));
  if (formats.length && formats.every((name) => ALL_FORMATS.includes(name))) return [...new Set(formats)];
  if (formats.length) warn(`unknown value of formats, taken for qr_code: ${text}`);
  return ['qr_code'];
}

/**
 * @param {Element} container @param {Tell} tell @param {import('./messages.js').ScannerMessages} messages @param {string[]} formats
 * @param {Files} files @param {import('../code-pattern.js').Fits} [fits]
 */
function start(container, tell, messages, formats, files, fits) {
  /** @param {import('./state.js').Event} event */
  const send = (event) => {
    state = next(state, event);
    view.show(state);
    if (!state.next) return;
    end();
    tell({ done: state.next });
  };
  /** @param {import('./barcode-detector.js').Found} found */
  const offer = ({ text, format }) => {
    const source = state.at === 'reading' ? 'photo' : 'camera';
    const classified = classify(text, format, (text) => tell({ text }), fits);
    if (classified.kind === 'code') tell({ code: classified.code, source, format });
    else send({ kind: classified.kind });
    return classified.kind === 'code';
  };
  let state = OFF;
  const view = new View(messages, send, (command, argument) => camera[command](/** @type {never} */ (argument)));
  const camera = new Camera(view.stage, formats, files, send, offer);
  const end = () => {
    camera.stop();
    view.element.remove();
  };
  container.append(view.element);
  view.focus();
  camera.start();
  return end;
}
