// Every state that a customer can see, by name, and how it is reached: for pictures and for the tests that look at all of
// them. The fake API answers, since the sandbox seldom shows some of them.
import { join } from 'node:path';
import { capable, detector, fails } from './camera-page.mjs';
import { draw, startFilming } from './camera-video.mjs';
import { NEVER, record, replaceApi } from './fake-api.mjs';
import { root } from './paths.mjs';
import { sheet } from './relay.mjs';
import { CUSTOMER } from './words.mjs';

const CODE = 'TIVInpmx8b98pfg';
const LONG = { code: 'NGAT06-0123456789-abcdefghijklmnopqrstuvwxyz', name: 'Nước giặt hương hoa anh đào dịu nhẹ cho da nhạy cảm, túi 3,6 kg' };
const OK = { body: { success: 1 } };
const REFUSED = { body: { success: 0 } };
const status = (status, headers) => ({ status, headers, body: {} });
const product = [{ code: 'TIVI01', name: 'TV' }, { code: 'NGAT06', name: 'Nước giặt 3,6 kg' }, { code: 'TULA02', name: 'Tủ lạnh 236 lít' }];
const rows = (count, more) => Array.from({ length: count }, (_, n) => ({
  ...record(`TIVInpmx8b${String(n).padStart(3, '0')}`, 1_692_084_490_615 - n * 86_400_000 * 1.4, [100, 20, 150][n % 3]),
  status: n % 7 === 3 ? 0 : 1, product: product[n % 3], ...more,
}));
const mine = rows(1, { code: CODE });

/** Fills the form, and sends it to an API that answers so; and so, where the history is then read. */
async function redeem(person, words, answer, ...history) {
  const api = await replaceApi(person.page);
  api.posts(answer);
  api.has(...history);
  await person.redeem(words, { code: CODE, ...CUSTOMER });
}
/** Asks for the history from an API that answers so. */
async function read(person, words, ...answers) {
  const api = await replaceApi(person.page);
  api.has(...answers);
  await person.fillForm(words, CUSTOMER);
  await person.choose(words.history);
}
/** Waits for a part of the widget, by its selector. */
const seen = ({ page }, selector) => page.locator(`points-widget ${selector}`).first().waitFor();
/** Waits for an alert that says something. */
const told = ({ page }) => page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();

/** Timers of so many milliseconds run at once, or (`Infinity`) never. */
const hurry = (person, from, to) => person.evaluate((from, to) => {
  const later = window.setTimeout;
  window.setTimeout = (work, wait, ...rest) => (wait !== from ? later(work, wait, ...rest) : to === null ? 0 : later(work, to, ...rest));
}, from, to === Infinity ? null : to);

/** Gives the widget a pattern, and waits until that is known. */
async function givePattern(person, pattern) {
  const [response] = await Promise.all([person.page.waitForResponse(/pattern-/), person.set({ 'code-pattern': pattern })]);
  await person.evaluate((url) => import(url).then(() => {}), response.url());
}

/** Opens the scanner, with the browser's own detector replaced by one that sees what `window.found` says. */
async function scan(person, words) {
  await person.evaluate(detector);
  await person.press(words.scan);
  await seen(person, '[data-at=live]');
}
/** Does something that changes what the scanner says, and waits until it has. */
async function changes(person, act) {
  const says = person.page.getByRole('group').getByRole('status');
  const before = await says.textContent();
  await act();
  await says.filter({ hasNotText: before }).waitFor();
}
const denied = (name) => async (person, words) => {
  await person.evaluate(fails, name);
  await person.press(words.scan);
  await seen(person, '[data-at=stopped]');
};

