//! EAN-13 encoder (ISO/IEC 15420); with a leading digit of 0, the symbol is a UPC-A.

use super::{Symbol, bars};
use crate::{contents, random::Random};

/// The element widths of each digit in number set A, in modules: space, bar, space, bar. Number set B reverses them.
const DIGITS: [[usize; 4]; 10] = [
    [3, 2, 1, 1],
    [2, 2, 2, 1],
    [2, 1, 2, 2],
    [1, 4, 1, 1],
    [1, 1, 3, 2],
    [1, 2, 3, 1],
    [1, 1, 1, 4],
    [1, 3, 1, 2],
    [1, 2, 1, 3],
    [3, 1, 1, 2],
];

/// For each leading digit, which of the six left digits are of number set B, from the most significant of six bits.
const FIRST_DIGIT_PARITIES: [u8; 10] =
    [0b000000, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010];

/// A random symbol. `check_error` is added to the check digit: 0 for a valid symbol.
pub fn symbol(random: &mut Random, check_error: usize) -> Symbol {
    let upc = random.chance(0.25);
    let mut text = if upc { format!("0{}", contents::digits(random, 11)) } else { contents::digits(random, 12) };
    let check_digit = (check_digit(&text) + check_error) % 10;
    text.push(char::from(b'0' + check_digit as u8));
    let modules = encode(&text);
    Symbol::linear(random, text, modules, 11)
}

/// The check digit: weights 1 and 3 alternate, and the sum is complemented to a multiple of ten.
pub fn check_digit(twelve: &str) -> usize {
    let sum: u32 = twelve.bytes().enumerate().map(|(i, d)| u32::from(d - b'0') * if i % 2 == 0 { 1 } else { 3 }).sum();
    ((10 - sum % 10) % 10) as usize
}

fn encode(text: &str) -> Vec<bool> {
    let digits: Vec<usize> = text.bytes().map(|d| usize::from(d - b'0')).collect();
    let mut widths = vec![1, 1, 1];
    for (i, &digit) in digits[1..7].iter().enumerate() {
        let mut four = DIGITS[digit];
        if FIRST_DIGIT_PARITIES[digits[0]] >> (5 - i) & 1 == 1 {
            four.reverse();
        }
        widths.extend(four);
    }
    widths.extend([1, 1, 1, 1, 1]);
    digits[7..].iter().for_each(|&digit| widths.extend(DIGITS[digit]));
    widths.extend([1, 1, 1]);
    bars(widths)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_known_code() {
        assert_eq!(super::check_digit("400638133393"), 1);
        assert_eq!(super::encode("4006381333931").len(), 95);
    }
}
