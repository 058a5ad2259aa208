// Style sheets for shadow roots: adopted, which no policy forbids; a <style> where the browser is too old for that.

const sheets = new WeakMap(); // by document: a sheet belongs to the one it was made in
const styled = new WeakSet();

/** Gives a root its style sheet, again where it has come into another document. */
export function wear(root, css) {
  const home = root.ownerDocument;
  try {
    let sheet = sheets.get(home);
    if (!sheet) {
      sheet = new home.defaultView.CSSStyleSheet();
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
