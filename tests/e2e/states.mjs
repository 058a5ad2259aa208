// Every state that a customer can see, by name, and how it is reached: for pictures and for the tests that look at all of
// them. The answers of the API are made up here and only here, since the sandbox seldom shows some of them.
import { join } from 'node:path';
import { able, draw, sheet, video, withCamera } from './film.mjs';
import { CUSTOMER, browser, fill, open, root, sandbox, scratch, send } from './support.mjs';

const CODE = 'TIVInpmx8b98pfg';
const LONG = { code: 'NGAT06-0123456789-abcdefghijklmnopqrstuvwxyz', name: 'Nước giặt hương hoa anh đào dịu nhẹ cho da nhạy cảm, túi 3,6 kg' };
const both = '**/points/**', accumulate = '**/accumulate', history = '**/history-point**';

const answer = (status, body, headers) => (route) => route.fulfill({ status, contentType: 'application/json', headers, body: JSON.stringify(body) });
const product = [{ code: 'TIVI01', name: 'TV' }, { code: 'NGAT06', name: 'Nước giặt 3,6 kg' }, { code: 'TULA02', name: 'Tủ lạnh 236 lít' }];
const rows = (count, more) => Array.from({ length: count }, (_, n) => ({
  id: `r${n}`, code: `TIVInpmx8b${String(n).padStart(3, '0')}`, status: n % 7 === 3 ? 0 : 1, score: [100, 20, 150][n % 3],
  type: 1, createdAt: 1_692_084_490_615 - n * 86_400_000 * 1.4, product: product[n % 3], ...more,
}));
const mine = answer(200, [{ ...rows(1)[0], code: CODE }]);

/** Fills the form, and sends it to an API that answers so. */
async function redeem(page, words, answers) {
  for (const [url, reply] of Object.entries(answers)) await page.route(url, reply);
  await fill(page, words, { code: CODE, ...CUSTOMER });
  await send(page, words);
}
async function read(page, words, reply) {
  await page.route(history, reply);
  await fill(page, words, CUSTOMER);
  await page.getByRole('tab', { name: words.history }).click();
}
const seen = (page, selector) => page.locator(`points-widget ${selector}`).first().waitFor();
const told = (page) => page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
const button = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** Timers of so many milliseconds run at once, or (`Infinity`) never. */
const hurry = (page, from, to) => page.evaluate(([from, to]) => {
  const later = window.setTimeout;
  window.setTimeout = (work, wait, ...rest) => (wait !== from ? later(work, wait, ...rest) : to === null ? 0 : later(work, to, ...rest));
}, [from, to === Infinity ? null : to]);

/** Gives the widget a pattern, and waits until that is known. */
async function expect(page, pattern) {
  const [response] = await Promise.all([
    page.waitForResponse(/pattern-/),
    page.evaluate((pattern) => document.querySelector('points-widget').setAttribute('code-pattern', pattern), pattern),
  ]);
  await page.evaluate((url) => import(url).then(() => {}), response.url());
}

/** Opens the scanner, with the browser's own detector replaced by one that sees what `window.found` says. */
async function scan(page, words) {
  await page.evaluate(() => {
    window.found = [];
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'upc_a'];
      detect = async () => window.found;
    };
  });
  await button(page, words.scan);
  await seen(page, '[data-at=live]');
}
/** Changes what the scanner says, and waits until it does. */
async function until(page, change, argument) {
  const says = page.getByRole('group').getByRole('status');
  const before = await says.textContent();
  await page.evaluate(change, argument);
  await says.filter({ hasNotText: before }).waitFor();
}
const denied = (name) => async (page, words) => {
  await page.evaluate((name) => (navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException('', name);
  }), name);
  await button(page, words.scan);
  await seen(page, '[data-at=stopped]');
};

