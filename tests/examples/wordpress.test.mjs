// The WordPress plugin: its own tests, and the page that its PHP prints, in Chromium. Without WordPress; where there is no
// PHP, this says so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../harness/paths.mjs';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const plugin = join(root, 'examples/wordpress');
const missing = spawnSync('php', ['--version']).error && 'php is not here; Debian, Ubuntu: apt-get install php-cli; macOS: brew install php';
const php = (args, env = {}) => {
  const { stdout, stderr, status } = spawnSync('php', args, { cwd: plugin, encoding: 'utf8', env: { ...process.env, ...env } });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
};

describe('wordpress', { skip: missing }, () => {
  const stage = useStage(['relay', 'shop', 'chrome']);

  test('every file is PHP', () => {
    const files = readdirSync(plugin, { recursive: true }).filter((name) => name.endsWith('.php'));
    assert.ok(files.length > 5);
    for (const file of files) php(['-l', file]);
  });

  for (const [what, WITH_MODULES] of [['WordPress 6.5 and newer', '1'], ['older WordPress', '0']]) {
    test(`${what}: the plugin's own tests`, () => assert.match(php(['tests/run.php'], { WITH_MODULES }), /^\d\d passed, 0 failed$/m));

    test(`${what}: a customer redeems a code on the page that the shortcode makes`, async () => {
      const { relay, shop } = stage;
      const options = { api_base: `${relay.origin}/points`, script: `${shop.base}points-widget.js` };
      const text = `[points_widget view="redeem" name='"><img src=x onerror="complain()">'][points_widget view="history"]`;
      const html = php(['tests/page.php', text, JSON.stringify(options)], { WITH_MODULES });
      const person = await stage.visit(shop.page(`/wordpress-${WITH_MODULES}`, html));
      assert.equal(await person.value(VI.name), '"><img src=x onerror="complain()">');
      await person.redeem(VI, { code: relay.codes[WITH_MODULES], ...CUSTOMER, email: '' });
      await person.sees(/^\+\d+ điểm$/);
      assert.equal(await person.page.locator('points-widget').count(), 2);
      assert.deepEqual(person.complaints, []);
    });
  }

  test('a copy of the folder in the plugin is taken where no address is set', () => {
    const folder = join(stage.home, 'points-widget');
    cpSync(join(plugin, 'points-widget'), folder, { recursive: true });
    cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    const html = php(['tests/page.php', '[points_widget]', '{"api_base": "/points"}'], { PLUGIN: join(folder, 'points-widget.php') });
    assert.match(html, /<script type="module" src="https:\/\/brand\.example\/wp-content\/plugins\/points-widget\/dist\/points-widget\.js" /);
  });
});
