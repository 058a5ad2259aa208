// Style sheets of shadow roots: adopted, which no policy forbids; a <style> where the browser is too old for that.

/** By document: a style sheet belongs to the one it was made in. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();
/** The roots that have a <style>. @type {WeakSet<ShadowRoot>} */
const styled = new WeakSet();

/**
 * Gives a root its style sheet, again where it has come into another document.
 * @param {ShadowRoot} root @param {string} css
 */
export function adopt(root, css) {
  const home = root.ownerDocument;
  try {
    let sheet = sheets.get(home);
    if (!sheet) {
      sheet = new /** @type {Window & typeof globalThis} */ (home.defaultView).CSSStyleSheet();
      sheet.replaceSync(css);
      sheets.set(home, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    if (styled.has(root)) return;
    styled.add(root);
    root.append(Object.assign(document.createElement('style'), { textContent: css }));
  }
}
