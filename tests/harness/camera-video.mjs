// What a camera sees in the tests: codes drawn into frames, frames into a video that Chromium plays as its own camera.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An EAN-13 of twelve digits and their check digit, as an SVG: the barcode of the shelf. */
export function ean13(digits) {
  const odd = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'];
  const right = odd.map((bits) => bits.replace(/./g, (bit) => 1 - bit));
  const even = right.map((bits) => [...bits].reverse().join(''));
  const parity = ['000000', '001011', '001101', '001110', '010011', '011001', '011100', '010101', '010110', '011010'][digits[0]];
  const left = [...digits.slice(1, 7)].map((digit, at) => (parity[at] === '1' ? even : odd)[digit]);
  const bits = ['101', ...left, '01010', ...[...digits.slice(7)].map((digit) => right[digit]), '101'].join('');
  const bars = [...bits].map((bit, x) => (bit === '1' ? `<rect x="${x + 11}" y="20" width="1" height="77"/>` : '')).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 117 117" width="702" height="702"><rect width="117" height="117" fill="#fff"/>${bars}</svg>`;
}

/** Draws pictures (`[{ svg, x, y, size }]`) on grey, as luma, or as a PNG. */
export async function draw(chrome, pictures, { width = 640, height = 480, type = 'luma' } = {}) {
  const page = await chrome.newPage();
  const base64 = await page.evaluate(async ({ pictures, width, height, type }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context.fillStyle = '#c8c8c8';
    context.fillRect(0, 0, width, height);
    for (const { svg, x, y, size } of pictures) {
      const image = new Image();
      image.src = `data:image/svg+xml;base64,${btoa(svg)}`;
      await image.decode();
      context.drawImage(image, x, y, size, size);
    }
    if (type === 'png') return canvas.toDataURL('image/png').split(',')[1];
    const { data } = context.getImageData(0, 0, width, height);
    let text = '';
    for (let at = 0; at < data.length; at += 4) text += String.fromCharCode((data[at] * 77 + data[at + 1] * 150 + data[at + 2] * 29) >> 8);
    return btoa(text);
  }, { pictures, width, height, type });
  await page.close();
  return Buffer.from(base64, 'base64');
}

let videos = 0;
/** Writes frames of luma as a video that Chromium plays round and round: `[[luma, times]]`. */
function video(folder, frames, width = 640, height = 480) {
  const path = join(folder, `camera-${videos++}.y4m`);
  const grey = Buffer.alloc(width * height / 2, 128);
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F20:1 Ip A1:1 C420jpeg\n`)];
  for (const [luma, times] of frames) for (let n = 0; n < times; n++) parts.push(Buffer.from('FRAME\n'), luma, grey);
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

/** A Chromium on the stage whose camera films these frames, `[[luma, times]]`, and which lets every page use it. */
export const startFilming = (stage, frames) => stage.startChromium([
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${video(stage.home, frames)}`,
]);
