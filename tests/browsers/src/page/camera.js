// A camera that films a drawn code: `window.film` is rows of booleans, true is dark; without rows the picture is grey, and
// black for `'black'`. It trembles a little, as in a hand.
(() => {
  const [width, height, rate] = [640, 480, 15];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const filmed = (window.filmed = { tracks: [] });
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
  MediaDevices.prototype.getUserMedia = async () => {
    const stream = canvas.captureStream(rate);
    filmed.tracks.push(...stream.getTracks());
    return stream;
  };
  filmed.areOff = () => filmed.tracks.length > 0 && filmed.tracks.every((track) => track.readyState === 'ended');
})();
