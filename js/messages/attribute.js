// The brand's own texts, from the attribute `messages`: `{"en": {"submit": "Get my points"}}`, by language and key.

/** The texts of one language by key; none where the attribute holds no such thing. */
export function ownTexts(messages, tag) {
  try {
    const own = JSON.parse(messages)?.[tag];
    return Object.fromEntries(Object.entries(own ?? {}).filter(([, text]) => typeof text === 'string'));
  } catch {
    return {};
  }
}

/** What the scanner or a hint says: `words` by key, with the brand's own in place; theirs have the group before the key. */
export function withOwn(words, messages, tag, group) {
  const own = messages ? ownTexts(messages, tag) : {};
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, own[`${group}.${key}`] ?? text]));
}
