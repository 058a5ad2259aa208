// The attributes of <points-widget>, and the properties that reflect them; npm/custom-elements.json says what each means.

export const ATTRIBUTES = [
  'api-base', 'lang', 'view', 'code', 'name', 'phone', 'email', 'code-param', 'code-in-url', 'code-pattern', 'formats', 'require',
  'country', 'theme', 'time-zone', 'consent-href', 'consent-version', 'remember', 'messages',
];

/** `codeParam` for `code-param`. @param {string} attribute */
const camelCase = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Gives a class of elements the property of each attribute. @param {HTMLElement} prototype */
export function reflectAttributes(prototype) {
  for (const name of ATTRIBUTES) {
    Object.defineProperty(prototype, camelCase(name), {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(name);
      },
      set(value) {
        if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, typeof value === 'object' ? JSON.stringify(value) : value);
      },
    });
  }
}

/** A property that was set before the upgrade hides the accessor of the class: sets it anew. @param {HTMLElement} element */
export function takeOverProperties(element) {
  const properties = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (element));
  const own = Object.keys(element);
  for (const name of ATTRIBUTES.map(camelCase)) {
    if (own.includes(name)) {
      const value = properties[name];
      delete properties[name];
      queueMicrotask(() => (properties[name] = value));
    }
  }
}
