// One use of the camera: getUserMedia, frames, torch, zoom, photos, and the end of it all. It decides nothing: it tells what
// happens, and offers what was read.
import { errorAfter, errorBefore } from './camera-errors.js';
import { Decoder } from './decoder.js';
import { inViewfinder, visiblePart } from './geometry.js';
import { Picture, decodePhoto, nextFrame } from './picture.js';
import { svgElement } from './view.js';

/** Milliseconds without success until every format is looked for, and until the customer hears of the other ways. */
const ALL_FORMATS_AFTER = 4_000, LATE_AFTER = 5_000;
/** Milliseconds of black, or without a frame, until the camera is given up. */
const DARK_AFTER = 5_000;
/** Milliseconds for which the outline of a code stands before the scanner closes. */
const OUTLINE_SHOWN = 700;
/** Pixels of the longer side: as many as a code that fills a good part of the viewfinder needs. */
const FRAME_SIZE = 640, PHOTO_SIZE = 2_000;
/** Failures of the decoder, one after the other, until the scanner is given up. */
const MAX_FAILURES = 3;

/** @typedef {import('./barcode-detector.js').Found} Found */

export class Camera {
  #stage;
  #formats;
  #files;
  #tell;
  #offer;
  /** @type {MediaStream | undefined} */
  #stream;
  #generation = 0; // counts starts and ends: what an earlier one began does nothing any more
  #isWanted = false;
  #isAway = false; // wanted, but the page is hidden
  #video = document.createElement('video');
  #viewfinder = document.createElement('div');
  #outline = svgElement('svg', { 'aria-hidden': 'true' });
  #polygon = this.#outline.appendChild(svgElement('polygon', {}));
  #frame = new Picture();
  #thumbnail = new Picture();

