// Lighthouse on the demo page, as on a phone: accessibility and best practices, which do not depend on the machine's speed.
// Prints the scores and what fails, and ends with 1 unless both are 100. node scripts/lighthouse.mjs
import lighthouse from 'lighthouse';
import { freePort } from '../tests/harness/program.mjs';
import { onStage } from '../tests/harness/stage.mjs';

const CATEGORIES = ['accessibility', 'best-practices'];

const isGood = await onStage(['relay'], async (stage) => {
  const port = await freePort();
  await stage.startChromium([`--remote-debugging-port=${port}`]);
  let isGood = true;
  const { lhr } = await lighthouse(`${stage.relay.origin}/`, { port, onlyCategories: CATEGORIES, logLevel: 'error', output: 'json' });
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
  return isGood;
});
process.exit(isGood ? 0 : 1);
