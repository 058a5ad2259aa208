// Pixels for the decoder: frames and photos on a canvas, turned upright and no larger than it takes.
import { fitInto } from './geometry.js';

/** RGBA pixels, row by row. @typedef {{ rgba: Uint8ClampedArray, width: number, height: number }} Pixels */

/** A canvas that is drawn on and read back, again and again. */
export class Picture {
  canvas = document.createElement('canvas');
  #context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d', { willReadFrequently: true }));

  /**
   * Draws a part of a video or image, its longer side at most `longest` pixels.
   * @param {CanvasImageSource} source
   * @param {[x: number, y: number, width: number, height: number]} part
   * @param {number} longest
   */
  draw(source, [x, y, width, height], longest) {
    const size = fitInto(width, height, longest);
    if (this.canvas.width !== size[0]) this.canvas.width = size[0];
    if (this.canvas.height !== size[1]) this.canvas.height = size[1];
    this.#context.drawImage(source, x, y, width, height, 0, 0, ...size);
  }

  /** The pixels, in a buffer of their own that may be transferred. @returns {Pixels} */
  pixels() {
    const { width, height } = this.canvas;
    return { rgba: this.#context.getImageData(0, 0, width, height).data, width, height };
  }

  /** Whether nothing in it is brighter than a covered lens shows. */
  isBlack() {
    return this.pixels().rgba.every((value, at) => at % 4 === 3 || value < 20);
  }
}

/**
 * Decodes a photo, upright as its EXIF says. Older browsers turn it without being asked, and do not know the option's name.
 * @param {Blob} file
 */
export async function decodePhoto(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return createImageBitmap(file);
  }
}

/**
 * Resolves with true at the video's next frame, with false where none comes within `limit` milliseconds.
 * @param {HTMLVideoElement} video @param {number} limit @returns {Promise<boolean>}
 */
export function nextFrame(video, limit) {
  return new Promise((resolve) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      resolve(false);
    }, limit);
    const come = () => {
      clearTimeout(timer);
      resolve(true);
    };
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(come);
    else setTimeout(function look() {
      if (video.readyState >= 2 || isOver) come();
      else setTimeout(look, 33);
    }, 33);
  });
}
