// The strictest policy that docs/embedding.md promises, in every engine: each state of the widget is brought on the screen,
// and the browser has nothing to report, nothing is stored that is not said, nobody else is asked for anything.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { camera, modules } from './camera.mjs';
import { EVERY } from './engines.mjs';
import { sheet } from './film.mjs';
import { enforces, hosts, inspect, quiet, strict, violations } from './strict.mjs';
import { DIST, VI, sandbox, scratch } from './support.mjs';
import { ATTRIBUTES, scanning, tour } from './tour.mjs';

/** The states in which the outcome of a code is not known: only there is anything kept. */
const OPEN = /^(sending|unconfirmed|still open|open code)/;
const OWN_CLOCK = 'window.hurry = 1;';

let matrix;
before(async () => {
  const home = scratch();
  const relay = await sandbox(home.folder);
  matrix = modules((await sheet(relay.origin, 1))[0].svg);
  await relay.stop();
  home.remove();
});

for (const { name, start, missing } of EVERY) {
  describe(name, { skip: missing, timeout: 180_000 }, () => {
    let page, place;
    const seen = [];

    before(async () => {
      place = await strict();
      page = await start();
    });
    after(async () => {
      await page?.close();
      place?.close();
    });

    async function at(state) {
      seen.push(state);
      const { found, stored, session } = await inspect(page);
      assert.deepEqual(found, [], state);
      assert.deepEqual(stored, [], state);
      const { 'points-widget': kept = '[]', ...others } = session;
      assert.deepEqual(others, {}, state);
      const codes = JSON.parse(kept);
      assert.equal(codes.length, OPEN.test(state) ? 1 : 0, `${state}: ${kept}`);
      for (const [code, time, ...more] of codes) {
        assert.match(code, /^TIVI/);
        assert.ok(time > 1.7e12 && more.length === 0, kept);
      }
    }

    test('the form, every outcome and the history break no policy, and leave nothing behind', async () => {
      await page.open(place.page({ attributes: ATTRIBUTES }));
      await tour(page, place.server, at);
      assert.equal(new Set(seen).size, seen.length);
      assert.deepEqual(await hosts(page), [place.cdn.origin, place.server.origin].sort(), 'nobody else is asked');
      await quiet(page, place.shop);
      console.log(`${name}: ${seen.length} states; Trusted Types ${(await enforces(page)) ? 'are' : 'are NOT'} enforced`);
    });

    test('neither does the scanner, whose files are on another origin, where a page may start no worker', async () => {
      await page.open(place.page({ before: [camera([]), OWN_CLOCK] }));
      await scanning(page, matrix, at);
      assert.deepEqual(await hosts(page), [place.cdn.origin]);
      await quiet(page, place.shop);
    });
  });
}
