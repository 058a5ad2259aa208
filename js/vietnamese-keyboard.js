// What was pressed, where a Vietnamese keyboard made đ, ư or á of it. Telex takes letters for marks, VNI takes digits. The key of
// a mark is pressed anywhere from its letter to the end of the word, and the mark may stand on another letter of the vowel.

/** More marks have too many ways to be typed for one of them to be certain. */
const MAX_MARKS = 2;

/** The marks of NFD, and of đ, which has none there, by their keys. @typedef {Record<string, string>} Keys */
/** @type {Keys} */
const TELEX = { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j', '\u031B': 'w', '\u0306': 'w', đ: 'd' };
/** @type {Keys} */
const VNI = {
  '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5', '\u0302': '6', '\u031B': '7', '\u0306': '8', đ: '9',
};
const TONES = '\u0301\u0300\u0309\u0303\u0323';
const HORN = '\u031B';

/** A Vietnamese syllable without its marks, before a digit that VNI would have taken for a mark of it. */
const BEFORE_VNI_DIGIT = /^(?:ngh?|[ckgt]h|[np]h|tr|g[ih]?|qu|[bcdghklmnrstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?[0-68]/i;

/** A mark, and the index of the letter that it stands on. @typedef {{ mark: string, at: number }} Mark */
/** Letters without marks, and the marks that a key made. @typedef {{ letters: string[], marks: Mark[] }} Taken */

/**
 * Everything that may have been pressed for a word with marks; nothing for a word without.
 * @param {string} word @returns {string[]}
 */
export function typedKeys(word) {
  const taken = takeApart(word);
  if (!taken.marks.length || taken.marks.length > MAX_MARKS) return [];
  return [
    ...variants(taken, true).flatMap((variant) => pressed(variant, (mark, letter) => (mark === '\u0302' ? letter : TELEX[mark]))),
    ...(isVni(taken) ? variants(taken, false).flatMap((variant) => pressed(variant, (mark) => VNI[mark])) : []),
  ];
}

/** @param {string} word @returns {Taken} */
function takeApart(word) {
  const taken = /** @type {Taken} */ ({ letters: [], marks: [] });
  for (const c of word.normalize('NFD')) {
    const isMark = /\p{M}/u.test(c);
    if (!isMark) taken.letters.push(c === 'đ' ? 'd' : c === 'Đ' ? 'D' : c);
    if (isMark || /đ/i.test(c)) taken.marks.push({ mark: c.toLowerCase(), at: taken.letters.length - 1 });
  }
  return taken;
}

/** Whether it may be VNI: no digit is left that VNI would have taken. @param {Taken} taken */
function isVni({ letters, marks }) {
  const first = marks[0]?.at ?? 0;
  const before = letters.slice(0, first).join('').match(/[a-z]*$/i)?.[0].length ?? 0;
  return !BEFORE_VNI_DIGIT.test(letters.slice(first - before).join(''));
}

/** The ways of one key for two letters (`uow` for ươ), and in Telex of one for a whole letter (`w` for ư). @param {Taken} taken @param {boolean} isTelex */
function variants(taken, isTelex) {
  const { letters, marks } = taken;
  const horns = marks.filter(({ mark }) => mark === HORN);
  const all = [taken];
  for (const horn of horns) {
    const { at } = horn;
    const letter = letters[at] ?? '';
    const others = marks.filter((other) => other !== horn);
    if (horns.some((other) => other.at === at - 1)) all.push({ letters, marks: others });
    if (isTelex && /u/i.test(letter)) {
      const w = letter === 'u' ? 'w' : 'W';
      all.push({ letters: [...letters.slice(0, at), w, ...letters.slice(at + 1)], marks: others });
    }
  }
  return all;
}

/** @param {Taken} taken @param {(mark: string, letter: string) => string | undefined} keyOf @returns {string[]} */
function pressed({ letters, marks }, keyOf) {
  /** For each mark, its key in both cases at each place. @type {[key: string, place: number][][]} */
  const ways = marks.map(({ mark, at }) => {
    const key = keyOf(mark, (letters[at] ?? '').toLowerCase());
    if (!key) return [];
    let first = at;
    while (TONES.includes(mark) && /[aeiouyw]/i.test(letters[first - 1] ?? '')) first--;
    const end = letters.findIndex((letter, index) => index > at && !/[a-z]/i.test(letter));
    const places = Array.from({ length: (end < 0 ? letters.length : end) - first }, (_, more) => first + more + 1);
    return [...new Set([key, key.toUpperCase()])].flatMap((each) => places.map((place) => /** @type {[string, number]} */ ([each, place])));
  });
  /** @type {[key: string, place: number][][]} */
  let rows = [[]];
  for (const way of ways) {
    rows = rows.flatMap((row) => way.flatMap((key) => row.map((_, at) => at).concat(row.length).map((at) => [...row.slice(0, at), key, ...row.slice(at)])));
  }
  return rows.map((row) => letters.map((letter, at) => letter + keysAt(row, at + 1)).join(''));
}

/** @param {[key: string, place: number][]} row @param {number} place */
const keysAt = (row, place) => row.filter((key) => key[1] === place).map(([key]) => key).join('');
