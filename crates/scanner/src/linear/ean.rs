//! EAN-13 and UPC-A (ISO/IEC 15420): the digits' patterns, and decoding of twelve symbol characters to text.

use crate::Format;

/// The element widths of each digit in number set A, in modules: space, bar, space, bar. Number set B reverses them;
/// number set C, in the right half, has the widths of set A with bars and spaces exchanged.
pub const DIGITS: [u32; 10] = [3211, 2221, 2122, 1411, 1132, 1231, 1114, 1312, 1213, 3112];

/// For each leading digit, which of the six left digits are of number set B, from the most significant of six bits.
const FIRST_DIGIT_PARITIES: [u8; 10] =
    [0, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010];

/// Decodes twelve symbol characters; 10 to 19 stand for 0 to 9 in number set B. `None` if the check digit or the
/// parities are wrong.
pub fn text(digits: &[u8; 12]) -> Option<(Format, String)> {
    let (left, right) = digits.split_at(6);
    let parity = left.iter().fold(0, |bits, digit| bits << 1 | u8::from(*digit >= 10));
    let first = FIRST_DIGIT_PARITIES.iter().position(|p| *p == parity)?;
    if right.iter().any(|digit| *digit >= 10) {
        return None;
    }
    let checksum = digits
        .iter()
        .zip([3, 1].into_iter().cycle())
        .fold(first as u8, |checksum, (d, weight)| checksum + d % 10 * weight);
    if checksum % 10 != 0 {
        return None;
    }
    let mut text: String = digits.iter().map(|digit| char::from(b'0' + digit % 10)).collect();
    if first == 0 {
        return Some((Format::UpcA, text));
    }
    text.insert(0, char::from(b'0' + first as u8));
    Some((Format::Ean13, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_have_seven_modules_and_differ() {
        for digit in DIGITS {
            assert_eq!([1000, 100, 10, 1].map(|place| digit / place % 10).iter().sum::<u32>(), 7);
        }
    }

    #[test]
    fn parity_and_check() {
        // 4 006381 333931 and 0 36000 29145 2.
        let digits = [0, 10, 6, 3, 18, 11, 3, 3, 3, 9, 3, 1];
        assert_eq!(text(&digits), Some((Format::Ean13, "4006381333931".into())));
        let upc = [0, 3, 6, 0, 0, 0, 2, 9, 1, 4, 5, 2];
        assert_eq!(text(&upc), Some((Format::UpcA, "036000291452".into())));
        assert_eq!(text(&[0, 10, 6, 3, 18, 11, 3, 3, 3, 9, 3, 2]), None);
        assert_eq!(text(&[0, 10, 16, 3, 18, 11, 3, 3, 3, 9, 3, 1]), None);
    }
}
