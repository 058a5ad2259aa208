// A camera for the tests of scanning, in any engine: a script for a page, after which `getUserMedia` films a drawn code.

/**
 * The script's text, for `brand().script()`. `matrix` is rows of booleans, true is dark; the code is drawn with a quiet
 * zone of four modules in the middle of the picture and trembles a little, as in a hand. The page then has
 * `filmed.asked`, the constraints of each call; `filmed.tracks`, what was handed out; and `filmed.show(matrix)`, another
 * code from the next frame on, or none (`[]`).
 */
export function camera(matrix, { width = 640, height = 480, rate = 15 } = {}) {
  return `(${film})(${JSON.stringify({ matrix, width, height, rate })});`;
}

/** Runs in the page. */
function film({ matrix, width, height, rate }) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d', { willReadFrequently: true }); // Firefox films only a canvas that has been drawn on
  const filmed = (window.filmed = { asked: [], tracks: [], frames: 0, show: (other) => (matrix = other) });

  function draw() {
    const tremble = filmed.frames++ % 2;
    pen.fillStyle = '#bbb';
    pen.fillRect(0, 0, width, height);
    if (!matrix.length) return;
    const side = matrix.length + 8;
    const module = Math.floor(Math.min(width, height) / side);
    const left = Math.floor((width - module * side) / 2) + tremble;
    const top = Math.floor((height - module * side) / 2);
    pen.fillStyle = '#fff';
    pen.fillRect(left, top, module * side, module * side);
    pen.fillStyle = '#000';
    matrix.forEach((row, y) =>
      row.forEach((dark, x) => dark && pen.fillRect(left + (x + 4) * module, top + (y + 4) * module, module, module)));
  }

  draw();
  setInterval(draw, 1000 / rate);
  MediaDevices.prototype.getUserMedia = async (constraints) => {
    filmed.asked.push(constraints);
    const stream = canvas.captureStream(rate);
    filmed.tracks.push(...stream.getTracks());
    return stream;
  };
}

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
