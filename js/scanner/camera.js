// One camera session: getUserMedia, frames, torch, zoom, photos, and the end of it all. It decides nothing: it tells what
// happens, and offers what was read.
import { covered, inside } from './geometry.js';
import { Decoder } from './decoder.js';
import { after, before } from './camera-errors.js';
import { Picture, decodePhoto, nextFrame } from './picture.js';
import { drawing } from './view.js';

/** Milliseconds without success until every format is looked for, and until the customer hears of the other ways. */
const MORE = 4_000, LATE = 5_000;
/** Milliseconds of black, or without a frame, until the camera is given up. */
const DARK = 5_000;
/** How long the outline of a code stands before the sheet closes. */
const SHOWN = 700;
/** Pixels of the longer side: as many as a code that fills a good part of the frame needs. */
const FRAME = 640, PHOTO = 2_000;
/** Decoders that fail one after the other until the scanner is given up. */
const FAILURES = 3;

/**
 * Shows the camera in `stage` and looks for `formats`. `tell` hears `{ kind, … }`; `offer` hears a code that was read and
 * answers whether it was the one.
 */
export class Session {
  #stage;
  #tell;
  #offer;
  #decoder;
  #formats;
  #stream;
  #turn = 0; // counts starts and ends: what an earlier one began does nothing any more
  #isWanted = false;
  #isAway = false; // wanted, but the page is hidden
  #video = document.createElement('video');
  #outline = drawing('svg', { 'aria-hidden': 'true' });
  #aim = document.createElement('div');
  #frame = new Picture();
  #tiny = new Picture();

