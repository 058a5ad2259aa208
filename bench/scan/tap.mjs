// From the tap on "Scan" to the code in the field: the released widget in Chromium, with a film of a clean code as its camera
// and a processor slowed down, and where the time goes. node bench/scan/tap.mjs [--runs 9] [--slower 4]
import { parseArgs } from "node:util";
import { draw, sheet, video, withCamera } from "../../tests/e2e/film.mjs";
import { VI, browser, sandbox, scratch } from "../../tests/e2e/support.mjs";

const { values } = parseArgs({ options: { runs: { type: "string", default: "9" }, slower: { type: "string", default: "4" } } });
const [runs, rate] = [Number(values.runs), Number(values.slower)];

const home = scratch();
const relay = await sandbox(home.folder);
const plain = await browser();
const [{ svg }] = await sheet(relay.origin, 1);
const film = video(home.folder, [[await draw(plain, [{ svg, x: 200, y: 120, size: 240 }]), 20]]);
await plain.close();
const chrome = await withCamera(film);

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
for (let run = 0; run < runs; run++) {
  const context = await chrome.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN" });
  await context.addInitScript(notes);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  await page.goto(relay.origin);
  await page.getByRole("button", { name: VI.scan, exact: true }).click();
  await page.waitForFunction(() => window.at["code read"]);
  const at = await page.evaluate(() => {
    // The worker's own downloads are not the page's to see; the worker's file is.
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
console.log(`Milliseconds after the tap, median of ${runs}, processor ${rate} times slower, files from this machine:`);
for (const step of STEPS) console.log(`${step.padEnd(16)}${median(spans[step]).toFixed(0).padStart(7)}`);
