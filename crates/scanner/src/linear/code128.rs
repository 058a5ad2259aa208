//! Code 128 (ISO/IEC 15417): the symbol characters' patterns, and decoding of symbol characters to text.

/// The element widths of each symbol character, in modules, by value (ISO/IEC 15417:2007, Table 1). The last is the
/// stop character without its final bar of 2 modules.
pub const PATTERNS: [u32; 107] = [
    212222, 222122, 222221, 121223, 121322, 131222, 122213, 122312, 132212, 221213, 221312, 231212, 112232, 122132,
    122231, 113222, 123122, 123221, 223211, 221132, 221231, 213212, 223112, 312131, 311222, 321122, 321221, 312212,
    322112, 322211, 212123, 212321, 232121, 111323, 131123, 131321, 112313, 132113, 132311, 211313, 231113, 231311,
    112133, 112331, 132131, 113123, 113321, 133121, 313121, 211331, 231131, 213113, 213311, 213131, 311123, 311321,
    331121, 312113, 312311, 332111, 314111, 221411, 431111, 111224, 111422, 121124, 121421, 141122, 141221, 112214,
    112412, 122114, 122411, 142112, 142211, 241211, 221114, 413111, 241112, 134111, 111242, 121142, 121241, 114212,
    124112, 124211, 411212, 421112, 421211, 212141, 214121, 412121, 111143, 111341, 131141, 114113, 114311, 411113,
    411311, 113141, 114131, 311141, 411131, 211412, 211214, 211232, 233111,
];

const SHIFT: u8 = 98;
const CODE_C: u8 = 99;
const CODE_B: u8 = 100;
const CODE_A: u8 = 101;
const FNC1: u8 = 102;
pub const START_A: u8 = 103;
const START_C: u8 = 105;
pub const STOP: u8 = 106;

/// Decodes the symbol characters from the start to the check character; `None` if the modulo 103 check fails or a
/// character is invalid.
pub fn text(values: &[u8]) -> Option<String> {
    let [start @ START_A..=START_C, data @ .., check] = values else { return None };
    // Such a short symbol is more likely to be a false positive.
    if data.len() < 2 {
        return None;
    }
    let checksum = data
        .iter()
        .zip(1u32..)
        .fold(u32::from(*start), |checksum, (value, at)| (checksum + u32::from(*value) * at) % 103);
    if checksum != u32::from(*check) {
        return None;
    }
    let mut text = String::new();
    let mut set = [CODE_A, CODE_B, CODE_C][usize::from(start - START_A)];
    let mut shifted = false;
    // FNC4 adds 128 to the next character; twice in a row, to all that follow.
    let (mut fnc4, mut fnc4_locked) = (false, false);
    for (index, &value) in data.iter().enumerate() {
        let current_set = match (shifted, set) {
            (true, CODE_A) => CODE_B,
            (true, CODE_B) => CODE_A,
            _ => set,
        };
        shifted = false;
        match (current_set, value) {
            // FNC1 in first position marks GS1-128; elsewhere it is the separator.
            (_, FNC1) if index == 0 => {}
            (_, FNC1) => text.push('\u{1d}'),
            (_, START_A..) => return None,
            (CODE_C, 0..=99) => {
                text.push(char::from(b'0' + value / 10));
                text.push(char::from(b'0' + value % 10));
            }
            (CODE_A, CODE_A) | (CODE_B, CODE_B) => {
                if fnc4 {
                    fnc4_locked = !fnc4_locked;
                }
                fnc4 = !fnc4;
            }
            (_, CODE_A..=CODE_A | CODE_B..=CODE_B) => set = value,
            (_, CODE_C) => set = CODE_C,
            (_, SHIFT) => shifted = true,
            (_, 96 | 97) => {}
            _ => {
                let character = if current_set == CODE_A && value >= 64 { value - 64 } else { value + 32 };
                text.push(char::from(character + if fnc4 != fnc4_locked { 128 } else { 0 }));
                fnc4 = false;
            }
        }
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_check(values: &[u8]) -> Vec<u8> {
        let sum = values.iter().zip([1].into_iter().chain(1u32..)).map(|(v, at)| u32::from(*v) * at).sum::<u32>();
        [values, &[(sum % 103) as u8]].concat()
    }

    #[test]
    fn patterns_have_eleven_modules_and_even_bars() {
        for (index, pattern) in PATTERNS.iter().enumerate() {
            let widths = [100_000, 10_000, 1000, 100, 10, 1].map(|place| pattern / place % 10);
            assert_eq!(widths.iter().sum::<u32>(), 11, "{index}");
            assert_eq!((widths[0] + widths[2] + widths[4]) % 2, 0, "{index}");
            assert!(!PATTERNS[..index].contains(pattern), "{index}");
        }
    }

    #[test]
    fn sets_shifts_and_checks() {
        // "PJJ123C", the symbol in Wikipedia's article.
        assert_eq!(text(&[103, 48, 42, 42, 17, 18, 19, 35, 54]).as_deref(), Some("PJJ123C"));
        assert_eq!(text(&[103, 48, 42, 42, 17, 18, 19, 35, 55]), None);
        assert_eq!(text(&with_check(&[105, 12, 34, 100, 33, 98, 64, 33])).as_deref(), Some("1234A\0A"));
        assert_eq!(text(&with_check(&[105, 102, 12, 102, 34])).as_deref(), Some("12\u{1d}34"));
        assert_eq!(text(&with_check(&[104, 100, 33, 33])).as_deref(), Some("\u{c1}A"));
        assert_eq!(text(&with_check(&[104, 33])), None);
        assert_eq!(text(&[]), None);
    }
}
