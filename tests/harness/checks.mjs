// Checks of how a page of the widget looks, to be run in the page: each gives a list of defects, in words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** axe-core, to be run in the page before `axes`. */
export const AXE = readFileSync(join(root, 'scripts/node_modules/axe-core/axe.min.js'), 'utf8');

/** Nothing is wider than the window, and every word lies whole in its button and in the window. */
export function cut() {
  const wrong = [];
  const { shadowRoot } = document.querySelector('points-widget');
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) wrong.push(`the page is ${page.scrollWidth} wide`);
  const texts = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.getClientRects().length || element.closest('.hidden, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = (element.closest('button, .way, .tab') ?? element.closest('.widget')).getBoundingClientRect();
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (left < 0 || right > innerWidth) wrong.push(`"${text.data}" leaves the window: ${left} to ${right}`);
      if (left < box.left - 0.5 || right > box.right + 0.5 || top < box.top - 0.5 || bottom > box.bottom + 0.5) {
        wrong.push(`"${text.data}" leaves its box: ${[left, right, top, bottom].map(Math.round)} in ${[box.left, box.right, box.top, box.bottom].map(Math.round)}`);
      }
    }
  }
  for (const element of shadowRoot.querySelectorAll('*')) {
    const { overflowX, display } = getComputedStyle(element);
    if (display === 'none' || element.matches('.hidden, .stage, svg, svg *') || !element.getClientRects().length) continue;
    if (overflowX !== 'visible' && overflowX !== 'clip' && element.scrollWidth > element.clientWidth + 1 && !element.matches('input')) {
      wrong.push(`${element.className || element.localName} hides ${element.scrollWidth - element.clientWidth} px`);
    }
  }
  return wrong;
}

/** Sets text as wide as WCAG's 1.4.12 has it. Nothing is wrong with that. */
export function spread() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  const { shadowRoot } = document.querySelector('points-widget');
  shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
  return [];
}

/** Sets text without width, as narrow as any font could. Nothing is wrong with that. */
export function collapsed() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { letter-spacing: -2em !important }');
  const { shadowRoot } = document.querySelector('points-widget');
  shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
  return [];
}

/** Everything that is tapped is 44 px high and wide; a box counts with its words. */
export function small() {
  const { shadowRoot } = document.querySelector('points-widget');
  const wrong = [];
  for (const control of shadowRoot.querySelectorAll('button, select, input, a, .way')) {
    if (!control.getClientRects().length || control.matches('.hidden')) continue;
    const boxes = [control, ...(control.type === 'checkbox' ? control.labels : [])].map((each) => each.getBoundingClientRect());
    const side = (from, to) => Math.max(...boxes.map((box) => box[to])) - Math.min(...boxes.map((box) => box[from]));
    const [width, height] = [side('left', 'right'), side('top', 'bottom')];
    if (width < 43.9 || height < 43.9) wrong.push(`${control.id || control.textContent || control.className}: ${width} × ${height}`);
  }
  return wrong;
}

/** No two controls lie on each other, but the scan button on the end of its field. */
export function overlapping() {
  const { shadowRoot } = document.querySelector('points-widget');
  const controls = [...shadowRoot.querySelectorAll('button, select, input, a, .way, .viewfinder')]
    .filter((control) => control.getClientRects().length && !control.matches('.hidden, .scan'));
  const boxes = controls.map((control) => control.getBoundingClientRect());
  return controls.flatMap((one, at) => controls.slice(at + 1).flatMap((other, next) => {
    const [a, b] = [boxes[at], boxes[at + 1 + next]];
    const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    return apart ? [] : [`${one.className || one.id} and ${other.className || other.id}`];
  }));
}

/** With the system's own colours, what is chosen, wrong, busy or focused is told by more than a background. */
export function unseen() {
  const { shadowRoot } = document.querySelector('points-widget');
  const wrong = [];
  const style = (element) => getComputedStyle(element);
  const isSeen = (colour) => !/rgba\(.*, 0\)$|transparent/.test(colour);
  const shown = (selector) => [...shadowRoot.querySelectorAll(selector)].filter((element) => element.getClientRects().length);
  for (const element of shown('button:not(.link), select, input:not([type=checkbox], .hidden), .way, .badge, .notice')) {
    const { borderTopWidth, borderTopStyle, borderTopColor } = style(element);
    const isFree = element.closest('.stage') !== null;
    if (!isFree && (borderTopWidth === '0px' || borderTopStyle === 'none' || !isSeen(borderTopColor))) wrong.push(`${element.className}: no border`);
  }
  for (const link of shown('.link, a')) if (!style(link).textDecorationLine.includes('underline')) wrong.push('a link that is not underlined');
  for (const box of shown('[type=checkbox]')) if (style(box).appearance !== 'auto') wrong.push('a box of its own');
  const [chosen, other] = [true, false].map((is) => shadowRoot.querySelector(`.tab[aria-selected=${is}]`));
  const [mark, rest] = [chosen, other].map((tab) => tab && style(tab).backgroundColor);
  if (chosen && (mark === rest || !isSeen(mark))) wrong.push('the chosen tab');
  for (const field of shown('input[aria-invalid]:not([type=checkbox])')) if (parseFloat(style(field).borderTopWidth) < 2) wrong.push('a wrong field');
  for (const busy of shown('[aria-disabled]')) {
    const plain = shown('button:not([aria-disabled]):not(.tab)')[0];
    if (plain && style(busy).color === style(plain).color) wrong.push('a busy button');
  }
  const focused = shadowRoot.activeElement;
  if (focused?.matches(':focus-visible') && (style(focused).outlineStyle === 'none' || !isSeen(style(focused).outlineColor))) wrong.push('the focus');
  return wrong;
}

/** Where motion is not wanted, none lasts. */
export function moving() {
  const { shadowRoot } = document.querySelector('points-widget');
  return [...shadowRoot.querySelectorAll('*')].filter((element) => {
    const { animationDuration, transitionDuration } = getComputedStyle(element);
    return [animationDuration, transitionDuration].some((text) => text.split(', ').some((time) => parseFloat(time) > 0));
  }).map((element) => element.className);
}

/** Runs axe-core, which must be in the page: all rules of WCAG 2.2 A and AA and those of good practice. */
export async function axes() {
  const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations, incomplete } = await axe.run(document, { runOnly: { type: 'tag', values }, preload: false });
  const found = [...violations, ...incomplete.filter(({ id }) => id !== 'video-caption')];
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target.flat().join(' ')} ${any[0]?.message ?? ''}`));
}
