// What the brand's developer is told on the console, each thing once a page.

const warned = new Set();

export function warn(what) {
  if (!warned.has(what)) console.warn(`points-widget: ${what}`);
  warned.add(what);
}
