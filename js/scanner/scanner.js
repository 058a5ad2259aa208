// The scanner, brought when a customer first taps "Scan" and not before: sheet, words, styles, camera and decoder. What a
// code is, the widget decides. CSS is put in by scripts/finish, as is PARTS in the modules below.
import { judge } from './classify.js';
import { ALL } from './barcode-detector.js';
import { Session } from './camera.js';
import { Sheet } from './view.js';
import { OFF, next } from './state.js';
import { words } from './words.js';
import { compile } from '../code-hints.js';
import { wear } from '../element/stylesheet.js';
import { warn } from '../element/warn.js';

/**
 * Gives the scanner's style sheet to a widget's shadow root, and resolves with what opens the scanner for `formats`
 * (separated by spaces) and codes that fit `pattern`, in the language `tag` with the brand's own `messages`; all but the
 * tag as the attributes have them.
 */
export async function open(root, { formats, pattern, tag, messages }) {
  const said = await words(tag, messages);
  wear(root, CSS);
  const wanted = readFormats(formats);
  const fits = pattern ? compile(pattern) : undefined;
  return (container, tell) => start(container, tell, said, wanted, fits);
}

/** The formats of the attribute, by `BarcodeDetector`'s names; `qr` is short for one. */
function readFormats(text) {
  const formats = (text ?? '').split(/\s+/).filter(Boolean).map((name) => (name === 'qr' ? 'qr_code' : name));
  if (formats.length && formats.every((name) => ALL.includes(name))) return [...new Set(formats)];
  if (formats.length) warn(`unknown value of formats, taken for qr_code: ${text}`);
  return ['qr_code'];
}

/**
 * Opens the scanner in `container`. `tell` hears a `{ text }` and answers with the code in it; `{ code, source, format }` to
 * be taken; and `{ done }` when the customer is through: with `found`, by closing (`scan`), or to type (`code`). The
 * returned function closes it, without a word.
 */
function start(container, tell, words, formats, fits) {
  const send = (event) => {
    state = next(state, event);
    sheet.show(state);
    if (!state.next) return;
    end();
    tell({ done: state.next });
  };
  const offer = ({ text, format }) => {
    const source = state.at === 'reading' ? 'photo' : 'camera';
    const { kind, code } = judge(text, format, (text) => tell({ text }), fits);
    if (kind === 'code') tell({ code, source, format });
    else send({ kind });
    return kind === 'code';
  };
  let state = OFF;
  const sheet = new Sheet(words, send, (name, value) => session[name](value));
  const session = new Session(sheet.stage, formats, send, offer);
  const end = () => {
    session.stop();
    sheet.element.remove();
  };
  container.append(sheet.element);
  sheet.focus();
  session.start();
  return end;
}
