// What a camera sees in the tests: codes drawn into frames, frames into a video that Chromium plays as its camera.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser } from './support.mjs';

/** Codes of the sandbox as QR codes: `[{ code, svg }]`, from its own sheet to print. */
export async function sheet(origin, count) {
  const html = await (await fetch(`${origin}/codes?count=${count}`)).text();
  const items = [...html.matchAll(/(<svg[^]*?<\/svg>)[^]*?<code>(.*?)<\/code>/g)];
  return items.map(([, svg, code]) => ({ code, svg }));
}

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

/** Writes frames of luma as a video that Chromium plays round and round: `[[luma, times]]`. */
export function video(folder, frames, { width = 640, height = 480, name = 'camera' } = {}) {
  const path = join(folder, `${name}.y4m`);
  const grey = Buffer.alloc(width * height / 2, 128);
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F20:1 Ip A1:1 C420jpeg\n`)];
  for (const [luma, times] of frames) for (let n = 0; n < times; n++) parts.push(Buffer.from('FRAME\n'), luma, grey);
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

/** A Chromium whose camera is this video, and which lets every page use it. */
export const withCamera = (path, more = []) => browser([
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
  ...(path ? [`--use-file-for-fake-video-capture=${path}`] : []), ...more,
]);

/** Counts the camera's tracks: `liveTracks` says how many are on. To be given to a context before its page opens. */
export const countTracks = () => {
  const tracks = [];
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    tracks.push(...stream.getTracks());
    return stream;
  };
  window.openedTracks = () => tracks.length;
  window.liveTracks = () => tracks.filter((track) => track.readyState === 'live').length;
  window.endTracks = () => tracks.forEach((track) => track.dispatchEvent(new Event('ended')));
};

/** A camera with a light, eightfold zoom and a second one beside it; what it is told is kept in `constraints`. */
export const able = () => {
  window.constraints = [];
  const { getCapabilities, getSettings } = MediaStreamTrack.prototype;
  MediaStreamTrack.prototype.getCapabilities = function () {
    return { ...getCapabilities.call(this), torch: true, zoom: { min: 1, max: 8, step: 0.1 } };
  };
  MediaStreamTrack.prototype.applyConstraints = async ({ advanced }) => void window.constraints.push(...advanced);
  MediaStreamTrack.prototype.getSettings = function () {
    return { ...getSettings.call(this), deviceId: window.device ?? 'rear' };
  };
  navigator.mediaDevices.enumerateDevices = async () => ['rear', 'front'].map((deviceId) => ({ kind: 'videoinput', deviceId }));
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = ({ video }) => {
    if (video.deviceId) window.constraints.push({ deviceId: (window.device = video.deviceId.exact) });
    return open({ video: true });
  };
};

/** A page with a script run before all others. */
export async function openWith(chrome, url, script, argument, options = {}) {
  const context = await chrome.newContext({ viewport: { width: 390, height: 844 }, locale: 'vi-VN', ...options });
  for (const each of [script ?? []].flat()) await context.addInitScript(each, argument);
  const page = await context.newPage();
  page.complaints = [];
  page.requested = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  page.on('request', (request) => page.requested.push(new URL(request.url()).pathname));
  await page.goto(url);
  return page;
}
