// A Telex keyboard, as the tests need one: a key acts on the syllable in front of it while that is Vietnamese, `dd` is đ anywhere,
// a digit ends the syllable, and a key that is pressed again takes its mark back and stands for itself.
const TONES = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' };
const SYLLABLE = /^(?:ngh?|[ckgt]h|[pn]h|tr|g[ih]?|qu|[bcdđhklmnrstvx])?([aăâeêioôơuưy]{1,3})(?:ch|n[gh]|[cmnpt])?$/iu;
const SHAPES = { aw: 'ă', ow: 'ơ', uw: 'ư', aa: 'â', ee: 'ê', oo: 'ô', dd: 'đ' };

/** @param {string} keys @returns {string} what stands in the field after them */
export function telex(keys) {
  let done = '';
  let [word, tone] = ['', ''];
  const commit = () => {
    done += withTone(word, tone);
    [word, tone] = ['', ''];
  };
  let isForeign = false; // until the next break, but for `dd`
  for (const key of keys) {
    const small = key.toLowerCase();
    if (isForeign) {
      const text = done;
      if (small === 'd' && /d$/i.test(text) && !/[aeiouy]d$/i.test(text)) done = text.slice(0, -1) + (text.endsWith('d') ? 'đ' : 'Đ');
      else done += key;
      continue;
    }
    const isSyllable = SYLLABLE.test(word);
    if (isSyllable && TONES[small] && isAllowed(word, small)) {
      if (tone !== TONES[small]) {
        tone = TONES[small];
        continue;
      }
      tone = '';
    } else if (isSyllable && small === 'z' && tone) {
      tone = '';
      continue;
    } else if (isSyllable || /^d$/i.test(word)) {
      const shaped = shape(word, small);
      if (shaped) {
        word = shaped;
        continue;
      }
    }
    if (/^(?:[bcdđghklmnpqrstvx]{0,3}|qu)$/iu.test(word + key) || SYLLABLE.test(word + key)) {
      word += key;
      continue;
    }
    commit();
    done += key;
    isForeign = true;
  }
  commit();
  return done.normalize('NFC');
}

/** A stop at the end bears two tones only. */
const isAllowed = (word, key) => !/(?:c|ch|p|t)$/i.test(word) || 'sj'.includes(key);

function shape(word, key) {
  for (let at = word.length - 1; at >= 0; at--) {
    const letter = word[at];
    const other = SHAPES[letter.toLowerCase() + key];
    if (other) return word.slice(0, at) + (letter === letter.toUpperCase() ? other.toUpperCase() : other) + word.slice(at + 1);
  }
  return undefined;
}

function withTone(word, tone) {
  const vowels = SYLLABLE.exec(word)?.[1];
  if (!tone || !vowels) return word;
  const start = word.lastIndexOf(vowels);
  const marked = [...vowels].findLastIndex((vowel) => 'ăâêôơưĂÂÊÔƠƯ'.includes(vowel));
  const at = start + (marked >= 0 ? marked : word.length > start + vowels.length ? vowels.length - 1 : Math.max(0, vowels.length - 2));
  return word.slice(0, at + 1) + tone + word.slice(at + 1);
}
