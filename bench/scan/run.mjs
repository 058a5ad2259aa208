// Runs all engines on the same frames in one process, and reports rates, wrong and false reads, times and download sizes.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { corpus } from "./corpus.mjs";
import { plot } from "./plot.mjs";
import { markdown } from "./report.mjs";
import { Tally } from "./tally.mjs";

const HELP = `node bench/scan/run.mjs [--seed 1000] [--frames-per-class 25] [--empty 200] [--only qr_code] [--engines zxing,jsqr]
Seeds 1 to 99 are for tuning; results are reported for seeds from 1000, which nobody tunes with.
--engines      names of files in engines/; all by default`;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1000" },
    "frames-per-class": { type: "string", default: "25" },
    empty: { type: "string", default: "200" },
    only: { type: "string" },
    engines: { type: "string", default: "points,points-camera,zxing,zbar,jsqr,qr-scanner" },
    help: { type: "boolean" },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}
const options = {
  seed: Number(values.seed),
  framesPerClass: Number(values["frames-per-class"]),
  empty: Number(values.empty),
  only: values.only,
};

const engines = [];
for (const name of values.engines.split(",")) {
  const { default: engine } = await import(`./engines/${name}.mjs`);
  if (engine.absent) console.error(`${engine.name}: not built, left out`);
  else engines.push(engine);
}
await Promise.all(engines.map((engine) => engine.start()));

const tallies = engines.flatMap((engine) => {
  const all = new Tally(engine, engine.formats, engine.name);
  // Engines with several formats are also measured with QR codes only, for which a page may need less.
  return engine.formats.length > 1 ? [all, new Tally(engine, ["qr_code"], `${engine.name}, QR only`)] : [all];
});

const sizes = new Map(tallies.map((tally) => [tally, tally.engine.bytes(tally.formats)]));

/** Adds `image` to a frame: the fields of an ImageData, in RGBA. Some engines take that, others the luminance. */
function withRgba(frame) {
  const data = new Uint8ClampedArray(4 * frame.luma.length).fill(255);
  frame.luma.forEach((grey, i) => (data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = grey));
  return { ...frame, image: { data, width: frame.width, height: frame.height } };
}

/** Reads a frame until something is found, with as many attempts as the engine makes. */
async function read({ engine, formats }, frame) {
  const times = [];
  for (let attempt = 0; attempt < (engine.attempts ?? 1); attempt++) {
    const input = engine.overwrites ? { ...frame, image: { ...frame.image, data: frame.image.data.slice() } } : frame;
    const began = performance.now();
    const found = await engine.read(input, formats);
    times.push(performance.now() - began);
    if (found.length > 0) return { found, times };
  }
  return { found: [], times };
}

/** Reads a frame with all engines; counts the results unless it is a warm-up. */
async function readWithAll(frame, count) {
  const prepared = withRgba(frame);
  // Rotates the order with each frame, so that other load on the machine and cache effects affect all engines equally.
  const order = tallies.filter(({ formats }) => !frame.format || formats.includes(frame.format));
  for (let left = frame.index % Math.max(order.length, 1); left > 0; left--) order.push(order.shift());
  for (const tally of order) {
    const { found, times } = await read(tally, prepared);
    if (count) tally.count(frame, found, times);
  }
}

const started = performance.now();
for await (const frame of corpus({ seed: 0, framesPerClass: 2, empty: 4 })) await readWithAll(frame, false);
const classes = new Set();
const formats = new Set();
let shown = 0;
for await (const frame of corpus(options)) {
  await readWithAll(frame, true);
  if (frame.format) classes.add(frame.class) && formats.add(frame.format);
  shown += 1;
  if (process.stderr.isTTY) process.stderr.write(`\r${shown} frames`);
}
if (process.stderr.isTTY) process.stderr.write("\r");

const run = { options, tallies, sizes, formats: [...formats], classes: [...classes], node: process.version };
const text = markdown(run);
const folder = new URL("results/", import.meta.url);
mkdirSync(folder, { recursive: true });
const name = `seed-${options.seed}${options.only ? `-${options.only}` : ""}`;
const figures = tallies.map((tally) => ({
  name: tally.name,
  takes: tally.engine.input,
  bytes: sizes.get(tally),
  rates: tally.rates,
  wrong: tally.wrong,
  falseReads: tally.falseReads,
  emptyFrames: tally.emptyFrames,
  ms: Object.fromEntries(
    Object.keys(tally.times).map((kind) => [kind, { median: tally.time(kind, 0.5), p95: tally.time(kind, 0.95) }]),
  ),
  mistakes: tally.mistakes,
}));
writeFileSync(
  new URL(`${name}.json`, folder),
  JSON.stringify({ options, node: run.node, engines: figures }, null, 1) + "\n",
);
writeFileSync(new URL(`${name}.md`, folder), text);
writeFileSync(new URL(`${name}.svg`, folder), plot(run));
console.log(text);
console.error(`${shown} frames in ${((performance.now() - started) / 1000).toFixed(0)} s`);
