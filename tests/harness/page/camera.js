// Runs in the page before the widget: a camera that films a drawn code. `window.film` is the code's modules, rows of booleans,
// true is dark; `[]` gives a grey picture, `'black'` a black one. The code stands in the middle, with a quiet zone of four
// modules, and trembles a little, as in a hand. `filmed.asked` has the constraints of each call, `filmed.tracks` what was
// handed out.
(() => {
  const [width, height, rate] = [640, 480, 15];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const filmed = (window.filmed = { asked: [], tracks: [] });
  let frames = 0;
  const draw = () => {
    const matrix = window.film;
    const tremble = frames++ % 2;
    pen.fillStyle = matrix === 'black' ? '#000' : '#bbb';
    pen.fillRect(0, 0, width, height);
    if (matrix === 'black' || !matrix.length) return;
    const module = Math.floor(Math.min(width, height) / (matrix.length + 8));
    const side = module * (matrix.length + 8);
    const [left, top] = [Math.floor((width - side) / 2) + tremble, Math.floor((height - side) / 2)];
    pen.fillStyle = '#fff';
    pen.fillRect(left, top, side, side);
    pen.fillStyle = '#000';
    const cell = (x, y) => pen.fillRect(left + (x + 4) * module, top + (y + 4) * module, module, module);
    matrix.forEach((row, y) => row.forEach((dark, x) => dark && cell(x, y)));
  };
  draw(); // Firefox films only a canvas that has been drawn on
  setInterval(draw, 1000 / rate);
  MediaDevices.prototype.getUserMedia = async (constraints) => {
    filmed.asked.push(constraints);
    const stream = canvas.captureStream(rate);
    filmed.tracks.push(...stream.getTracks());
    return stream;
  };
  /** From the next frame on the camera sees this. */
  filmed.show = (matrix) => void (window.film = matrix);
  filmed.areOff = () => filmed.tracks.length > 0 && filmed.tracks.every((track) => track.readyState === 'ended');
})();
