// The visible field, button or tab whose name begins so, through open shadow roots; the one with the shortest name.
const [kind, name] = arguments;
const is = { field: 'input, select, textarea', button: 'button:not([role]), [role=button], a[href]', tab: '[role=tab]' }[kind];
const found = [];
const words = (node) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const look = (root) => {
  for (const node of root.querySelectorAll('*')) {
    if (node.shadowRoot) look(node.shadowRoot);
    if (!node.matches(is) || !node.getClientRects().length) continue;
    const label = node.ariaLabel ?? node.getAttribute('aria-label') ?? '';
    const names = [label, ...[...(node.labels ?? [])].map(words), kind === 'field' ? '' : words(node)];
    const fitting = names.filter((text) => text.startsWith(name)).sort((a, b) => a.length - b.length)[0];
    if (fitting) found.push([fitting.length, node]);
  }
};
look(document);
return found.sort(([a], [b]) => a - b)[0]?.[1] ?? null;