/** `name: async (person, words) => {}`, from the form as it opens. */
export const STATES = {
  form: async () => {},
  faults: async (person, words) => {
    await person.press(words.submit);
    await seen(person, '[aria-invalid]');
  },
  phone: async (person, words) => {
    await person.redeem(words, { code: CODE, ...CUSTOMER, phone: '0167123456 7', email: 'garnacho@' });
    await seen(person, '[aria-invalid]');
  },
  sending: async (person, words) => {
    await hurry(person, 5000, 0);
    await redeem(person, words, NEVER);
    await person.page.getByRole('status').filter({ hasText: /\S/ }).first().waitFor();
  },
  success: async (person, words) => {
    await redeem(person, words, OK, mine);
    await person.sees(/\+\W?100/);
  },
  waiting: async (person, words) => {
    await redeem(person, words, OK, []);
    await person.finds('button', words.another);
  },
  used: async (person, words) => {
    await redeem(person, words, { status: 409, ...REFUSED }, []);
    await seen(person, '[aria-invalid]');
  },
  yours: async (person, words) => {
    await redeem(person, words, REFUSED, mine);
    await person.sees(/\+\W?100/);
  },
  setup: async (person, words) => {
    await redeem(person, words, status(401));
    await told(person);
  },
  unconfirmed: async (person, words) => {
    await redeem(person, words, status(500), status(500));
    await person.sees(CODE);
  },
  wait: async (person, words) => {
    await redeem(person, words, status(429, { 'Retry-After': '30' }));
    await person.sees(/\b(30|2\d)\b/);
  },
  stillopen: async (person, words) => {
    await STATES.unconfirmed(person, words);
    await person.press(words.another);
    await person.page.getByRole('button', { name: CODE }).waitFor();
  },
  pending: async (person, words) => {
    await STATES.stillopen(person, words);
    const open = person.page.getByRole('button', { name: CODE });
    await open.click();
    await open.waitFor({ state: 'detached' });
  },
  hint: async (person, words) => {
    await givePattern(person, 'TIVI[a-z0-9]{11}');
    await person.fill(words.code, 'T1VInpmx8b98pfg');
    await seen(person, '.warning');
  },
  barcode: async (person, words) => {
    await givePattern(person, 'TIVI[a-z0-9]{11}');
    await person.fill(words.code, '8934563138165');
    await seen(person, '.warning');
  },

  consent: async (person) => {
    await person.set({ 'consent-href': '/privacy', 'consent-version': '1' });
    await seen(person, '#consent');
  },
  consentwrong: async (person, words) => {
    await STATES.consent(person);
    await person.redeem(words, { code: CODE, ...CUSTOMER });
    await seen(person, '#consent[aria-invalid]');
  },
  remembered: async (person, words) => {
    await person.page.getByLabel(words.remember).check();
    await STATES.success(person, words);
    await person.press(words.another);
    await person.finds('button', words.forget);
  },
  forgotten: async (person, words) => {
    await STATES.remembered(person, words);
    await person.press(words.forget);
    await person.finds('field', words.name);
  },

  scanmissing: async (person, words) => {
    await person.page.route('**/camera-*', (route) => route.abort());
    await person.press(words.scan);
    await seen(person, '.warning');
  },
  scanopening: async (person, words) => {
    await person.evaluate(() => void (navigator.mediaDevices.getUserMedia = () => new Promise(() => {})));
    await person.press(words.scan);
    await seen(person, '[data-at=starting]');
  },
  scan,
  scanswitches: async (person, words) => {
    await person.evaluate(capable);
    await scan(person, words);
    await seen(person, '[aria-pressed]');
  },
  scanlate: async (person, words) => {
    await scan(person, words);
    await changes(person, () => person.evaluate(() => {
      const now = performance.now.bind(performance);
      window.found = [{ rawValue: 'x', format: 'qr_code', cornerPoints: [{ x: 0, y: 0 }] }]; // beside the frame
      performance.now = () => now() + 5000;
    }));
  },
  scanbarcode: async (person, words) => {
    await scan(person, words);
    await changes(person, () => person.evaluate(() => void (window.found = [{ rawValue: '8934563138165', format: 'ean_13', cornerPoints: [] }])));
  },
  scanfound: async (person, words) => {
    await hurry(person, 700, Infinity); // the outline stays
    await person.press(words.scan);
    await seen(person, '[data-at=found]');
  },
  scandenied: denied('NotAllowedError'),
  scanabsent: denied('NotFoundError'),
  scanblank: async (person, words) => {
    await denied('NotReadableError')(person, words);
    await changes(person, () => person.page.getByLabel(words.choosePhoto).setInputFiles(join(root, 'docs/widget.png')));
    await seen(person, '[data-at=stopped]');
  },

  ask: (person, words) => person.choose(words.history),
  askwrong: async (person, words) => {
    await STATES.ask(person, words);
    await person.page.locator('points-widget form button').click();
    await seen(person, '[aria-invalid]');
  },
  list: async (person, words) => {
    await read(person, words, rows(20));
    await person.page.getByRole('listitem').nth(19).waitFor();
  },
  long: async (person, words) => {
    await read(person, words, rows(2, { score: 1_234_567, code: LONG.code, product: LONG }));
    await person.page.getByRole('listitem').first().waitFor();
  },
  more: async (person, words) => {
    await read(person, words, rows(20), NEVER);
    const more = person.page.locator('points-widget .quiet');
    const before = await more.textContent();
    await more.click();
    await more.filter({ hasNotText: before }).waitFor();
  },
  morefailed: async (person, words) => {
    await read(person, words, rows(20), status(404));
    await person.page.locator('points-widget .quiet').click();
    await told(person);
  },
  dates: async (person, words) => {
    await read(person, words, rows(4));
    await person.page.getByRole('combobox').selectOption({ index: 3 });
    await seen(person, '#from');
  },
  dateswrong: async (person, words) => {
    await STATES.dates(person, words);
    await person.page.locator('#from').fill('2023-08-31');
    await person.page.locator('#to').fill('2023-08-01');
    await told(person);
  },
  loading: async (person, words) => {
    await read(person, words, NEVER);
    await seen(person, '.skeleton');
  },
  empty: async (person, words) => {
    await read(person, words, []);
    await seen(person, '.badge');
  },
  emptydates: async (person, words) => {
    await STATES.empty(person, words);
    await person.page.getByRole('combobox').selectOption({ index: 1 });
    await person.page.locator('points-widget .title').waitFor({ state: 'detached' });
    await seen(person, '.badge');
  },
  failed: async (person, words) => {
    await read(person, words, status(404));
    await told(person);
  },
};

