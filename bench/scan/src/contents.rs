//! Random contents of barcodes in the forms that brands use: deep links, bare codes, digits.

use crate::random::Random;

const DIGITS: &[u8] = b"0123456789";
const UPPER: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const MIXED: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A string of random characters from an alphabet.
fn random_string(random: &mut Random, alphabet: &[u8], length: usize) -> String {
    (0..length).map(|_| char::from(random.pick(alphabet))).collect()
}

/// A string of random digits.
pub fn digits(random: &mut Random, length: usize) -> String {
    random_string(random, DIGITS, length)
}

/// The contents of a QR code: 6 to about 160 characters.
pub fn qr(random: &mut Random) -> String {
    match random.below(10) {
        0..=3 => {
            let length = random.range(8, 20);
            format!("https://brand.example/collect?code={}", random_string(random, MIXED, length))
        }
        4 => {
            let (campaign, code, extra) = (random.range(4, 12), random.range(10, 20), random.range(4, 60));
            let campaign = random_string(random, MIXED, campaign);
            let code = random_string(random, MIXED, code);
            let extra = random_string(random, MIXED, extra);
            format!("https://shop.brand.example/points/collect?campaign={campaign}&code={code}&batch={extra}")
        }
        5 => {
            let length = random.range(6, 16);
            format!("HTTPS://BRAND.EXAMPLE/C/{}", random_string(random, UPPER, length))
        }
        6..=7 => {
            let length = random.range(8, 20);
            random_string(random, MIXED, length)
        }
        8 => {
            let length = random.range(6, 40);
            digits(random, length)
        }
        _ => {
            let length = random.range(6, 40);
            random_string(random, UPPER, length)
        }
    }
}

/// The contents of a Data Matrix: from 3 characters, which fit into 10×10 modules, to a deep link.
pub fn data_matrix(random: &mut Random) -> String {
    match random.below(10) {
        0..=2 => {
            let length = random.range(8, 20);
            random_string(random, MIXED, length)
        }
        3..=4 => {
            let length = random.range(6, 24);
            random_string(random, UPPER, length)
        }
        5..=6 => {
            let length = random.range(4, 40);
            digits(random, length)
        }
        7 => random_string(random, UPPER, 3),
        _ => {
            let length = random.range(6, 20);
            format!("https://brand.example/collect?code={}", random_string(random, MIXED, length))
        }
    }
}

/// The contents of a Code 128 symbol: 6 to 16 characters, some with runs of digits.
pub fn code_128(random: &mut Random) -> String {
    let length = random.range(6, 16);
    match random.below(4) {
        0 => random_string(random, MIXED, length),
        1 => random_string(random, UPPER, length),
        2 => digits(random, length),
        _ => {
            let (before, run) = (random.range(1, 3), random.range(4, length - 2));
            let start = random_string(random, UPPER, before.min(length - run));
            let run = digits(random, run);
            let end = length - start.len() - run.len();
            format!("{start}{run}{}", random_string(random, UPPER, end))
        }
    }
}
