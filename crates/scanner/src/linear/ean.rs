//! EAN-13 and UPC-A: which text twelve digits and the parities of the first six are. ISO/IEC 15420.

use crate::Format;

/// The widths of a digit's space, bar, space, bar in the left half with odd parity; even parity reverses them, the right half
/// has bars for spaces.
pub const DIGITS: [u32; 10] = [3211, 2221, 2122, 1411, 1132, 1231, 1114, 1312, 1213, 3112];

/// For each first digit which of the next six have even parity, the first of them in the highest bit.
const PARITIES: [u8; 10] =
    [0, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010];

/// The text of twelve digits; 10 to 19 stand for 0 to 9 with even parity. `None` where the check digit or a parity is wrong.
pub fn text(digits: &[u8; 12]) -> Option<(Format, String)> {
    let (left, right) = digits.split_at(6);
    let parity = left.iter().fold(0, |bits, digit| bits << 1 | u8::from(*digit >= 10));
    let first = PARITIES.iter().position(|p| *p == parity)?;
    if right.iter().any(|digit| *digit >= 10) {
        return None;
    }
    let sum = digits.iter().zip([3, 1].into_iter().cycle()).fold(first as u8, |sum, (d, weight)| sum + d % 10 * weight);
    if sum % 10 != 0 {
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
