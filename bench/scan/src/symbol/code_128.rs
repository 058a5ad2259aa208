//! Code 128 encoder (ISO/IEC 15417): code set B, and code set C for long runs of digits.

use super::{Symbol, bars};
use crate::{contents, random::Random};

const TO_C: usize = 99;
const TO_B: usize = 100;
const START_B: usize = 104;
const START_C: usize = 105;

/// The element widths of each symbol character, a bar first (ISO/IEC 15417:2007, Table 1); the stop character with its
/// final bar.
const WIDTHS: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];

/// A random symbol. `check_error` is added to the check character: 0 for a valid symbol.
pub fn symbol(random: &mut Random, check_error: usize) -> Symbol {
    let text = contents::code_128(random);
    let modules = encode(&text, check_error);
    Symbol::linear(random, text, modules, 10)
}

fn encode(text: &str, check_error: usize) -> Vec<bool> {
    let mut characters = values(text.as_bytes());
    let sum: usize = characters.iter().enumerate().map(|(i, value)| value * i.max(1)).sum();
    characters.extend([(sum + check_error) % 103, 106]);
    bars(characters.iter().flat_map(|&value| WIDTHS[value].bytes().map(|width| usize::from(width - b'0'))))
}

/// The start character and the data characters. Runs of at least six digits, or four at either end, are encoded in code
/// set C.
fn values(text: &[u8]) -> Vec<usize> {
    let run = |at: usize| text[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut values = Vec::new();
    let (mut at, mut in_c) = (0, false);
    while at < text.len() {
        let digits = run(at);
        let edge = at == 0 || at + digits == text.len();
        if in_c && digits < 2 || values.is_empty() && digits < 4 {
            values.push(if values.is_empty() { START_B } else { TO_B });
            in_c = false;
        } else if !in_c && digits.is_multiple_of(2) && (digits >= 6 || digits >= 4 && edge) {
            values.push(if values.is_empty() { START_C } else { TO_C });
            in_c = true;
        } else if values.is_empty() {
            values.push(START_B);
        } else if in_c {
            values.push(usize::from(text[at] - b'0') * 10 + usize::from(text[at + 1] - b'0'));
            at += 2;
        } else {
            values.push(usize::from(text[at]) - 32);
            at += 1;
        }
    }
    values
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_character_is_eleven_modules_wide() {
        for widths in &super::WIDTHS[..106] {
            assert_eq!(widths.bytes().map(|w| w - b'0').sum::<u8>(), 11);
        }
    }

    #[test]
    fn digits_change_the_set() {
        assert_eq!(super::values(b"1234"), [105, 12, 34]);
        assert_eq!(super::values(b"A123456"), [104, 33, 99, 12, 34, 56]);
        assert_eq!(super::values(b"12345"), [104, 17, 99, 23, 45]);
    }
}
