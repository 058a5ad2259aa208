// A camera for any engine: a script for a page, after which `getUserMedia` films a drawn code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the suite in Rust films with, too. */
const CAMERA = readFileSync(join(import.meta.dirname, 'page/camera.js'), 'utf8');

/** The script's text; `matrix` is what page/camera.js calls `film`. */
export const camera = (matrix) => `window.film = ${JSON.stringify(matrix)};\n${CAMERA}`;

/** The modules of a QR code on the sandbox's sheet: rows of booleans, without the quiet zone. */
export function modules(svg) {
  const side = Number(svg.match(/M\d+ \d+h(\d+)/)[1]);
  const dark = [...svg.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => [x, y].map((place) => place / side - 4));
  const size = Math.max(...dark.flat()) + 1;
  const matrix = Array.from({ length: size }, () => Array(size).fill(false));
  for (const [x, y] of dark) matrix[y][x] = true;
  return matrix;
}

/** Runs in the page: plays the camera and counts the frames that arrive. */
export async function watch() {
  const video = document.querySelector('video');
  window.seen = 0;
  const next = () => video.requestVideoFrameCallback(() => (window.seen++, next()));
  next();
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
  await video.play();
}

/** Runs in the page: how many modules of the film's picture are not as drawn. */
export function wrongModules(matrix) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const pen = canvas.getContext('2d');
  pen.drawImage(document.querySelector('video'), 0, 0);
  const module = Math.floor(480 / (matrix.length + 8));
  const at = (index, whole) => Math.floor((whole - module * (matrix.length + 8)) / 2) + (index + 4.5) * module;
  const isDark = (x, y) => pen.getImageData(at(x, 640), at(y, 480), 1, 1).data[0] < 128;
  return matrix.flatMap((row, y) => row.filter((dark, x) => dark !== isDark(x, y))).length;
}
