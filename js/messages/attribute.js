// The brand's own texts, from the attribute `messages`: `{"en": {"submit": "Get my points"}}`, by language and key.

/**
 * The texts of one language by key; none where the attribute holds no such thing.
 * @param {string} messages the attribute @param {string} tag @returns {Record<string, string>}
 */
export function ownTexts(messages, tag) {
  try {
    const own = JSON.parse(messages)?.[tag];
    return Object.fromEntries(Object.entries(own ?? {}).filter(([, text]) => typeof text === 'string'));
  } catch {
    return {};
  }
}

/**
 * The texts of the scanner, or of the hints, with the brand's own in place; its keys have the group before them.
 * @template {Record<string, string>} T
 * @param {T} texts by key @param {string | null | undefined} messages the attribute @param {string} tag @param {string} group
 * @returns {T}
 */
export function withOwnTexts(texts, messages, tag, group) {
  const own = messages ? ownTexts(messages, tag) : {};
  return /** @type {T} */ (Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, own[`${group}.${key}`] ?? text])));
}
