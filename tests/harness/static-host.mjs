// A static host: a folder below a path, and pages as a test wants them. For brands' pages, the widget's files, the documentation.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { DIST } from './paths.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml',
};

/** Still a module that runs, but not what was built: a custom section more, or a comment. */
const alter = (file, content) => Buffer.concat([content, Buffer.from(file.endsWith('.wasm') ? [0, 2, 1, 120] : '\n//')]);

/**
 * Serves `folder`, by default the widget's, at `/any/where/`. Files whose ending is in `missing` are not found, files in
 * `altered` are not what was built, and `lost` has the patterns of those that the network loses, each so many times; `versions`
 * changes what a file says, by its whole address. What came: `notFound` has the paths, `reports` what browsers told of the pages' policies,
 * `cookies` every cookie. Other folders than the widget's are served as plainly as hosts do, with no header but the type.
 */
export async function staticHost(folder = DIST) {
  const below = '/any/where/';
  const shared = folder === DIST ? { 'Access-Control-Allow-Origin': '*' } : {}; // a brand's page may be on another origin
  const [pages, missing, altered, lost, versions] = [new Map(), new Set(), new Set(), new Map(), new Map()];
  const [notFound, reports, cookies] = [[], [], []];

  async function fileAt(pathname) {
    if (!pathname.startsWith(below)) return undefined;
    const file = normalize(decodeURIComponent(pathname)).replace(below, '') || 'index.html';
    const content = missing.has(extname(file)) ? undefined : await readFile(join(folder, file)).catch(() => undefined);
    if (!content) return undefined;
    const headers = { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', ...shared };
    return { headers, content: altered.has(file) ? alter(file, content) : content };
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (request.headers.cookie) cookies.push(request.headers.cookie);
    if (request.method === 'POST') {
      let text = '';
      for await (const part of request) text += part;
      reports.push(text);
      return response.end();
    }
    const [loss, times] = [...lost].find(([pattern]) => pattern.test(pathname)) ?? [];
    if (times > 0) {
      lost.set(loss, times - 1);
      return response.writeHead(503, shared).end(); // a reset connection browsers would try again by themselves
    }
    const found = pages.get(pathname) ?? (await fileAt(pathname));
    const change = versions.get(request.url);
    if (found) return response.writeHead(200, found.headers).end(change ? change(String(found.content)) : found.content);
    notFound.push(pathname);
    response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin, base: origin + below, missing, altered, lost, versions, notFound, reports, cookies,
    /** Puts a page there, under this Content Security Policy, and gives its address. */
    page(path, body, policy, headers = {}) {
      const content = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Brand</title>${body}`;
      const own = policy ? { 'Content-Security-Policy': policy } : {};
      pages.set(path, { headers: { 'Content-Type': TYPES['.html'], ...headers, ...own }, content });
      return origin + path;
    },
    /** The tag of a script that runs before those that follow it, under a strict policy too. */
    script(path, content) {
      pages.set(path, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' }, content });
      return `<script src="${origin}${path}"></script>`;
    },
    /** The tag of the widget's script, with these attributes beside its address. */
    loader: (attributes = '', query = '') => `<script type="module" src="${origin}${below}points-widget.js${query}" ${attributes}></script>`,
    close: () => server.close(),
  };
}

/** The widget's tag, with a brand's fallback in it. */
export const widgetTag = (server, attributes = '') => `<points-widget api-base="${server.origin}/points" ${attributes}><p>Fallback</p></points-widget>`;
