// Pictures of every state, at three widths, in both themes and languages, from the real widget and relay: to look at.
// node scripts/screenshots.mjs FOLDER [STATE]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { draw, sheet, video, withCamera } from '../tests/e2e/film.mjs';
import { CUSTOMER, EN, VI, browser, fill, open, root, sandbox, scratch, send } from '../tests/e2e/support.mjs';

const folder = process.argv[2] ?? 'target/screenshots';
const only = process.argv[3];
mkdirSync(folder, { recursive: true });
const home = scratch();
const relay = await sandbox(home.folder);
const plain = await browser();
// The camera sees a bottle's label: one of the sandbox's codes.
const [{ svg }] = await sheet(relay.origin, 1);
const scene = await draw(plain, [{ svg, x: 205, y: 105, size: 230 }]);
await plain.close();
const chrome = await withCamera(video(home.folder, [[scene, 20]]));
const api = '**/points/**';

/** An answer of the API, made up here and only here: pictures need states that the sandbox seldom shows. */
const answer = (status, body) => (route) => route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
const rows = (count) => Array.from({ length: count }, (_, n) => ({
  id: `r${n}`, code: `TIVInpmx8b${String(n).padStart(3, '0')}`, status: n % 7 === 3 ? 0 : 1, score: [100, 20, 150][n % 3],
  type: 1, createdAt: 1_692_084_490_615 - n * 86_400_000 * 1.4,
  product: [{ code: 'TIVI01', name: 'TV' }, { code: 'NGAT06', name: 'Nước giặt 3,6 kg' }, { code: 'TULA02', name: 'Tủ lạnh 236 lít' }][n % 3],
}));

