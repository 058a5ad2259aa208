// The API of the site's live widgets, inside the page: answers as the relay's sandbox does, for made-up codes.
// No request leaves the page, and a reload resets everything.

/** The `api-base` of the widgets on this site; only requests to URLs below it are answered here. */
export const BASE = new URL('demo-api', document.baseURI).href;

const PRODUCTS = [
  { code: 'TIVI01', name: 'TV', id: 'demo-1', prefix: 'TIVI', score: 100 },
  { code: 'BEPT03', name: 'Bếp từ đôi', id: 'demo-2', prefix: 'BEPT', score: 120 },
  { code: 'QUAT04', name: 'Quạt đứng', id: 'demo-3', prefix: 'QUAT', score: 30 },
];
const SERIALS = ['npmx8b98pfg', 'h4k7w2c9tqz', 'm3v8d5r6ybn', 'c7j2p9x4wfa', 'k6t3z8n5gqe', 'w9b4h7m2vdx'];

/** One-time codes; a reload makes them unused again. */
export const CODES = SERIALS.map((serial, n) => PRODUCTS[n % PRODUCTS.length].prefix + serial);

const used = new Set();
const records = [];

/** The first unused code; the first of all when every one is used. */
export const freshCode = () => CODES.find((code) => !used.has(code)) ?? CODES[0];

function accumulate({ code, data }) {
  const product = PRODUCTS.find(({ prefix }) => code.startsWith(prefix) && CODES.includes(code));
  const counts = product && !used.has(code);
  if (counts) used.add(code);
  records.unshift({
    id: `demo-${records.length}`, type: 1, status: counts ? 1 : 0, score: counts ? product.score : 0, code,
    serialNumber: code.slice(4), createdAt: Date.now(), contact: data,
    product: product && { code: product.code, name: product.name, id: product.id },
  });
  if (counts) return { success: 1 };
  return { success: 0, message: product ? 'Code already used' : 'Code does not exist' };
}

function history(query) {
  const holds = (list, value) => value === null || list.some((entry) => entry.value === value);
  const from = Number(query.get('createdAtRangeFrom') ?? 0);
  const to = Number(query.get('createdAtRangeTo') ?? Infinity);
  const first = (Number(query.get('page') ?? 1) - 1) * 20;
  return records
    .filter(({ contact, createdAt }) => holds(contact.phones, query.get('phone')) && holds(contact.emails, query.get('email'))
      && createdAt >= from && createdAt <= to)
    .slice(first, first + 20);
}

const elsewhere = window.fetch;

window.fetch = async (target, init) => {
  const address = new URL(target.url ?? target, document.baseURI);
  if (!address.href.startsWith(`${BASE}/`)) return elsewhere.call(window, target, init);
  const request = new Request(target, init);
  await new Promise((resolve) => setTimeout(resolve, 250)); // the latency of a server near by
  request.signal.throwIfAborted();
  return Response.json(request.method === 'POST' ? accumulate(await request.json()) : history(address.searchParams));
};
