// A brand's strict page: its policy, the scripts that listen in it, and what may be found in it at any time.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api } from './api.mjs';
import { brand } from './support.mjs';
import { until } from './person.mjs';

/** What the suite in Rust listens with, too: `window.complaints`; it also makes the page's clocks ten times as fast. */
export const BEFORE = readFileSync(join(import.meta.dirname, '../harness/page/prelude.js'), 'utf8');

/** Page, files and API on three origins, and the policy under which the widget has to work. */
export async function strict() {
  const [shop, cdn, server] = [await brand(), await brand(), await api()];
  const policy = (files = cdn.origin) => `default-src 'none'; script-src ${files} 'wasm-unsafe-eval'; `
    + `connect-src ${files} ${server.origin}; require-trusted-types-for 'script'; report-uri ${shop.origin}/reports`;
  let pages = 0;
  return {
    shop, cdn, server, policy,
    /** A page with the widget, its files from `at`; `before` are scripts that run first, `head` is markup before the loader. */
    page({ under = policy(), at = cdn, before = [], head = '', loader = '', attributes = '' } = {}) {
      const scripts = [...before, BEFORE].map((text) => at.script(`/script-${pages++}.js`, text)).join('');
      const body = `${scripts}${head}<script type="module" src="${at.origin}/any/where/points-widget.js" ${loader}></script>`
        + `<points-widget api-base="${server.origin}/points" ${attributes}><p>Fallback</p></points-widget>`;
      return shop.page(`/page-${pages++}`, body, under);
    },
    close: () => [shop, cdn, server].forEach((one) => one.close()),
  };
}

/** What is in the widget that no strict page allows, and what is stored. */
export async function inspect(page) {
  return page.evaluate(async () => {
    const found = [];
    const look = (root) => {
      for (const node of root.querySelectorAll('*')) {
        if (node.matches('style, script, link, iframe, object, embed, base, meta, img, audio, source')) found.push(`<${node.localName}>`);
        for (const { name, value } of node.attributes) {
          if (name === 'style' || name.startsWith('on')) found.push(`<${node.localName} ${name}="${value}">`);
          const isNotice = node.localName === 'a' && value === widget.getAttribute('consent-href');
          if (/^(src|href|action|formaction|data)$/.test(name) && !isNotice) found.push(`<${node.localName} ${name}="${value}">`);
        }
        if (node.shadowRoot) look(node.shadowRoot);
      }
    };
    const widget = document.querySelector('points-widget');
    look(widget.shadowRoot);
    const databases = (await indexedDB.databases?.())?.map(({ name }) => name) ?? [];
    return {
      found,
      stored: [document.cookie.replace('page=1', ''), ...databases, ...(await caches.keys())].filter(Boolean),
      session: { ...sessionStorage },
      local: { ...localStorage },
    };
  });
}

/** Whom else the page has asked for anything. */
export const hosts = (page) => page.evaluate(() => {
  const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
  return [...new Set(asked)].filter((origin) => origin !== location.origin).sort();
});

let canaries = 0;
/**
 * Breaks the policy on purpose, waits until each listener has told of it, and gives what else they told: the browser's
 * reports, its events with the page's console, and its own console.
 */
export async function told(page, shop) {
  const canary = `canary-${canaries++}`; // Chromium reports the same thing of a page once
  await page.evaluate((canary) => (document.createElement('img').src = `/${canary}.png`), canary);
  await until(async () => shop.reports.some((text) => text.includes(canary)), async () => 'no report of the canary came');
  await page.waitFor((canary) => window.complaints.some((text) => text.includes(canary)), canary);
  const all = { reports: shop.reports.splice(0), complaints: await page.evaluate(() => window.complaints), console: await page.console() };
  // That a status was not 200, or that it asks for an icon, is the browser's to tell, and no widget can help it.
  const isOther = (text) => !/canary|favicon\.ico|the server responded with a status of/.test(text);
  return Object.values(all).flat().filter(isOther);
}

export const quiet = async (page, shop) => assert.deepEqual(await told(page, shop), []);

/** Whether the engine keeps strings from becoming markup, as the page's policy asks, and reports it. */
export async function enforces(page, shop) {
  const isKept = await page.evaluate(() => {
    try {
      document.createElement('p').innerHTML = '<b>text</b>';
      return false;
    } catch {
      return true;
    }
  });
  return isKept && (await told(page, shop)).some((text) => text.includes('require-trusted-types-for'));
}
