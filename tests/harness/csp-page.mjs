// A brand's page under the strictest Content Security Policy: the page, the scripts that listen in it, and what may be found in it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './person.mjs';
import { widgetTag } from './static-host.mjs';

/** What the suite in Rust listens with, too: `window.complaints`; it also makes the page's clocks ten times as fast. */
export const PRELUDE = readFileSync(join(import.meta.dirname, 'page/prelude.js'), 'utf8');

/** The policy under which the widget has to work on a page of the stage's `shop`, with its files on `files`. */
export const policy = ({ shop, api }, files) => `default-src 'none'; script-src ${files.origin} 'wasm-unsafe-eval'; `
  + `connect-src ${files.origin} ${api.origin}; require-trusted-types-for 'script'; report-uri ${shop.origin}/reports`;

let pages = 0;
/**
 * The address of a page of the stage's `shop` with the widget: its files from `at`, its API the stage's; `before` are scripts
 * that run first, `head` is markup before the loader.
 */
export function cspPage(stage, { at = stage.other, under = policy(stage, at), before = [], head = '', loader = '', attributes = '' } = {}) {
  const scripts = [...before, PRELUDE].map((text) => at.script(`/script-${pages++}.js`, text)).join('');
  return stage.shop.page(`/page-${pages++}`, scripts + head + at.loader(loader) + widgetTag(stage.api, attributes), under);
}

/** What is in the widget that no strict page allows, and what is stored. */
export async function inspect(person) {
  return person.evaluate(async () => {
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

/** The other origins that the page has asked for anything. */
export const hosts = (person) => person.evaluate(() => {
  const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
  return [...new Set(asked)].filter((origin) => origin !== location.origin).sort();
});

let canaries = 0;
/**
 * Breaks the policy on purpose, waits until each listener has told of it, and gives what else they told: the browser's
 * reports, its events with the page's console, and its own console.
 */
export async function told(person, shop) {
  const canary = `canary-${canaries++}`; // Chromium reports the same thing of a page once
  await person.evaluate((canary) => void (document.createElement('img').src = `/${canary}.png`), canary);
  await until(async () => shop.reports.some((text) => text.includes(canary)), async () => 'no report of the canary came');
  await person.waitFor((canary) => window.complaints.some((text) => text.includes(canary)), canary);
  const lines = [];
  if (person.console) {
    const isThere = async () => lines.push(...(await person.console())) && lines.some((text) => text.includes(canary));
    await until(isThere, async () => 'the canary is not on the console');
  }
  const all = { reports: shop.reports.splice(0), complaints: await person.evaluate(() => window.complaints), lines };
  // That no answer came or none of 200, or that it asks for an icon, is the browser's to tell, and no widget can help it.
  const isOther = (text) => !/canary|favicon\.ico|the server responded with a status of|ERR_EMPTY_RESPONSE/.test(text);
  return Object.values(all).flat().filter(isOther);
}

/** Nothing was told. */
export const isQuiet = async (person, shop) => assert.deepEqual(await told(person, shop), []);

/** Whether the engine keeps strings from becoming markup, as the page's policy asks, and reports it. */
export async function enforces(person, shop) {
  const isKept = await person.evaluate(() => {
    try {
      document.createElement('p').innerHTML = '<b>text</b>';
      return false;
    } catch {
      return true;
    }
  });
  return isKept && (await told(person, shop)).some((text) => text.includes('require-trusted-types-for'));
}
