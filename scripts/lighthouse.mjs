// Lighthouse on the demo page, as on a phone: accessibility and best practices, which do not depend on the machine's speed.
// Prints the scores and what fails, and ends with 1 unless both are 100. node scripts/lighthouse.mjs
import { browser, sandbox, scratch } from '../tests/e2e/support.mjs';
import lighthouse from 'lighthouse';
import { createServer } from 'node:net';

const CATEGORIES = ['accessibility', 'best-practices'];

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const home = scratch();
const relay = await sandbox(home.folder);
const chrome = await browser([`--remote-debugging-port=${port}`]);
let isGood = true;
try {
  const { lhr } = await lighthouse(`${relay.origin}/`, { port, onlyCategories: CATEGORIES, logLevel: 'error', output: 'json' });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  for (const warning of lhr.runWarnings) console.log(`warning: ${warning}`);
  for (const name of CATEGORIES) {
    const { score, auditRefs } = lhr.categories[name];
    console.log(`${name.padEnd(16)}${Math.round(score * 100)}`);
    isGood &&= score === 1;
    for (const { id, weight } of auditRefs) {
      const { score, scoreDisplayMode, title, displayValue, details } = lhr.audits[id];
      if (score === null || score === 1 || !['binary', 'numeric', 'metricSavings'].includes(scoreDisplayMode)) continue;
      console.log(`  ${id}: ${title} ${displayValue ?? ''}${weight ? '' : ' (not counted)'}`);
      for (const item of details?.items ?? []) console.log(`    ${item.node?.snippet ?? item.description ?? item.url ?? JSON.stringify(item)}`);
    }
  }
} finally {
  await chrome.close();
  await relay.stop();
  home.remove();
}
process.exit(isGood ? 0 : 1);
