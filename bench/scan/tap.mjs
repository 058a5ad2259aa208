// Measures the time from the tap on "Scan" to the code in the field, by steps: the released widget in Chromium, with a video of a
// clean code as camera and CPU throttling. node bench/scan/tap.mjs [--runs 9] [--slower 4]
import { parseArgs } from "node:util";
import { draw, sheet, video, withCamera } from "../../tests/e2e/film.mjs";
import { VI, browser, sandbox, scratch } from "../../tests/e2e/support.mjs";

const { values } = parseArgs({ options: { runs: { type: "string", default: "9" }, slower: { type: "string", default: "4" } } });
const [runs, rate] = [Number(values.runs), Number(values.slower)];

const home = scratch();
const relay = await sandbox(home.folder);
const plain = await browser();
const [{ svg }] = await sheet(relay.origin, 1);
const cameraVideo = video(home.folder, [[await draw(plain, [{ svg, x: 200, y: 120, size: 240 }]), 20]]);
await plain.close();
const chrome = await withCamera(cameraVideo);

/** Runs in the page before the widget, and records the time of each step. */
const recordSteps = () => {
  window.at = {};
  const record = (name) => (window.at[name] ??= performance.now());
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    record("camera asked");
    const stream = await open(wanted);
    record("camera open");
    return stream;
  };
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    this.requestVideoFrameCallback(() => record("first frame"));
    return play.call(this);
  };
  addEventListener("pointerdown", () => record("tap"), true);
  addEventListener("points-scan", () => record("code read"));
};

const STEPS = ["camera asked", "camera open", "first frame", "decoder here", "code read"];
const spans = Object.fromEntries(STEPS.map((step) => [step, []]));
for (let run = 0; run < runs; run++) {
  const context = await chrome.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN" });
  await context.addInitScript(recordSteps);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  await page.goto(relay.origin);
  await page.getByRole("button", { name: VI.scan, exact: true }).click();
  await page.waitForFunction(() => window.at["code read"]);
  const at = await page.evaluate(() => {
    // The page sees the download of the worker's file, but not the worker's own downloads.
    const worker = performance.getEntriesByType("resource").filter(({ name }) => /scanner-/.test(name));
    return { ...window.at, "decoder here": Math.max(...worker.map(({ responseEnd }) => responseEnd)) };
  });
  for (const step of STEPS) spans[step].push(at[step] - at.tap);
  await context.close();
}
await chrome.close();
await relay.stop();
home.remove();

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
console.log(`Milliseconds after the tap, median of ${runs}, CPU throttled ${rate} times, files from the same machine:`);
for (const step of STEPS) console.log(`${step.padEnd(16)}${median(spans[step]).toFixed(0).padStart(7)}`);
