// A person's hands by Playwright, in Chromium: roles and names as its accessibility tree has them, and all that only it can do.
import { chromium } from '../../scripts/node_modules/playwright-core/index.mjs';
import { held } from './fake-api.mjs';
import { person } from './person.mjs';

/** What keeps Chromium from asking for a sandbox, a graphics card, or anything of its maker's. */
export const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export const launch = (args = []) => chromium.launch({ executablePath: process.env.CHROME || '/usr/bin/chromium', args: [...QUIET, ...args] });

/** A phone in Vietnam. */
const PHONE = { viewport: { width: 390, height: 844 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };

/**
 * A person at a page of their own: `page` is Playwright's, `complaints` is what stood on its console and every error,
 * `requested` the paths that it asked for. `before` are functions or texts that run in it before all scripts, with `argument`;
 * `options` are those of Playwright's contexts.
 */
export async function visit(chrome, url, { before = [], argument, ...options } = {}) {
  const context = await chrome.newContext({ ...PHONE, ...options });
  for (const script of [before].flat()) await context.addInitScript(script, argument);
  const page = await context.newPage();
  const [complaints, requested] = [[], []];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  await page.goto(url);
  const within = (place) => ({ ...person(driver(page, place)), page, complaints, requested });
  return {
    ...within(page),
    /** The same person, who looks no further than this frame or part of the page. */
    within,
    /** Has requests that match wait; resolves to what lets them go. */
    async hold(pattern) {
      const { answer, give } = held();
      await page.route(pattern, async (route) => (await answer, route.continue()));
      return give;
    },
  };
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The driver of a page, with controls and texts looked for in a part of it. */
function driver(page, place) {
  /** The control with this name, or else the one whose name begins so: "Email" is "Email, optional", too. */
  async function find(by, name) {
    const starting = by(new RegExp(`^${escape(name)}`), {}).filter({ visible: true });
    await starting.first().waitFor();
    const exact = by(name, { exact: true }).filter({ visible: true });
    return (await exact.count()) ? exact : starting;
  }
  const byLabel = (label, options) => place.getByLabel(label, options);
  const byRole = (role) => (name, options) => place.getByRole(role, { name, ...options });
  const by = (kind) => (kind === 'field' ? byLabel : byRole(kind));

  return {
    missing: (wanted) => async () => `${wanted} is not there, but:\n${await page.locator('body').innerText()}`,
    open: (url) => page.goto(url),
    finds: async (kind, name) => (await find(by(kind), name)).waitFor(),
    fill: async (label, text) => (await find(byLabel, label)).fill(text),
    value: async (label) => (await find(byLabel, label)).inputValue(),
    click: async (kind, name) => (await find(by(kind), name)).click(),
    async sees(pattern) {
      const found = place.getByText(pattern);
      await found.waitFor();
      return typeof pattern === 'string' ? true : (await found.textContent()).match(pattern);
    },
    // As a text it runs under any policy of the page's.
    evaluate: (work, ...args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`),
    picture: (options) => page.screenshot(options),
    close: () => page.context().close(),
  };
}