/** `name: async (page, words) => {}`, from the form as it opens. */
export const STATES = {
  form: async () => {},
  faults: async (page, words) => {
    await send(page, words);
    await seen(page, '[aria-invalid]');
  },
  phone: async (page, words) => {
    await fill(page, words, { code: CODE, ...CUSTOMER, phone: '0167123456 7', email: 'garnacho@' });
    await send(page, words);
    await seen(page, '[aria-invalid]');
  },
  sending: async (page, words) => {
    await hurry(page, 5000, 0);
    await redeem(page, words, { [both]: () => {} });
    await page.getByRole('status').filter({ hasText: /\S/ }).first().waitFor();
  },
  success: async (page, words) => {
    await redeem(page, words, { [accumulate]: answer(200, { success: 1 }), [history]: mine });
    await page.getByText(/\+\W?100/).waitFor();
  },
  waiting: async (page, words) => {
    await redeem(page, words, { [accumulate]: answer(200, { success: 1 }), [history]: answer(200, []) });
    await page.getByRole('button', { name: words.another }).waitFor();
  },
  used: async (page, words) => {
    await redeem(page, words, { [accumulate]: answer(409, { success: 0 }), [history]: answer(200, []) });
    await seen(page, '[aria-invalid]');
  },
  yours: async (page, words) => {
    await redeem(page, words, { [accumulate]: answer(200, { success: 0 }), [history]: mine });
    await page.getByText(/\+\W?100/).waitFor();
  },
  setup: async (page, words) => {
    await redeem(page, words, { [accumulate]: answer(401, {}) });
    await told(page);
  },
  unconfirmed: async (page, words) => {
    await redeem(page, words, { [both]: answer(500, {}) });
    await page.getByText(CODE).waitFor();
  },
  wait: async (page, words) => {
    await redeem(page, words, { [accumulate]: answer(429, {}, { 'Retry-After': '30' }) });
    await page.getByText(/\b(30|2\d)\b/).waitFor();
  },
  stillopen: async (page, words) => {
    await STATES.unconfirmed(page, words);
    await button(page, words.another);
    await page.getByRole('button', { name: CODE }).waitFor();
  },
  pending: async (page, words) => {
    await STATES.stillopen(page, words);
    await page.getByRole('button', { name: CODE }).click();
    await page.getByRole('button', { name: CODE }).waitFor({ state: 'detached' });
  },
  hint: async (page, words) => {
    await expect(page, 'TIVI[a-z0-9]{11}');
    await page.getByLabel(words.code, { exact: true }).fill('T1VInpmx8b98pfg');
    await seen(page, '.warning');
  },
  barcode: async (page, words) => {
    await expect(page, 'TIVI[a-z0-9]{11}');
    await page.getByLabel(words.code, { exact: true }).fill('8934563138165');
    await seen(page, '.warning');
  },

  consent: async (page) => {
    await page.evaluate(() => Object.assign(document.querySelector('points-widget'), { consentHref: '/privacy', consentVersion: '1' }));
    await seen(page, '#consent');
  },
  consentwrong: async (page, words) => {
    await STATES.consent(page);
    await fill(page, words, { code: CODE, ...CUSTOMER });
    await send(page, words);
    await seen(page, '#consent[aria-invalid]');
  },
  remembered: async (page, words) => {
    await page.getByLabel(words.remember).check();
    await STATES.success(page, words);
    await button(page, words.another);
    await page.getByRole('button', { name: words.forget }).waitFor();
  },
  forgotten: async (page, words) => {
    await STATES.remembered(page, words);
    await button(page, words.forget);
    await page.getByLabel(words.name, { exact: true }).waitFor();
  },

  scanmissing: async (page, words) => {
    await page.route('**/camera-*', (route) => route.abort());
    await button(page, words.scan);
    await seen(page, '.warning');
  },
  scanopening: async (page, words) => {
    await page.evaluate(() => (navigator.mediaDevices.getUserMedia = () => new Promise(() => {})));
    await button(page, words.scan);
    await seen(page, '[data-at=starting]');
  },
  scan,
  scanswitches: async (page, words) => {
    await page.evaluate(able);
    await scan(page, words);
    await seen(page, '[aria-pressed]');
  },
  scanlate: async (page, words) => {
    await scan(page, words);
    await until(page, () => {
      const now = performance.now.bind(performance);
      window.found = [{ rawValue: 'x', format: 'qr_code', cornerPoints: [{ x: 0, y: 0 }] }]; // beside the frame
      performance.now = () => now() + 5000;
    });
  },
  scanbarcode: async (page, words) => {
    await scan(page, words);
    await until(page, () => (window.found = [{ rawValue: '8934563138165', format: 'ean_13', cornerPoints: [] }]));
  },
  scanfound: async (page, words) => {
    await hurry(page, 700, Infinity); // the outline stays
    await button(page, words.scan);
    await seen(page, '[data-at=found]');
  },
  scandenied: denied('NotAllowedError'),
  scanabsent: denied('NotFoundError'),
  scanblank: async (page, words) => {
    await denied('NotReadableError')(page, words);
    const says = page.getByRole('group').getByRole('status');
    const before = await says.textContent();
    await page.getByLabel(words.choosePhoto).setInputFiles(join(root, 'docs/widget.png'));
    await page.locator('[data-at=stopped]').filter({ hasNotText: before }).waitFor();
  },

  ask: (page, words) => page.getByRole('tab', { name: words.history }).click(),
  askwrong: async (page, words) => {
    await STATES.ask(page, words);
    await page.locator('points-widget form button').click();
    await seen(page, '[aria-invalid]');
  },
  list: async (page, words) => {
    await read(page, words, answer(200, rows(20)));
    await page.getByRole('listitem').nth(19).waitFor();
  },
  long: async (page, words) => {
    await read(page, words, answer(200, rows(2, { score: 1_234_567, code: LONG.code, product: LONG })));
    await page.getByRole('listitem').first().waitFor();
  },
  more: async (page, words) => {
    await read(page, words, (route) => (route.request().url().includes('page=2') ? undefined : answer(200, rows(20))(route)));
    const more = page.locator('points-widget .quiet');
    const before = await more.textContent();
    await more.click();
    await more.filter({ hasNotText: before }).waitFor();
  },
  morefailed: async (page, words) => {
    await read(page, words, (route) => answer(...(route.request().url().includes('page=2') ? [404, {}] : [200, rows(20)]))(route));
    await page.locator('points-widget .quiet').click();
    await told(page);
  },
  dates: async (page, words) => {
    await read(page, words, answer(200, rows(4)));
    await page.getByRole('combobox').selectOption({ index: 3 });
    await seen(page, '#from');
  },
  dateswrong: async (page, words) => {
    await STATES.dates(page, words);
    await page.locator('#from').fill('2023-08-31');
    await page.locator('#to').fill('2023-08-01');
    await told(page);
  },
  loading: async (page, words) => {
    await read(page, words, () => {});
    await seen(page, '.skeleton');
  },
  empty: async (page, words) => {
    await read(page, words, answer(200, []));
    await seen(page, '.badge');
  },
  emptydates: async (page, words) => {
    await STATES.empty(page, words);
    await page.getByRole('combobox').selectOption({ index: 1 });
    await page.locator('points-widget .title').waitFor({ state: 'detached' });
    await seen(page, '.badge');
  },
  failed: async (page, words) => {
    await read(page, words, answer(404, {}));
    await told(page);
  },
};

