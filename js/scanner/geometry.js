// Where codes lie: inside the frame that shows where to hold, or beside it. Plain geometry in pixels of the picture.

const middle = (corners) => {
  const sum = corners.reduce(([x, y], corner) => [x + corner[0], y + corner[1]], [0, 0]);
  return sum.map((value) => value / corners.length);
};

/**
 * The codes whose middle lies inside `aim` ({ x, y, width, height }), the one nearest to the middle of it first: with
 * several codes in view, that is the one the customer means. Codes without corners come last.
 */
export function inside(found, aim) {
  const away = ({ corners }) => {
    if (!corners.length) return 1;
    const [x, y] = middle(corners);
    return Math.hypot((x - aim.x) / aim.width - 0.5, (y - aim.y) / aim.height - 0.5);
  };
  const isInside = ({ corners }) => {
    if (!corners.length) return true;
    const [x, y] = middle(corners);
    return x >= aim.x && y >= aim.y && x <= aim.x + aim.width && y <= aim.y + aim.height;
  };
  return found.filter(isInside).sort((a, b) => away(a) - away(b));
}

/** What of a picture of `width` × `height` is seen in a box of other proportions that it covers: `[x, y, width, height]`. */
export function covered(width, height, boxWidth, boxHeight) {
  const scale = Math.max(boxWidth / width, boxHeight / height);
  const [seenWidth, seenHeight] = [boxWidth / scale, boxHeight / scale];
  return [(width - seenWidth) / 2, (height - seenHeight) / 2, seenWidth, seenHeight];
}

/** The size with the same proportions whose longer side is at most `longest`. */
export function within(width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return [width, height].map((side) => Math.max(1, Math.round(side * scale)));
}
