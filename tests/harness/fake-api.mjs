// The API, answering as a test wants: for states that the real relay is hard to bring to. On an origin of its own, or in a page
// of Playwright's in place of the API that stands there.
import { createServer } from 'node:http';
import { until } from './person.mjs';

/** An answer that comes when the test says so: `{ answer, give }`. */
export function held() {
  let give;
  const answer = new Promise((resolve) => (give = resolve));
  return { answer, give };
}

/** An answer that never comes. */
export const NEVER = new Promise(() => {});

/** A record of the history, as the vendor writes it. */
export const record = (code, createdAt = Date.now(), score = 100) => (
  { type: 1, score, status: 1, product: { code: 'TIVI01', name: 'TV', id: '1' }, org: '2', code, createdAt, id: `${code} ${createdAt}` }
);

/**
 * Answers are `{ status, headers, body }`, each 200 and JSON where nothing is said, or `'lost'`, where the connection ends; or
 * promises of one. The last one of a list stays. `asked` has every request as `{ method, path, headers, body }`.
 */
function play() {
  const asked = [];
  const answers = { POST: [], GET: [] };
  const count = (method) => asked.filter((request) => request.method === method).length;
  return {
    asked,
    /** What waits until there has been one more request of this method than now. */
    expects(method) {
      const before = count(method);
      return () => until(() => count(method) > before, async () => `no ${method} came`);
    },
    /** What the next codes are answered with. */
    posts: (...list) => (answers.POST = list),
    /** What the next readings of the history are answered with: a list of records, or an answer. */
    has: (...list) => (answers.GET = list.map((answer) => (Array.isArray(answer) ? { body: answer } : answer))),
    /** Resolves to `'lost'`, or to `{ status, headers, body }` with the text of the body. */
    async answer(request) {
      asked.push(request);
      const list = answers[request.method];
      const answer = (await (list.length > 1 ? list.shift() : list[0])) ?? { status: 404 };
      if (answer === 'lost') return answer;
      const { status = 200, headers, body } = answer;
      return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) ?? '' };
    },
  };
}

/** The fake on an origin of its own. */
export async function fakeApi() {
  const { answer, ...api } = play();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { method, url: path, headers } = request;
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    if (method === 'OPTIONS') {
      return response.writeHead(204, { 'Access-Control-Allow-Headers': 'content-type, idempotency-key' }).end();
    }
    const given = await answer({ method, path, headers, body });
    if (given === 'lost') return response.destroy();
    response.writeHead(given.status, given.headers).end(given.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...api,
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const replaced = new WeakMap();

/** The fake in place of the API that this page of Playwright's asks; the same one, however often it is called for. */
export async function replaceApi(page) {
  if (replaced.has(page)) return replaced.get(page);
  const { answer, ...api } = play();
  replaced.set(page, api);
  await page.route(/\/points\/(accumulate|history-point)/, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const given = await answer({ method: request.method(), path: pathname + search, headers: request.headers(), body: request.postData() ?? '' });
    // A page that went away meanwhile waits for no answer.
    await (given === 'lost' ? route.abort('connectionreset') : route.fulfill(given)).catch(() => {});
  });
  return api;
}
