// The colours that the widget derives from an accent, computed as in style/colour.css, and their contrast. Pure.

const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const encoded = (part) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

/** Parses `#rgb` or `#rrggbb` into three linear channels from 0 to 1. */
function parse(hex) {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : hex.slice(1).match(/../g);
  return digits.map((pair) => linear(parseInt(pair, 16) / 255));
}

const format = (parts) =>
  `#${parts.map((part) => Math.round(encoded(Math.min(1, Math.max(0, part))) * 255).toString(16).padStart(2, '0')).join('')}`;

// Oklab, as in CSS Color 4: https://www.w3.org/TR/css-color-4/#color-conversion-code
function toOklch([r, g, b]) {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, y), Math.atan2(y, a)];
}

function fromOklch([lightness, chroma, hue]) {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** WCAG's relative luminance. */
function luminance(hex) {
  const [r, g, b] = parse(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG's contrast ratio of two colours, from 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colours derived from an accent: of text on it, and of accent-coloured text in both themes. */
export function derive(accent) {
  const [lightness, chroma, hue] = toOklch(parse(accent));
  return {
    on: luminance(accent) < 0.18 ? '#ffffff' : '#000000',
    light: format(fromOklch([Math.min(lightness, 0.48), chroma, hue])),
    dark: format(fromOklch([Math.max(lightness, 0.78), chroma, hue])),
  };
}