/** A relay, and a Chromium whose camera sees one of its codes: `{ enter, close }`. */
export async function studio() {
  const home = scratch();
  const relay = await sandbox(home.folder);
  const plain = await browser();
  const [{ svg }] = await sheet(relay.origin, 1);
  const scene = await draw(plain, [{ svg, x: 205, y: 105, size: 230 }]);
  await plain.close();
  const chrome = await withCamera(video(home.folder, [[scene, 20]]));
  return {
    relay,
    chrome,
    /** A page in this state, in this language (`[tag, words]`); nothing on it moves any more. */
    async enter(state, [lang, words], options) {
      const page = await open(chrome, `${relay.origin}/`, { reducedMotion: 'reduce', ...options });
      await page.evaluate((lang) => (document.documentElement.lang = document.querySelector('points-widget').lang = lang), lang);
      await page.getByRole('tab', { name: words.history }).waitFor();
      await STATES[state](page, words);
      await still(page);
      return page;
    },
    async close() {
      await chrome.close();
      await relay.stop();
      home.remove();
    },
  };
}

/** Waits until what was to fade in is there, and the focus where it goes. */
export const still = (page) => page.evaluate(async () => {
  const { shadowRoot } = document.querySelector('points-widget');
  const frame = () => new Promise(requestAnimationFrame);
  for (let quiet = 0; quiet < 3; quiet++) {
    await frame();
    await Promise.allSettled(shadowRoot.getAnimations().map((animation) => animation.finished));
  }
});
