// The stage of the tests and of the scripts that take pictures: relay, hosts, fake API and browsers, started as asked for and
// torn down in reverse order, whatever happened on it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { fakeApi } from './fake-api.mjs';
import { launch, visit } from './playwright.mjs';
import { startRelay } from './relay.mjs';
import { staticHost } from './static-host.mjs';

/** What a stage may have, by the name that it then has there. */
const PARTS = {
  /** The real relay as a sandbox. */
  relay: (stage) => stage.startSandbox(),
  /** The fake API, on an origin of its own. */
  api: (stage) => stage.started(fakeApi()),
  /** A brand's static server, with the widget's files and the pages that a test puts there. */
  shop: (stage) => stage.startHost(),
  /** Another brand's, on another origin. */
  other: (stage) => stage.startHost(),
  /** Chromium, which `visit` opens pages in. */
  chrome: (stage) => stage.startChromium(),
};

class Stage {
  /** What ends each thing that was started, in the order of the starts. */
  #closers = [];
  /** How many of them are there for all tests. */
  #lasting = 0;

  /** Brings these parts, and what `furnish` adds to them. */
  async open(parts, furnish) {
    /** An empty folder that goes with the stage. */
    this.home = mkdtempSync(join(tmpdir(), 'points-widget-tests-'));
    this.defer(() => rmSync(this.home, { recursive: true, force: true }));
    try {
      for (const name of parts) this[name] = await PARTS[name](this);
      await furnish?.(this);
      this.#lasting = this.#closers.length;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Has something done when the stage is torn down. */
  defer(close) {
    this.#closers.push(close);
  }

  /** What starts, and then has a `close` or a `stop`, ends with the stage. */
  async started(starting) {
    const one = await starting;
    this.defer(() => (one.close ? one.close() : one.stop()));
    return one;
  }

  /** A relay: see startRelay. */
  startRelay(command, args, env) {
    return this.started(startRelay(command, args, env));
  }

  /** A relay as a sandbox, by default on the stage's own database. */
  startSandbox(args = [], database = join(this.home, 'points.sqlite3')) {
    return this.startRelay('sandbox', ['--database', database, ...args]);
  }

  startHost(folder) {
    return this.started(staticHost(folder));
  }

  startChromium(args) {
    return this.started(launch(args));
  }

  /** A person at one of the engines of engines.mjs. */
  startEngine({ start }) {
    return this.started(start(mkdtempSync(join(this.home, 'profile-'))));
  }

  /** A person at a page, of the relay where only a path is given, in the stage's Chromium or in another: see playwright.mjs. */
  async visit(url = '/', { chrome = this.chrome, ...options } = {}) {
    const person = await visit(chrome, url.startsWith('/') ? this.relay.origin + url : url, options);
    this.defer(person.close);
    return person;
  }

  /** Ends what a test has started: its pages, and whatever else it called for. */
  endTest() {
    return this.#unwind(this.#lasting);
  }

  close() {
    return this.#unwind(0);
  }

  /** Ends all but the first so many, the last one first; what fails to end does not keep the others. */
  async #unwind(rest) {
    let failure;
    for (const close of this.#closers.splice(rest).reverse()) {
      try {
        await close();
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure) throw failure;
  }
}

/**
 * The stage of a test file, or of the `describe` it is called in: there before the first test, gone after the last one. What a
 * test opens or starts on it ends with that test.
 */
export function useStage(parts, furnish) {
  const stage = new Stage();
  before(() => stage.open(parts, furnish));
  afterEach(() => stage.endTest());
  after(() => stage.close());
  return stage;
}

/** The same for a script: there for `play(stage)`, and gone after it. */
export async function onStage(parts, play) {
  const stage = new Stage();
  try {
    await stage.open(parts);
    return await play(stage);
  } finally {
    await stage.close();
  }
}
