// All engines on the same frames, in one process: rates, wrong and false reads, times, download sizes.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { corpus } from "./corpus.mjs";
import { plot } from "./plot.mjs";
import { markdown } from "./report.mjs";
import { Tally } from "./tally.mjs";

const HELP = `node bench/scan/run.mjs [--seed 1000] [--frames-per-class 25] [--empty 200] [--only qr_code] [--engines zxing,jsqr]
Seeds 1 to 99 are for tuning; results are told by seeds from 1000, which nobody tunes with.
--engines      names of files in engines/; all by default. points needs POINTS_SCANNER, the path of its module`;

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
  if (engine.absent) console.error(`${engine.name}: not here, left out`);
  else engines.push(engine);
}
await Promise.all(engines.map((engine) => engine.start()));
const sizes = new Map(engines.map((engine) => [engine, engine.bytes()]));
const tallies = engines.flatMap((engine) => {
  const all = new Tally(engine, engine.formats, engine.name);
  // Who asks for QR only pays for QR only, where an engine knows more.
  return engine.formats.length > 1 ? [all, new Tally(engine, ["qr_code"], `${engine.name}, QR only`)] : [all];
});

/** A frame as every engine likes it: grey, and an ImageData's three fields in RGBA. */
function dressed(frame) {
  const data = new Uint8ClampedArray(4 * frame.luma.length).fill(255);
  frame.luma.forEach((grey, i) => (data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = grey));
  return { ...frame, image: { data, width: frame.width, height: frame.height } };
}

/** Shows a frame until something is read, or for as many turns as the engine has. */
async function read({ engine, formats }, frame) {
  const times = [];
  for (let turn = 0; turn < (engine.turns ?? 1); turn++) {
    const mine = engine.overwrites ? { ...frame, image: { ...frame.image, data: frame.image.data.slice() } } : frame;
    const began = performance.now();
    const found = await engine.read(mine, formats);
    times.push(performance.now() - began);
    if (found.length > 0) return { found, times };
  }
  return { found: [], times };
}

async function show(frame, count) {
  const image = dressed(frame);
  // Another order each time, so that what the machine does meanwhile, and what the last engine left, hits all alike.
  const order = tallies.filter(({ formats }) => !frame.format || formats.includes(frame.format));
  for (let left = frame.index % Math.max(order.length, 1); left > 0; left--) order.push(order.shift());
  for (const tally of order) {
    const { found, times } = await read(tally, image);
    if (count) tally.count(frame, found, times);
  }
}

const started = performance.now();
for await (const frame of corpus({ seed: 0, framesPerClass: 2, empty: 4 })) await show(frame, false);
const classes = new Set();
const formats = new Set();
let shown = 0;
for await (const frame of corpus(options)) {
  await show(frame, true);
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
  bytes: sizes.get(tally.engine),
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
