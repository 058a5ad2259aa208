// Plots the rates as SVG: a panel per symbology, a group of bars per class, a bar per engine.

const COLOURS = [
  "#0b6e4f",
  "#6bbf59",
  "#3b6fb6",
  "#9cc3f0",
  "#d1495b",
  "#edae49",
  "#7a5195",
  "#8d8d8d",
  "#00798c",
  "#bc8034",
];
const WIDTH = 1180;
const LEFT = 46;
const TOP = 60;
const PANEL = 190;
const BARS = 130;

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const text = (x, y, content, more = "") =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escape(content)}</text>`;

export function plot({ tallies, formats, classes, options }) {
  const height = TOP + PANEL * formats.length + 10;
  const parts = [
    text(
      LEFT,
      20,
      `Frames read, % (seed ${options.seed}, ${options.framesPerClass} a symbology and class)`,
      'font-size="14"',
    ),
  ];
  tallies.forEach(({ name }, i) => {
    const x = LEFT + (i % 6) * 185;
    const y = 30 + Math.floor(i / 6) * 14;
    parts.push(
      `<rect x="${x}" y="${y}" width="10" height="10" fill="${COLOURS[i % COLOURS.length]}"/>`,
      text(x + 14, y + 9, name),
    );
  });
  formats.forEach((format, i) => parts.push(...panel(format, TOP + 22 + i * PANEL, tallies, [...classes, "all"])));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="10" fill="#222">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${parts.join("\n")}
</svg>
`;
}

function panel(format, top, tallies, classes) {
  const parts = [text(LEFT, top - 4, format, 'font-weight="bold"')];
  for (const level of [0, 25, 50, 75, 100]) {
    const y = top + BARS * (1 - level / 100);
    parts.push(
      `<path d="M${LEFT} ${y}H${WIDTH - 10}" stroke="#ddd"/>`,
      text(LEFT - 6, y + 3, String(level), 'text-anchor="end"'),
    );
  }
  const group = (WIDTH - 10 - LEFT) / classes.length;
  const shown = tallies
    .map((tally, i) => ({ tally, colour: COLOURS[i % COLOURS.length] }))
    .filter(({ tally }) => tally.rates[format]);
  const bar = (group - 8) / Math.max(shown.length, 1);
  classes.forEach((name, i) => {
    const left = LEFT + i * group + 4;
    parts.push(text(left + (group - 8) / 2, top + BARS + 13, name.replace("_", " "), 'text-anchor="middle"'));
    shown.forEach(({ tally, colour }, j) => {
      const rate = tally.rate(format, name === "all" ? undefined : name) ?? 0;
      const size = [bar * 0.9, BARS * rate].map((n) => n.toFixed(1));
      parts.push(
        `<rect x="${(left + j * bar).toFixed(1)}" y="${(top + BARS * (1 - rate)).toFixed(1)}" width="${size[0]}" height="${size[1]}" fill="${colour}"/>`,
      );
    });
  });
  return parts;
}
