// An API on an origin of its own that answers as a test wants: for states that the real relay is hard to bring to.
import { createServer } from 'node:http';

/** An answer that comes when the test says so: `{ answer, give }`. */
export function held() {
  let give;
  const answer = new Promise((resolve) => (give = resolve));
  return { answer, give };
}

/** A record of the history, as the vendor writes it. */
export const record = (code, createdAt = Date.now(), score = 100) => (
  { type: 1, score, status: 1, product: { code: 'TIVI01', name: 'TV', id: '1' }, org: '2', code, createdAt, id: `${code} ${createdAt}` }
);

/**
 * Answers are `{ status, headers, body }`, each 200 and JSON where nothing is said, or promises of one; the last one of a
 * list stays. `asked` has every request as `{ method, path, headers, body }`.
 */
export async function api() {
  const asked = [];
  const answers = { POST: [], GET: [] };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { method, url: path, headers } = request;
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    if (method === 'OPTIONS') {
      return response.writeHead(204, { 'Access-Control-Allow-Headers': 'content-type, idempotency-key' }).end();
    }
    asked.push({ method, path, headers, body });
    const list = answers[method];
    const answer = (await (list.length > 1 ? list.shift() : list[0])) ?? { status: 404 };
    if (answer === 'lost') return response.destroy();
    response.writeHead(answer.status ?? 200, { 'Content-Type': 'application/json', ...answer.headers }).end(JSON.stringify(answer.body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    asked,
    /** What the next codes are answered with. */
    posts: (...list) => (answers.POST = list),
    /** What the next readings of the history are answered with: a list of records, or an answer. */
    has: (...list) => (answers.GET = list.map((answer) => (Array.isArray(answer) ? { body: answer } : answer))),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
