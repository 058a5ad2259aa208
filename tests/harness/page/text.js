// What the page shows, a line for each piece of text.
const lines = [];
const read = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return lines.push(node.data.trim());
  if (node.nodeType === Node.ELEMENT_NODE) {
    if (node.matches('script, style') || getComputedStyle(node).visibility === 'hidden') return;
    if (!node.getClientRects().length && getComputedStyle(node).display !== 'contents') return;
  }
  const children = node.localName === 'slot' ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes;
  children.forEach(read);
};
if (document.body) read(document.body);
return lines.filter(Boolean).join('\n');
