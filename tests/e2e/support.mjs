// What the end-to-end tests share: a real relay on a free port with a database of its own, and a real Chromium.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { readLocales } from '../../scripts/build/locales.mjs';
import { chromium } from '../../scripts/node_modules/playwright-core/index.mjs';

export const root = join(import.meta.dirname, '../..');
export const RELAY = process.env.RELAY ?? join(root, 'target/debug/points-relay');
export const DIST = process.env.DIST ?? join(root, 'dist');

export const CUSTOMER = { name: 'Garnacho', phone: '0867123456', email: 'garnacho@gmail.com' };

/** Words by locale, as people see them. */
export const VI = {
  code: 'Mã trên sản phẩm', name: 'Họ và tên', phone: 'Số điện thoại', email: 'Email', submit: 'Tích điểm',
  redeem: 'Tích điểm', history: 'Lịch sử', another: 'Tích mã khác', scan: 'Quét mã', close: 'Đóng', choosePhoto: 'Chọn ảnh',
  typeCode: 'Tự nhập mã', retry: 'Thử lại', remember: 'Nhớ thông tin của tôi trên máy này', forget: 'Xóa thông tin đã nhớ',
  seeHistory: 'Xem lịch sử của tôi',
};
export const EN = {
  code: 'Code on the product', name: 'Full name', phone: 'Phone', email: 'E-mail', submit: 'Collect points',
  redeem: 'Collect points', history: 'History', another: 'Collect another one', scan: 'Scan the code', close: 'Close',
  choosePhoto: 'Choose a photo', typeCode: 'Type the code', retry: 'Try again', remember: 'Remember me on this phone',
  forget: 'Forget me', seeHistory: 'See my history',
};

export const AR = {
  code: 'الرمز على المنتج', name: 'الاسم الكامل', phone: 'رقم الهاتف', email: 'البريد الإلكتروني', submit: 'جمع النقاط',
  redeem: 'جمع النقاط', history: 'السجل', another: 'إدخال رمز آخر', scan: 'قراءة الرمز بالكاميرا', close: 'إغلاق',
  choosePhoto: 'اختيار صورة', typeCode: 'كتابة الرمز', retry: 'إعادة المحاولة', remember: 'تذكّر بياناتي على هذا الجهاز',
  forget: 'حذف بياناتي المحفوظة', seeHistory: 'عرض سجلي',
};

/** The same words in any language, from its file. */
export function wordsOf(tag) {
  const { scanner, ...form } = readLocales(root)[tag];
  return { ...form, close: scanner.close, choosePhoto: scanner.choosePhoto, typeCode: scanner.type };
}

export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'points-widget-e2e-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts the relay and resolves once it listens: `{ origin, codes, log, kill, stop }`. */
export async function relay(command, args = [], env = {}) {
  const folder = args.includes('--widget') ? [] : ['--widget', DIST];
  const child = spawn(RELAY, [command, '--listen', '127.0.0.1:0', ...folder, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const log = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const codes = [];
  let origin;
  const lines = createInterface({ input: child.stdout });
  const expected = command === 'sandbox' ? 3 : 0;
  await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const address = line.match(/^API: (http:\/\/[^/]+)/);
      if (address) origin = address[1];
      const code = line.match(/^Fresh code: (\S+)/);
      if (code) codes.push(code[1]);
      if (origin && codes.length === expected) resolve();
    });
    ended.then((status) => reject(new Error(`the relay ended with ${status}: ${log.join('\n')}`)));
  });
  const stop = (signal = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return { origin, codes, log, stop };
}

export const sandbox = (folder, args = []) => relay('sandbox', ['--database', join(folder, 'points.sqlite3'), ...args]);

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css' };

/**
 * A brand's own static server, on another origin than the relay: the widget's folder lies at `/any/where/`, and pages
 * are as the test wants them. Files whose ending is in `missing` are not found, files in `altered` are not what was built;
 * `reports` has what browsers told of the pages' policies, `cookies` every cookie that came.
 */
export async function brand() {
  const pages = new Map();
  const missing = new Set();
  const altered = new Set();
  const reports = [];
  const cookies = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://brand');
    if (request.headers.cookie) cookies.push(request.headers.cookie);
    if (request.method === 'POST') {
      let text = '';
      for await (const part of request) text += part;
      reports.push(text);
      return response.end();
    }
    const page = pages.get(pathname);
    if (page) {
      for (const [name, value] of Object.entries(page.headers ?? {})) response.setHeader(name, value);
      if (page.policy) response.setHeader('Content-Security-Policy', page.policy);
      return response.setHeader('Content-Type', `${page.type}; charset=utf-8`).end(page.text);
    }
    const file = pathname.replace('/any/where/', '');
    let content = missing.has(extname(file)) ? undefined : await readFile(join(DIST, file)).catch(() => undefined);
    if (!content) return response.writeHead(404).end();
    // Still a module that runs: a custom section more, or a comment.
    if (altered.has(file)) content = Buffer.concat([content, Buffer.from(file.endsWith('.wasm') ? [0, 2, 1, 120] : '\n//')]);
    response.setHeader('Access-Control-Allow-Origin', '*'); // a brand's page may be on another origin than its files
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream').end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const page = (path, body, policy, headers = {}) => {
    pages.set(path, { type: 'text/html', text: `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Brand</title>${body}`, policy, headers });
    return `${origin}${path}`;
  };
  /** The tag of a script that runs before those that follow it, under a strict policy too. */
  const script = (path, text) => {
    pages.set(path, { type: 'text/javascript', text });
    return `<script src="${origin}${path}"></script>`;
  };
  return { origin, page, script, missing, altered, reports, cookies, close: () => server.close() };
}

/** What keeps Chromium from asking for a sandbox, a graphics card, or anything of its maker's. */
export const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export const browser = (more = []) =>
  chromium.launch({ executablePath: process.env.CHROME || '/usr/bin/chromium', args: [...QUIET, ...more] });

/** A page on which every word on the console and every error counts: `page.complaints`. */
export async function open(chrome, url, options = {}) {
  const context = await chrome.newContext({ viewport: { width: 390, height: 844 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  await page.goto(url);
  return page;
}

/** Fills the form as a customer does; empty values are left alone. */
export async function fill(page, words, values) {
  for (const [field, value] of Object.entries(values)) {
    if (value) await page.getByLabel(words[field], { exact: field !== 'email' }).fill(value);
  }
}

export const send = (page, words) => page.getByRole('button', { name: words.submit }).click();
