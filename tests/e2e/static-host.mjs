// A static host: one folder, below a path, as plain as they come. No headers but the type.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

/** Serves `folder` at `/some/where/`; `asked` lists the paths that were not found. */
export async function staticHost(folder) {
  const below = '/some/where/';
  const missing = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const file = normalize(decodeURIComponent(pathname)).replace(below, '') || 'index.html';
    const content = pathname.startsWith(below) ? await readFile(join(folder, file)).catch(() => undefined) : undefined;
    if (content) return response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream').end(content);
    missing.push(pathname);
    response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { base: `http://127.0.0.1:${server.address().port}${below}`, missing, close: () => server.close() };
}
