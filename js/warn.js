// Warnings for the brand's developer on the console, each one once a page.

/** @type {Set<string>} */
const warned = new Set();

/** @param {string} message */
export function warn(message) {
  if (!warned.has(message)) console.warn(`points-widget: ${message}`);
  warned.add(message);
}
