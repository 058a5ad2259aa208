// Tally: counts and times of one engine with one selection of formats.

export class Tally {
  constructor(engine, formats, name) {
    Object.assign(this, { engine, formats, name });
    this.rates = {}; // format -> class -> { read, of }
    this.wrong = 0; // frames with a text that is not on them
    this.falseReads = 0; // frames without a barcode in which a text was read
    this.emptyFrames = 0;
    this.times = {}; // "code 640", "code 1280", "empty 640", "empty 1280" -> milliseconds
    this.mistakes = [];
  }

  count(frame, found, times) {
    const isCorrect = ({ text }) => isSameText(frame, text);
    (this.times[`${frame.format ? "code" : "empty"} ${frame.width}`] ??= []).push(...times);
    if (!frame.format) {
      this.emptyFrames += 1;
      this.falseReads += found.length > 0;
    } else {
      const cell = ((this.rates[frame.format] ??= {})[frame.class] ??= { read: 0, of: 0 });
      cell.of += 1;
      cell.read += found.some(isCorrect);
      this.wrong += found.some((one) => !isCorrect(one));
    }
    for (const one of found.filter((one) => !isCorrect(one))) {
      this.mistakes.push({ index: frame.index, format: frame.format, class: frame.class, text: frame.text, read: one });
    }
  }

  /** The share of frames read, 0 to 1, of a format or one class of it; undefined if none was shown. */
  rate(format, only) {
    const cells = Object.entries(this.rates[format] ?? {}).filter(([name]) => !only || name === only);
    const sum = (key) => cells.reduce((total, [, cell]) => total + cell[key], 0);
    return sum("of") ? sum("read") / sum("of") : undefined;
  }

  /** A quantile of the calls' times, in milliseconds; `share` is 0.5 for the median. */
  time(kind, share) {
    const sorted = (this.times[kind] ?? []).toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}

/** A UPC-A may be read as 12 digits or as an EAN-13 with a leading 0. */
const isSameText = (frame, text) =>
  frame.text !== null && (frame.text === text || (frame.format === "ean_13" && frame.text === `0${text}`));
