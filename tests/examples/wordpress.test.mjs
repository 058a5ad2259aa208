// The WordPress plugin: its own tests, and the page that its PHP prints, in Chromium. Without WordPress; where there is no
// PHP, this says so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openWith } from '../e2e/film.mjs';
import { CUSTOMER, VI, brand, browser, fill, root, sandbox, scratch, send } from '../e2e/support.mjs';

const plugin = join(root, 'examples/wordpress');
const missing = spawnSync('php', ['--version']).error && 'php is not here; Debian, Ubuntu: apt-get install php-cli; macOS: brew install php';
const php = (args, env = {}) => {
  const { stdout, stderr, status } = spawnSync('php', args, { cwd: plugin, encoding: 'utf8', env: { ...process.env, ...env } });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
};

describe('wordpress', { skip: missing }, () => {
  let chrome, home, relay, shop;
  before(async () => {
    home = scratch();
    relay = await sandbox(home.folder);
    shop = await brand();
    chrome = await browser();
  });
  after(async () => {
    await chrome?.close();
    await relay?.stop();
    shop?.close();
    home.remove();
  });

  test('every file is PHP', () => {
    const files = readdirSync(plugin, { recursive: true }).filter((name) => name.endsWith('.php'));
    assert.ok(files.length > 5);
    for (const file of files) php(['-l', file]);
  });

  for (const [what, WITH_MODULES] of [['WordPress 6.5 and newer', '1'], ['older WordPress', '0']]) {
    test(`${what}: the plugin's own tests`, () => assert.match(php(['tests/run.php'], { WITH_MODULES }), /^\d\d passed, 0 failed$/m));

    test(`${what}: a customer redeems a code on the page that the shortcode makes`, async () => {
      const options = { api_base: `${relay.origin}/points`, script: `${shop.origin}/any/where/points-widget.js` };
      const text = `[points_widget view="redeem" name='"><img src=x onerror="complain()">'][points_widget view="history"]`;
      const html = php(['tests/page.php', text, JSON.stringify(options)], { WITH_MODULES });
      const page = await openWith(chrome, shop.page(`/wordpress-${WITH_MODULES}`, html));
      assert.equal(await page.getByLabel(VI.name).inputValue(), '"><img src=x onerror="complain()">');
      await fill(page, VI, { code: relay.codes[WITH_MODULES], ...CUSTOMER, email: '' });
      await send(page, VI);
      await page.getByText(/^\+\d+ điểm$/).waitFor();
      assert.equal(await page.locator('points-widget').count(), 2);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }

  test('a copy of the folder in the plugin is taken where no address is set', () => {
    const folder = join(home.folder, 'points-widget');
    cpSync(join(plugin, 'points-widget'), folder, { recursive: true });
    cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    const html = php(['tests/page.php', '[points_widget]', '{"api_base": "/points"}'], { PLUGIN: join(folder, 'points-widget.php') });
    assert.match(html, /<script type="module" src="https:\/\/brand\.example\/wp-content\/plugins\/points-widget\/dist\/points-widget\.js" /);
  });
});
