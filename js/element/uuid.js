// Random names.

/** A new UUID (version 4): `crypto.randomUUID` is missing on plain http, and before Chrome 92 and Safari 15.4. */
export function uuid() {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte, at) => {
    if (at === 6) byte = (byte & 15) | 64; // the version
    if (at === 8) byte = (byte & 63) | 128; // the variant
    return (byte + 256).toString(16).slice(1);
  }).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
