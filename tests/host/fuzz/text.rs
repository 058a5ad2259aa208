//! Text to read: made of pieces, shaped like what people enter, repeated without end, or any of these with damage.

use super::random::Random;
use crate::support::{CODE, NASTY};

/// The longest input, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// Characters that look like others, that join others, or that no one sees.
const ODD: [&str; 16] = [
    "А", "о", "Χ", "і", "ё", "ａ", "％", "？", "＝", "＠", "（", "e\u{301}", "\u{2028}", "\u{200D}", "\u{1680}",
    "\u{206A}",
];

/// Any text. Most are as short as what people enter, one in a thousand is up to [`LONGEST`].
pub fn any(random: &mut Random) -> String {
    let limit = match random.below(1000) {
        0 => LONGEST + 1,
        1..20 => 1024,
        20..200 => 160,
        _ => 40,
    };
    let limit = random.below(limit);
    up_to(random, limit)
}

/// A text of at most `limit` bytes.
pub fn up_to(random: &mut Random, limit: usize) -> String {
    let mut text = match random.below(8) {
        0 => repeated(random, limit),
        1 | 2 => shaped(random),
        3 | 4 => {
            let text = shaped(random);
            mutated(random, &text)
        }
        _ => String::new(),
    };
    if text.is_empty() {
        while text.len() < limit {
            push_piece(random, &mut text);
        }
    }
    if text.len() > limit.max(300) {
        cut(&mut text, limit);
    }
    text
}

/// Leaves at most `limit` bytes of whole characters.
pub fn cut(text: &mut String, limit: usize) {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
}

fn push_piece(random: &mut Random, text: &mut String) {
    match random.below(8) {
        0 => text.push(random.any_char()),
        1 | 2 => {
            for _ in 0..=random.below(6) {
                text.push(char::from(b' ' + random.below(95) as u8));
            }
        }
        3 => text.push_str(random.pick(&ODD)),
        _ => text.push_str(random.pick(&NASTY)),
    }
}

/// One or two pieces again and again: what a slow search suffers from.
fn repeated(random: &mut Random, limit: usize) -> String {
    let mut text = String::new();
    push_piece(random, &mut text);
    push_piece(random, &mut text);
    text.repeat(limit / text.len().max(1) + 1)
}

/// A phone number, an e-mail address, a link or a message, close to what is read well.
fn shaped(random: &mut Random) -> String {
    let mut text = String::new();
    match random.below(5) {
        0 => {
            text.push_str(random.pick(&["", "0", "+84", "84", "0084", "+65", "00", "(+84)", "+84 (0)", "+", "084"]));
            for _ in 0..random.below(16) {
                text.push_str(random.pick(&["", "", "", " ", ".", "-", "\u{A0}"]));
                text.push(char::from(b'0' + random.below(10) as u8));
            }
        }
        1 => {
            push_piece(random, &mut text);
            text.push_str(random.pick(&["@", "@", "＠", "@@"]));
            text.push_str(random.pick(&["gmail.com", "example.com", ".vn", "a.", "ví.vn", "x"]));
        }
        2 => {
            text.push_str(random.pick(&["https://shop.example/", "HTTP://a/", "x://", "", "//a/b/"]));
            text.push_str(random.pick(&["?code=", "?a=b&code=", "#/r?code=", "?code=%3Fcode%3D", "c/", "?c="]));
            escape(random, &mut text);
            text.push_str(random.pick(&["", "", "&x=y", "#z", "/", " ok"]));
        }
        3 => {
            // As long as the longest code, name and address, give or take a character.
            let length = random.pick(&[119, 120, 121, 199, 200, 201]);
            text.push_str(random.pick(&["", "", "mã ", "\u{200B}", "https://shop.example/c/"]));
            text.extend((0..length).map(|at| char::from(b'0' + (at % 10) as u8)));
            text.push_str(&random.pick(&["", "x"]).repeat(random.below(52)));
            text.push_str(random.pick(&["", "", "@ab.vn", "ễ", "!"]));
        }
        _ => {
            text.push_str(random.pick(&["", "Mã: ", "CODE ", "Nguyễn Văn A ", "[1] "]));
            text.push_str(random.pick(&[CODE, "TIVI npmx 8b98 pfg", "TIVI-npmx-8b98-pfg", "abc123 DEF456"]));
            text.push_str(random.pick(&["", ".", " nhé", "\u{202C}", "\n\n"]));
        }
    }
    text
}

/// A piece, some of it escaped as in a link.
fn escape(random: &mut Random, into: &mut String) {
    let mut piece = String::new();
    push_piece(random, &mut piece);
    push_piece(random, &mut piece);
    for byte in [CODE, &piece].concat().bytes() {
        if byte.is_ascii_alphanumeric() && !random.one_in(4) {
            into.push(char::from(byte));
        } else {
            into.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// `text` with one to four faults: parts gone, doubled, swapped, put in, the end missing, bits the other way round.
pub fn mutated(random: &mut Random, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = at + random.below((bytes.len() - at).min(64) + 1);
        match random.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            2 => bytes[at..end].reverse(),
            3 => {
                let mut piece = String::new();
                push_piece(random, &mut piece);
                bytes.splice(at..at, piece.into_bytes());
            }
            4 => bytes.truncate(at),
            _ => bytes[at..end].iter_mut().take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
