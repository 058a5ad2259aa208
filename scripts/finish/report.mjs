// The table of what a customer downloads, and the budgets: the one place where they are kept. Bytes, Brotli 11.
import { brotli } from './pack.mjs';

const BUDGET = {
  /** Until the form works. */
  total: 66_500,
  loader: 3_000,
  /** After a tap on "Scan": until a QR code can be read, and with all formats. */
  qr: 50_000,
  formats: 90_000,
};

const line = (name, raw, bytes) => console.log(`${name.padEnd(42)}${String(raw).padStart(10)}${String(bytes).padStart(10)}`);
const sum = (rows) => rows.reduce(([raw, bytes], row) => [raw + row[1], bytes + row[2]], [0, 0]);

function table(title, files) {
  const rows = Object.entries(files).map(([name, content]) => [name, content.length, brotli(content).length]);
  line(title, 'bytes', 'Brotli');
  for (const row of rows) line(...row);
  return rows;
}

/** Prints both tables and fails above a budget. `form` and `scan` are files by name, `glue` a part of the form's. */
export function report(form, glue, scan, { entry, worker, wasm }) {
  const rows = table('before the form works', form);
  const [raw, total] = sum(rows);
  line('total', raw, total);
  line('budget', '', BUDGET.total);
  console.log(`(the second file is glue, ${brotli(glue).length} alone, and style sheet)\n`);

  const scanRows = table('after a tap on "Scan"', scan);
  const with_ = (build, chunks) => sum(scanRows.filter(([name]) => (
    name === entry || name === worker || chunks.some((chunk) => `./${name}` === wasm[chunk][build].url)
  )));
  const qr = with_('simd', ['qr']), formats = with_('simd', ['qr', 'more']);
  line('until a QR code is read', ...qr);
  line('budget', '', BUDGET.qr);
  line('all formats', ...formats);
  line('budget', '', BUDGET.formats);

  const over = [
    total > BUDGET.total && 'total', rows[0][2] > BUDGET.loader && 'loader',
    Math.max(qr[1], with_('scalar', ['qr'])[1]) > BUDGET.qr && 'qr',
    Math.max(formats[1], with_('scalar', ['qr', 'more'])[1]) > BUDGET.formats && 'formats',
  ].filter(Boolean);
  if (over.length) throw new Error(`finish: over the budget of ${over.map((name) => `${BUDGET[name]} bytes (${name})`).join(', ')}`);
}
