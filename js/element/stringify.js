// JSON that is right on every page: old libraries give all arrays a `toJSON`, which makes texts of them.

/** The JSON of plain data: `this` of a replacer has the value as it was before any `toJSON`. @param {unknown} data @returns {string} */
export const stringify = (data) => JSON.stringify(data, /** @this {any} @param {string} key */ function (key) {
  return this[key];
});
