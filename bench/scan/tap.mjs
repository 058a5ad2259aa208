// From the tap on "Scan" to the code in the field: the released widget in Chromium, with a film of a clean code as its camera
// and a processor slowed down, and where the time goes. node bench/scan/tap.mjs [--runs 9] [--slower 4]
import { parseArgs } from "node:util";
import { draw, startFilming } from "../../tests/harness/camera-video.mjs";
import { sheet } from "../../tests/harness/relay.mjs";
import { onStage } from "../../tests/harness/stage.mjs";
import { VI } from "../../tests/harness/words.mjs";

const { values } = parseArgs({ options: { runs: { type: "string", default: "9" }, slower: { type: "string", default: "4" } } });
const [runs, rate] = [Number(values.runs), Number(values.slower)];

/** Runs in the page, before the widget: notes when what happens. */
const notes = () => {
  window.at = {};
  const note = (name) => (window.at[name] ??= performance.now());
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    note("camera asked");
    const stream = await open(wanted);
    note("camera open");
    return stream;
  };
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    this.requestVideoFrameCallback(() => note("first frame"));
    return play.call(this);
  };
  addEventListener("pointerdown", () => note("tap"), true);
  addEventListener("points-scan", () => note("code read"));
};

const STEPS = ["camera asked", "camera open", "first frame", "decoder here", "code read"];
const spans = Object.fromEntries(STEPS.map((step) => [step, []]));
await onStage(["relay", "chrome"], async (stage) => {
  const { relay } = stage;
  const [{ svg }] = await sheet(relay.origin, 1);
  const chrome = await startFilming(stage, [[await draw(stage.chrome, [{ svg, x: 200, y: 120, size: 240 }]), 20]]);
  await stage.chrome.close();
  for (let run = 0; run < runs; run++) {
    const person = await stage.visit("about:blank", { chrome, before: notes });
    const session = await person.page.context().newCDPSession(person.page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    await person.open(relay.origin);
    await person.press(VI.scan);
    await person.page.waitForFunction(() => window.at["code read"]);
    const at = await person.evaluate(() => {
      // The worker's own downloads are not the page's to see; the worker's file is.
      const worker = performance.getEntriesByType("resource").filter(({ name }) => /scanner-/.test(name));
      return { ...window.at, "decoder here": Math.max(...worker.map(({ responseEnd }) => responseEnd)) };
    });
    for (const step of STEPS) spans[step].push(at[step] - at.tap);
    await person.close();
  }
});

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
console.log(`Milliseconds after the tap, median of ${runs}, processor ${rate} times slower, files from this machine:`);
for (const step of STEPS) console.log(`${step.padEnd(16)}${median(spans[step]).toFixed(0).padStart(7)}`);
