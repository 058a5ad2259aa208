// The form and the history in the oldest Chromium that the README promises, and in those between: real engines, the real relay.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { startOldChromium } from '../harness/old-chromium.mjs';
import { root } from '../harness/paths.mjs';
import { until } from '../harness/person.mjs';
import { useStage } from '../harness/stage.mjs';
import { widgetTag } from '../harness/static-host.mjs';
import { CUSTOMER, EN } from '../harness/words.mjs';

const PICTURES = join(root, 'target/screenshots/old');
mkdirSync(PICTURES, { recursive: true });
const engine = (version) => join(process.env.OLD_ENGINES, `chromium-${version}/bin/chromium`);

for (const version of [80, 83, 88, 92]) {
  describe(`Chromium ${version}`, { timeout: 120_000 }, () => {
    const stage = useStage(['relay', 'shop', 'other'], async (stage) => {
      stage.person = await stage.started(startOldChromium(engine(version), mkdtempSync(join(stage.home, 'profile-'))));
    });
    const open = (path, attributes = '', policy) =>
      stage.person.open(stage.shop.page(path, stage.other.loader() + widgetTag(stage.relay, `lang="en" ${attributes}`), policy));
    const picture = async (name) => writeFileSync(join(PICTURES, `${version}-${name}.png`), await stage.person.picture());

    test('a code is redeemed and stands in the history, without an error on the page', async () => {
      const { person, relay } = stage;
      assert.match(person.product, new RegExp(`/${version}\\.`));
      const code = relay.codes.pop();
      await open('/', `code="${code}" code-pattern="TIVI[a-z0-9]{11}" consent-href="/privacy"`);
      await person.fillForm(EN, CUSTOMER);
      await picture('form');
      await person.click('field', 'I agree');
      await picture('agreed');
      await person.press(EN.submit);
      await person.sees(/^\+\d+ points$/m);
      await picture('points');
      await person.press(EN.seeHistory);
      await person.sees(new RegExp(`^${code}$`, 'm'));
      await picture('history');
      assert.deepEqual(person.complaints, []);
    });

    test('a tap on Scan opens the scanner, which leads on to a photo or typing', async () => {
      const { person } = stage;
      await open('/scan', 'formats="qr_code ean_13"');
      await person.press(EN.scan);
      await person.sees(EN.typeCode);
      await picture('scanner');
      await person.press(EN.typeCode);
      await person.hasFocus('code');
      assert.deepEqual(person.complaints, []);
    });

    test("under a strict policy, whose 'wasm-unsafe-eval' it does not know, the fallback shows", async () => {
      const { person, other, relay } = stage;
      await open('/strict', '', `default-src 'none'; script-src ${other.origin} 'wasm-unsafe-eval'; connect-src ${other.origin} ${relay.origin}`);
      await until(() => person.complaints.length, () => 'nothing stands on the console');
      await person.sees(/^Fallback$/m);
      assert.deepEqual(person.complaints.splice(0).map((text) => text.slice(0, 30)), ['points-widget: could not start']);
    });
  });
}