const filled = (page, words, code = 'TIVInpmx8b98pfg') => fill(page, words, { code, ...CUSTOMER });
/** Opens the scanner, in whose place the browser's own detector says what was found. */
async function scan(page, words, found) {
  await page.evaluate((found) => {
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'upc_a'];
      detect = async () => [found];
    };
  }, found);
  await page.getByRole('button', { name: words.scan, exact: true }).click();
}
const square = (at) => [[at, at], [at + 9, at], [at + 9, at + 9], [at, at + 9]].map(([x, y]) => ({ x, y }));
const beside = { rawValue: 'x', format: 'qr_code', cornerPoints: square(0) };
const denied = (name) => async (page, words) => {
  await page.evaluate((name) => (navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException('', name);
  }), name);
  await page.getByRole('button', { name: words.scan, exact: true }).click();
  await page.waitForTimeout(400);
};
const history = (page, words) => page.getByRole('tab', { name: words.history }).click();
const states = {
  form: async () => {},
  faults: async (page, words) => {
    await send(page, words);
  },
  phone: async (page, words) => {
    await filled(page, words);
    await page.getByLabel(words.phone, { exact: true }).fill('0167123456 7');
    await page.getByLabel(words.email).fill('garnacho@');
    await send(page, words);
  },
  sending: async (page, words) => {
    await page.route(api, () => {});
    await filled(page, words);
    await send(page, words);
    await page.waitForTimeout(5600);
  },
  success: async (page, words) => {
    await page.route('**/accumulate', answer(200, { success: 1 }));
    await page.route('**/history-point**', answer(200, [{ ...rows(1)[0], code: 'TIVInpmx8b98pfg' }]));
    await filled(page, words);
    await send(page, words);
    await page.getByText('+100').waitFor();
  },
  waiting: async (page, words) => {
    await page.route('**/accumulate', answer(200, { success: 1 }));
    await page.route('**/history-point**', answer(200, []));
    await filled(page, words);
    await send(page, words);
    await page.getByRole('button', { name: words.another }).waitFor();
  },
  used: async (page, words) => {
    await page.route('**/accumulate', answer(409, { success: 0 }));
    await page.route('**/history-point**', answer(200, []));
    await filled(page, words);
    await send(page, words);
    await page.waitForTimeout(600);
  },
  yours: async (page, words) => {
    await page.route('**/accumulate', answer(200, { success: 0 }));
    await page.route('**/history-point**', answer(200, [{ ...rows(1)[0], code: 'TIVInpmx8b98pfg' }]));
    await filled(page, words);
    await send(page, words);
    await page.waitForTimeout(600);
  },
  setup: async (page, words) => {
    await page.route('**/accumulate', answer(401, {}));
    await filled(page, words);
    await send(page, words);
    await page.waitForTimeout(600);
  },
  unconfirmed: async (page, words) => {
    await page.route(api, answer(500, {}));
    await filled(page, words);
    await send(page, words);
    await page.waitForTimeout(600);
  },
  wait: async (page, words) => {
    await page.route('**/accumulate', (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '30' }, body: '{}' }));
    await filled(page, words);
    await send(page, words);
    await page.waitForTimeout(600);
  },
  stillopen: async (page, words) => {
    await page.route(api, answer(500, {}));
    await filled(page, words);
    await send(page, words);
    await page.getByRole('button', { name: words.another }).click();
    await page.waitForTimeout(300);
  },
  pending: async (page, words) => {
    await states.stillopen(page, words);
    await page.getByRole('button', { name: 'TIVInpmx8b98pfg' }).click();
    await page.waitForTimeout(300);
  },
  hint: async (page, words) => {
    await page.evaluate(() => document.querySelector('points-widget').setAttribute('code-pattern', 'TIVI[a-z0-9]{11}'));
    await page.waitForTimeout(300);
    await page.getByLabel(words.code, { exact: true }).fill('T1VInpmx8b98pfg');
  },
  barcode: async (page, words) => {
    await page.evaluate(() => document.querySelector('points-widget').setAttribute('code-pattern', 'TIVI[a-z0-9]{11}'));
    await page.waitForTimeout(300);
    await page.getByLabel(words.code, { exact: true }).fill('8934563138165');
  },
  scanopening: async (page, words) => {
    await page.evaluate(() => (navigator.mediaDevices.getUserMedia = () => new Promise(() => {})));
    await page.getByRole('button', { name: words.scan, exact: true }).click();
    await page.waitForTimeout(400);
  },
  scan: async (page, words) => {
    await scan(page, words, beside);
    await page.waitForTimeout(1200);
  },
  scanlate: async (page, words) => {
    await scan(page, words, beside);
    await page.waitForTimeout(6500);
  },
  scanbarcode: async (page, words) => {
    await scan(page, words, { rawValue: '8934563138165', format: 'ean_13', cornerPoints: square(240) });
    await page.waitForTimeout(1200);
  },
  scanfound: async (page, words) => {
    await page.evaluate(() => {
      const later = window.setTimeout; // the outline stays for the picture
      window.setTimeout = (work, wait, ...rest) => (wait === 700 ? 0 : later(work, wait, ...rest));
    });
    await page.getByRole('button', { name: words.scan, exact: true }).click();
    await page.waitForTimeout(2500);
  },
  scandenied: denied('NotAllowedError'),
  scanabsent: denied('NotFoundError'),
  scanblank: async (page, words) => {
    await denied('NotReadableError')(page, words);
    await page.getByLabel(words.choosePhoto).setInputFiles(join(root, 'docs/widget.png'));
    await page.waitForTimeout(1500);
  },
  ask: history,
  list: async (page, words) => {
    await page.route('**/history-point**', answer(200, rows(20)));
    await filled(page, words);
    await history(page, words);
    await page.waitForTimeout(300);
  },
  dates: async (page, words) => {
    await page.route('**/history-point**', answer(200, rows(4)));
    await filled(page, words);
    await history(page, words);
    await page.getByRole('combobox').selectOption({ index: 3 });
    await page.waitForTimeout(300);
  },
  loading: async (page, words) => {
    await page.route('**/history-point**', () => {});
    await filled(page, words);
    await history(page, words);
    await page.waitForTimeout(700);
  },
  empty: async (page, words) => {
    await page.route('**/history-point**', answer(200, []));
    await filled(page, words);
    await history(page, words);
    await page.waitForTimeout(300);
  },
  failed: async (page, words) => {
    await page.route('**/history-point**', answer(404, {}));
    await filled(page, words);
    await history(page, words);
    await page.waitForTimeout(300);
  },
};

for (const [name, enter] of Object.entries(states).filter(([name]) => !only || name.startsWith(only))) {
  for (const [lang, words] of Object.entries({ vi: VI, en: EN })) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(chrome, `${relay.origin}/`, { colorScheme, reducedMotion: 'reduce' });
      await page.evaluate((lang) => (document.querySelector('points-widget').lang = lang), lang);
      await page.getByRole('tab', { name: words.redeem }).waitFor();
      await enter(page, words);
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}-${lang}.png`), fullPage: true });
      }
      await page.context().close();
    }
  }
  console.log(name);
}
await chrome.close();
await relay.stop();
home.remove();