  constructor(stage, formats, tell, offer) {
    this.#stage = stage;
    this.#formats = formats;
    this.#tell = tell;
    this.#offer = offer;
    Object.assign(this.#video, { muted: true, playsInline: true });
    this.#video.setAttribute('playsinline', '');
    this.#video.setAttribute('aria-hidden', 'true');
    this.#video.onpause = () => this.#stream && this.#video.play().catch(() => {}); // a moved element pauses
    this.#outline.append(drawing('polygon', {}));
    this.#aim.className = 'aim';
    stage.prepend(this.#video, this.#aim, this.#outline);
    document.addEventListener('visibilitychange', this.#see);
  }

  /** A page that is not seen has no camera; it comes back with the page. */
  #see = () => {
    if (document.hidden && this.#isWanted) {
      this.#halt();
      this.#isAway = true;
      this.#tell({ kind: 'starting' });
    } else if (!document.hidden && this.#isAway) {
      this.start();
    }
  };

  async start(deviceId) {
    const turn = this.#halt();
    this.#isWanted = true;
    this.#tell({ kind: 'starting' });
    if (document.hidden) {
      this.#isAway = true;
      return;
    }
    const denial = before();
    if (denial) return this.#stopped(denial);
    this.#decoder = new Decoder(this.#formats); // it is brought while the browser asks
    const camera = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'environment' } };
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { ...camera, width: { ideal: 1280 }, height: { ideal: 720 } } });
    } catch (error) {
      if (turn === this.#turn) this.#stopped(after(error));
      return;
    }
    if (turn !== this.#turn) return stopTracks(stream);
    this.#stream = stream;
    this.#track.onended = () => this.#stopped('ended');
    this.#video.srcObject = stream;
    this.#video.play().catch(() => {});
    const many = await hasSeveral();
    if (turn !== this.#turn) return;
    this.#tell({ kind: 'live', ...this.#abilities(), many });
    this.#look(turn);
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0];
  }

  /** Whether there is a light, and how many times nearer the camera can see. */
  #abilities() {
    const { torch = false, zoom } = this.#track.getCapabilities?.() ?? {};
    return { torch: [torch].flat().includes(true), zoom: zoom ? Math.floor(zoom.max / zoom.min) : 1 };
  }

  /** Frame after frame until a code is found or the camera is off. One at a time, and always the newest. */
  async #look(turn) {
    const decoder = this.#decoder;
    const began = performance.now();
    let lit = began, checked = 0, isLate = false, failures = 0;
    while (turn === this.#turn) {
      const came = await nextFrame(this.#video, DARK);
      if (turn !== this.#turn) return;
      const now = performance.now();
      if (now - checked > 500) {
        checked = now;
        this.#tiny.draw(this.#video, [0, 0, this.#video.videoWidth, this.#video.videoHeight], 8);
        if (!this.#tiny.isBlack()) lit = now;
      }
      if (!came || now - lit > DARK) return this.#stopped('black');
      if (now - began > MORE) decoder.more();
      if (!isLate && now - began > LATE) {
        isLate = true;
        this.#tell({ kind: 'late' });
      }
      const aim = this.#draw();
      const found = await decoder.read(this.#frame).then((found) => ((failures = 0), found), () => ++failures && []);
      if (turn !== this.#turn) return;
      if (failures === FAILURES) return this.#stopped('broken');
      if (this.#take(inside(found, aim), this.#frame)) return;
    }
  }

  /** Takes the part of the video that is seen, and gives where in it the code is to be held. */
  #draw() {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    this.#frame.draw(this.#video, covered(this.#video.videoWidth, this.#video.videoHeight, width, height), FRAME);
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.#aim;
    const scale = this.#frame.canvas.width / width;
    return { x: offsetLeft * scale, y: offsetTop * scale, width: offsetWidth * scale, height: offsetHeight * scale };
  }

  /** Offers what was found, in turn; the one that is taken is shown on the still picture. */
  #take(found, picture) {
    const code = found.find(this.#offer);
    if (!code) return false;
    const turn = this.#halt();
    this.#tell({ kind: 'found' });
    navigator.vibrate?.(60);
    this.#stage.insertBefore(picture.canvas, this.#outline);
    this.#outline.setAttribute('viewBox', `0 0 ${picture.canvas.width} ${picture.canvas.height}`);
    this.#outline.firstChild.setAttribute('points', code.corners.join(' '));
    setTimeout(() => turn === this.#turn && this.#tell({ kind: 'done' }), SHOWN);
    return true;
  }

  /** Reads a photo, with every attempt. */
  async photo(file) {
    const turn = this.#halt();
    if (!file) return;
    this.#tell({ kind: 'reading' });
    const picture = new Picture();
    let found;
    try {
      const image = await decodePhoto(file);
      picture.draw(image, [0, 0, image.width, image.height], PHOTO);
      image.close();
    } catch {
      if (turn === this.#turn) this.#stopped('unreadable');
      return;
    }
    try {
      found = await new Decoder(this.#formats).read(picture, true);
    } catch {
      if (turn === this.#turn) this.#stopped('broken');
      return;
    }
    if (turn !== this.#turn) return;
    const { width, height } = picture.canvas;
    if (!found.length) this.#stopped('blank');
    else this.#take(inside(found, { x: 0, y: 0, width, height }), picture);
  }

  torch(on) {
    this.#track?.applyConstraints({ advanced: [{ torch: on }] }).catch(() => {});
  }

  /** So many times nearer. */
  zoom(times) {
    const { zoom } = this.#track?.getCapabilities?.() ?? {};
    if (zoom) this.#track.applyConstraints({ advanced: [{ zoom: zoom.min * times }] }).catch(() => {});
  }

  /** The next camera. */
  async flip() {
    const now = this.#track?.getSettings().deviceId;
    const cameras = await listCameras();
    const next = cameras[(cameras.findIndex(({ deviceId }) => deviceId === now) + 1) % cameras.length];
    if (next) this.start(next.deviceId);
  }

  /** The end: nothing is told after it. */
  stop() {
    this.#halt();
    this.#tell = () => {};
    document.removeEventListener('visibilitychange', this.#see);
  }

  #stopped(why) {
    this.#halt();
    this.#tell({ kind: 'stopped', why });
  }

  /** Camera off, at once. */
  #halt() {
    stopTracks(this.#stream);
    this.#stream = undefined;
    this.#isWanted = this.#isAway = false;
    this.#video.srcObject = null;
    return ++this.#turn;
  }
}

function stopTracks(stream) {
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null;
    track.stop();
  }
}

const listCameras = async () => (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
const hasSeveral = () => listCameras().then((cameras) => cameras.length > 1, () => false);