  /**
   * Shows the camera in `stage` and looks for codes.
   * @param {HTMLElement} stage
   * @param {string[]} formats by `BarcodeDetector`'s names
   * @param {import('./scanner.js').Files} files
   * @param {(event: import('./state.js').Event) => void} tell hears what happens
   * @param {(code: Found) => boolean} offer hears a code that was read, and answers whether it is taken
   */
  constructor(stage, formats, files, tell, offer) {
    this.#stage = stage;
    this.#formats = formats;
    this.#files = files;
    this.#tell = tell;
    this.#offer = offer;
    Object.assign(this.#video, { muted: true, playsInline: true });
    this.#video.setAttribute('playsinline', '');
    this.#video.setAttribute('aria-hidden', 'true');
    this.#video.onpause = () => this.#stream && this.#video.play().catch(() => {}); // a moved element pauses
    this.#viewfinder.className = 'viewfinder';
    stage.prepend(this.#video, this.#viewfinder, this.#outline);
    document.addEventListener('visibilitychange', this.#followVisibility);
  }

  /** A page that is not seen has no camera; it comes back with the page. */
  #followVisibility = () => {
    if (document.hidden && this.#isWanted) {
      this.#halt();
      this.#isAway = true;
      this.#tell({ kind: 'starting' });
    } else if (!document.hidden && this.#isAway) {
      this.start();
    }
  };

  /** Starts a camera: the one with this id, or else the one that looks away from the customer. @param {string} [deviceId] */
  async start(deviceId) {
    const generation = this.#halt();
    this.#isWanted = true;
    this.#tell({ kind: 'starting' });
    if (document.hidden) {
      this.#isAway = true;
      return;
    }
    const why = errorBefore();
    if (why) return this.#stopped(why);
    const decoder = new Decoder(this.#formats, this.#files.reach); // it is loaded while the browser asks
    const camera = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'environment' } };
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { ...camera, width: { ideal: 1280 }, height: { ideal: 720 } } });
    } catch (error) {
      if (generation === this.#generation) this.#stopped(errorAfter(error));
      return;
    }
    if (generation !== this.#generation) return stopTracks(stream);
    this.#stream = stream;
    for (const track of stream.getTracks()) track.onended = () => this.#stopped('ended');
    this.#video.srcObject = stream;
    this.#video.play().catch(() => {});
    const hasOtherCamera = await hasSeveralCameras();
    if (generation !== this.#generation) return;
    this.#tell({ kind: 'live', ...this.#abilities(), hasOtherCamera });
    this.#read(decoder, generation);
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0];
  }

  /** Whether there is a light, and how many times nearer the camera can see. */
  #abilities() {
    const { torch = false, zoom } = this.#track?.getCapabilities?.() ?? {};
    return { torch: [torch].flat().includes(true), maxZoom: zoom ? Math.floor(zoom.max / zoom.min) : 1 };
  }

  /**
   * Reads frame after frame until a code is found or the camera is off. One at a time, and always the newest.
   * @param {Decoder} decoder @param {number} generation
   */
  async #read(decoder, generation) {
    const began = performance.now();
    let lit = began, checked = 0, isLate = false, failures = 0;
    while (generation === this.#generation) {
      const came = await nextFrame(this.#video, DARK_AFTER);
      if (generation !== this.#generation) return;
      const now = performance.now();
      if (now - checked > 500) {
        checked = now;
        this.#thumbnail.draw(this.#video, [0, 0, this.#video.videoWidth, this.#video.videoHeight], 8);
        if (!this.#thumbnail.isBlack()) lit = now;
      }
      if (!came || now - lit > DARK_AFTER) return this.#stopped('black');
      if (now - began > ALL_FORMATS_AFTER) decoder.readAllFormats();
      if (!isLate && now - began > LATE_AFTER) {
        isLate = true;
        this.#tell({ kind: 'late' });
      }
      const viewfinder = this.#drawFrame();
      /** @type {Found[]} */
      let found = [];
      try {
        found = await decoder.read(this.#frame);
        failures = 0;
      } catch {
        failures++;
      }
      if (generation !== this.#generation) return;
      if (failures === MAX_FAILURES) return this.#stopped('broken');
      if (this.#take(inViewfinder(found, viewfinder), this.#frame)) return;
    }
  }

  /** Draws the part of the video that is seen; returns where the viewfinder lies in it. */
  #drawFrame() {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    this.#frame.draw(this.#video, visiblePart(this.#video.videoWidth, this.#video.videoHeight, width, height), FRAME_SIZE);
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.#viewfinder;
    const scale = this.#frame.canvas.width / width;
    return { x: offsetLeft * scale, y: offsetTop * scale, width: offsetWidth * scale, height: offsetHeight * scale };
  }

  /**
   * Offers what was found, in turn; the one that is taken is shown on the still picture.
   * @param {Found[]} found @param {Picture} picture
   */
  #take(found, picture) {
    const code = found.find(this.#offer);
    if (!code) return false;
    const generation = this.#halt();
    this.#tell({ kind: 'found' });
    navigator.vibrate?.(60);
    this.#stage.insertBefore(picture.canvas, this.#outline);
    this.#outline.setAttribute('viewBox', `0 0 ${picture.canvas.width} ${picture.canvas.height}`);
    this.#polygon.setAttribute('points', code.corners.join(' '));
    setTimeout(() => generation === this.#generation && this.#tell({ kind: 'done' }), OUTLINE_SHOWN);
    return true;
  }

  /** Reads a photo, with every attempt. @param {File} [file] */
  async photo(file) {
    const generation = this.#halt();
    if (!file) return;
    this.#tell({ kind: 'reading' });
    const picture = new Picture();
    let found;
    try {
      const image = await decodePhoto(file);
      picture.draw(image, [0, 0, image.width, image.height], PHOTO_SIZE);
      image.close();
    } catch {
      if (generation === this.#generation) this.#stopped('unreadable');
      return;
    }
    try {
      found = await this.#files.round(() => new Decoder(this.#formats, this.#files.reach).read(picture, true));
    } catch {
      if (generation === this.#generation) this.#stopped('broken');
      return;
    }
    if (generation !== this.#generation) return;
    const { width, height } = picture.canvas;
    if (!found.length) this.#stopped('blank');
    else this.#take(inViewfinder(found, { x: 0, y: 0, width, height }), picture);
  }

  /** Turns the light on or off. @param {boolean} on */
  torch(on) {
    this.#track?.applyConstraints({ advanced: [{ torch: on }] }).catch(() => {});
  }

  /** Sees so many times nearer. @param {number} times */
  zoom(times) {
    const { zoom } = this.#track?.getCapabilities?.() ?? {};
    if (zoom) this.#track?.applyConstraints({ advanced: [{ zoom: zoom.min * times }] }).catch(() => {});
  }

  /** Starts the next camera. */
  async flip() {
    const current = this.#track?.getSettings().deviceId;
    const cameras = await listCameras();
    const next = cameras[(cameras.findIndex(({ deviceId }) => deviceId === current) + 1) % cameras.length];
    if (next) this.start(next.deviceId);
  }

  /** The end: nothing is told after it. */
  stop() {
    this.#halt();
    this.#tell = () => {};
    document.removeEventListener('visibilitychange', this.#followVisibility);
  }

  /** @param {import('./state.js').MessageKey} why */
  #stopped(why) {
    this.#halt();
    this.#tell({ kind: 'stopped', why });
  }

  /** Turns the camera off, at once; returns the new generation. */
  #halt() {
    stopTracks(this.#stream);
    this.#stream = undefined;
    this.#isWanted = this.#isAway = false;
    this.#video.srcObject = null;
    return ++this.#generation;
  }
}

/** @param {MediaStream | undefined} stream */
function stopTracks(stream) {
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null;
    track.stop();
  }
}

const listCameras = async () => (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
const hasSeveralCameras = () => listCameras().then((cameras) => cameras.length > 1, () => false);
