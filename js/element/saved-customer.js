// Who collects, on the customer's own wish: in this browser, for the brand's origin, until it is erased. Nothing here throws.

const NAME = 'points-widget-customer';
/** The fields, as they were typed, and the version of the brand's notice that was agreed to, or null. */
const FIELDS = 4;
const LONGEST = 254;

/** `storage()` gives the browser's, or throws. */
export function customer(storage) {
  const quietly = (work) => {
    try {
      return work();
    } catch {}
  };
  return {
    /** `[name, phone, email, version]`, or undefined where storage has anything else. */
    customer: () => quietly(() => {
      const list = JSON.parse(storage().getItem(NAME));
      const isText = (text, at) => (typeof text === 'string' && text.length <= LONGEST) || (at === FIELDS - 1 && text === null);
      return list.length === FIELDS && list.every(isText) && list.slice(0, -1).some(Boolean) ? list : undefined;
    }),
    remember: (list) => quietly(() => storage().setItem(NAME, JSON.stringify(list))),
    forget: () => quietly(() => storage().removeItem(NAME)),
  };
}
