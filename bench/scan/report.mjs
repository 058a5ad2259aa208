// Formats the figures of a run as Markdown tables.

const percent = (rate) => (rate === undefined ? "–" : (100 * rate).toFixed(1));
const ms = (time) => (time === undefined ? "–" : time.toFixed(time < 9.95 ? 1 : 0));
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

export function markdown({ options, tallies, sizes, formats, classes, node }) {
  const medianAndP95 = (tally, kind) => `${ms(tally.time(kind, 0.5))} / ${ms(tally.time(kind, 0.95))}`;
  const summary = tallies.map((tally) => [
    tally.name,
    tally.engine.input,
    (sizes.get(tally) / 1000).toFixed(0),
    ...formats.map((format) => percent(tally.rate(format))),
    medianAndP95(tally, "code 640"),
    medianAndP95(tally, "code 1280"),
    medianAndP95(tally, "empty 640"),
    String(tally.wrong),
    `${tally.falseReads} of ${tally.emptyFrames}`,
  ]);
  const head = ["engine", "takes", "kB, Brotli", ...formats.map((format) => `${format} %`)];
  const times = ["ms with code, 640", "ms with code, 1280", "ms no code, 640"];
  const parts = [
    `Seed ${options.seed}, ${options.framesPerClass} frames a symbology and class, ${options.empty} without a code; half 640×480, half 1280×720. Node ${node}, one process. Times are median / p95 of a call.`,
    table([...head, ...times, "wrong reads", "false reads"], summary),
  ];
  for (const format of formats) {
    const shown = tallies.filter((tally) => tally.rates[format]);
    parts.push(
      `### ${format}, % read`,
      table(
        ["class", ...shown.map(({ name }) => name)],
        [
          ...classes.map((name) => [name, ...shown.map((tally) => percent(tally.rate(format, name)))]),
          ["all", ...shown.map((tally) => percent(tally.rate(format)))],
        ],
      ),
    );
  }
  return parts.join("\n\n") + "\n";
}
