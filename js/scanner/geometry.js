// Where codes lie: inside the viewfinder, which shows where to hold them, or beside it. Plain geometry in pixels of the picture.

/** @typedef {import('./barcode-detector.js').Found} Found */
/** @typedef {import('./barcode-detector.js').Point} Point */
/** A part of a picture. @typedef {{ x: number, y: number, width: number, height: number }} Rectangle */

/** @param {Point[]} corners @returns {Point} */
const centre = (corners) => {
  const [x, y] = corners.reduce(([x, y], corner) => [x + corner[0], y + corner[1]], [0, 0]);
  return [x / corners.length, y / corners.length];
};

/**
 * The codes whose centre lies inside the viewfinder, the one nearest to its centre first: with several codes in view, that is
 * the one the customer means. Codes without corners come last.
 * @template {Pick<Found, 'corners'>} T
 * @param {T[]} found @param {Rectangle} viewfinder
 */
export function inViewfinder(found, viewfinder) {
  /** @param {T} code */
  const distance = ({ corners }) => {
    if (!corners.length) return 1;
    const [x, y] = centre(corners);
    return Math.hypot((x - viewfinder.x) / viewfinder.width - 0.5, (y - viewfinder.y) / viewfinder.height - 0.5);
  };
  /** @param {T} code */
  const isInside = ({ corners }) => {
    if (!corners.length) return true;
    const [x, y] = centre(corners);
    return x >= viewfinder.x && y >= viewfinder.y && x <= viewfinder.x + viewfinder.width && y <= viewfinder.y + viewfinder.height;
  };
  return found.filter(isInside).sort((a, b) => distance(a) - distance(b));
}

/**
 * What of a picture of `width` × `height` is seen in a box of other proportions that it covers.
 * @param {number} width @param {number} height @param {number} boxWidth @param {number} boxHeight
 * @returns {[x: number, y: number, width: number, height: number]}
 */
export function visiblePart(width, height, boxWidth, boxHeight) {
  const scale = Math.max(boxWidth / width, boxHeight / height);
  const [seenWidth, seenHeight] = [boxWidth / scale, boxHeight / scale];
  return [(width - seenWidth) / 2, (height - seenHeight) / 2, seenWidth, seenHeight];
}

/**
 * The size with the same proportions whose longer side is at most `longest`.
 * @param {number} width @param {number} height @param {number} longest
 * @returns {[width: number, height: number]}
 */
export function fitInto(width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  /** @param {number} side */
  const scaled = (side) => Math.max(1, Math.round(side * scale));
  return [scaled(width), scaled(height)];
}
