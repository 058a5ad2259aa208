//! EAN-13 by ISO/IEC 15420; a first digit of 0 makes it a UPC-A.

use super::{Symbol, bars};
use crate::{contents, random::Random};

/// The widths of each digit's space, bar, space, bar in set A, in modules; set B has them backwards.
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

/// Which of the six digits at the left are of set B, from the highest bit: this spells the first digit.
const FIRST: [u8; 10] =
    [0b000000, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010];

/// `error`: how much the check digit is off; 0 for a code that can be read.
pub fn symbol(random: &mut Random, error: usize) -> Symbol {
    let upc = random.chance(0.25);
    let mut text = if upc { format!("0{}", contents::digits(random, 11)) } else { contents::digits(random, 12) };
    let check = (check(&text) + error) % 10;
    text.push(char::from(b'0' + check as u8));
    let modules = encode(&text);
    Symbol::linear(random, text, modules, 11)
}

/// The 13th digit: weights 1 and 3 in turn, to the next ten.
pub fn check(twelve: &str) -> usize {
    let sum: u32 = twelve.bytes().enumerate().map(|(i, d)| u32::from(d - b'0') * if i % 2 == 0 { 1 } else { 3 }).sum();
    ((10 - sum % 10) % 10) as usize
}

fn encode(text: &str) -> Vec<bool> {
    let digits: Vec<usize> = text.bytes().map(|d| usize::from(d - b'0')).collect();
    let mut widths = vec![1, 1, 1];
    for (i, &digit) in digits[1..7].iter().enumerate() {
        let mut four = DIGITS[digit];
        if FIRST[digits[0]] >> (5 - i) & 1 == 1 {
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
        assert_eq!(super::check("400638133393"), 1);
        assert_eq!(super::encode("4006381333931").len(), 95);
    }
}