/** Furnishes a stage that has the relay with a Chromium whose camera sees one of its codes: what every state is reached in. */
export async function withCamera(stage) {
  const plain = await stage.startChromium();
  const [{ svg }] = await sheet(stage.relay.origin, 1);
  stage.chrome = await startFilming(stage, [[await draw(plain, [{ svg, x: 205, y: 105, size: 230 }]), 20]]);
  await plain.close();
}

/** A person at this state, in this language (`[tag, words]`), on a stage furnished as above; nothing on the page moves any more. */
export async function enter(stage, state, [tag, words], options) {
  const person = await stage.visit(`${stage.relay.origin}/`, { reducedMotion: 'reduce', ...options });
  await person.evaluate((tag) => void (document.documentElement.lang = document.querySelector('points-widget').lang = tag), tag);
  await person.finds('tab', words.history);
  await STATES[state](person, words);
  await still(person);
  return person;
}

/** Waits until what was to fade in is there, and the focus where it goes. */
export const still = (person) => person.evaluate(async () => {
  const { shadowRoot } = document.querySelector('points-widget');
  const frame = () => new Promise(requestAnimationFrame);
  for (let quiet = 0; quiet < 3; quiet++) {
    await frame();
    await Promise.allSettled(shadowRoot.getAnimations().map((animation) => animation.finished));
  }
});
