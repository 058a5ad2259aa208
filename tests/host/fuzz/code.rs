//! Codes in any text: what is found was there to be seen, as it was printed, and is found again in itself.

use super::random::Random;
use super::{Target, text};
use crate::support::{is_hidden, reply};
use points_core::api::Get;
use points_core::api::history_point::HistoryPoint;
use points_core::api::json::Json;
use points_core::contact::{is_invisible, to_ascii};
use points_core::product_code::ProductCode;

#[derive(Debug)]
pub struct Find {
    text: String,
    param: String,
}

impl Target for Find {
    fn make(random: &mut Random) -> Find {
        Find { text: text::any(random), param: param(random) }
    }

    fn size(&self) -> usize {
        self.text.len()
    }

    fn check(&self) {
        let Find { text, param } = self;
        if let Ok(code) = ProductCode::find(text, param, &|_| None) {
            is_printed(&code, param);
            is_seen(code.as_str(), text);
        }
        if let Some(code) = ProductCode::in_address(text, param, true) {
            is_printed(&code, param);
            is_seen(code.as_str(), &decode(text)); // a browser hands over the address escaped
        }
    }
}

/// The name of a link's parameter, as a brand sets it.
pub fn param(random: &mut Random) -> String {
    match random.below(8) {
        0 => text::up_to(random, 3),
        1 => random.pick(&["", "c", "serial", "mã"]).to_owned(),
        _ => "code".to_owned(),
    }
}

/// What holds of every code, wherever it came from.
pub fn is_printed(code: &ProductCode, param: &str) {
    let text = code.as_str();
    assert!((1..=120).contains(&text.chars().count()), "{} bytes", text.len());
    assert!(!text.contains(|c: char| c.is_whitespace() || is_hidden(c)), "{text:?}");
    assert_eq!(ProductCode::find(text, param, &|_| None).as_ref(), Ok(code), "found in itself");
    let row = Json::Object(vec![("code".to_owned(), Json::Text(text.to_owned()))]);
    let rows = HistoryPoint::parse(&reply(200, Json::List(vec![row]))).unwrap();
    assert_eq!(rows[0].code.as_deref(), Some(text), "known again in the history");
}

/// The code stands in the text, or in what a link's escapes in it mean: letter by letter, in its case.
fn is_seen(code: &str, text: &str) {
    let mut text = plain(text);
    loop {
        let joined: String = text.split_whitespace().collect();
        if joined.contains(code) || joined.replace(['.', '-'], "").contains(code) {
            return;
        }
        let decoded = plain(&decode(&text));
        assert_ne!(decoded, text, "{code:?} is not in the text");
        text = decoded;
    }
}

/// Without what nobody sees, in the letters that everybody sees. The pairs are spelled out here a second time, because
/// the widget's own table is what they check.
fn plain(text: &str) -> String {
    const PAIRS: &str = "АAВBЕEКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiјjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";
    let letter = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' => '-',
        '٠'..='٩' => char::from(b'0' + (u32::from(c) - u32::from('٠')) as u8),
        '๐'..='๙' => char::from(b'0' + (u32::from(c) - u32::from('๐')) as u8),
        c if c.to_digit(10).is_none() && to_ascii(c).is_ascii_digit() => to_ascii(c),
        '！'..='～' => char::from(b'!' + (u32::from(c) - u32::from('！')) as u8),
        c if c.is_ascii() => c,
        c => PAIRS.char_indices().find(|(_, pair)| *pair == c).map_or(c, |(at, _)| {
            let rest = &PAIRS[at + c.len_utf8()..];
            rest.chars().next().unwrap_or(c)
        }),
    };
    text.chars().filter(|c| !is_invisible(*c)).map(letter).collect()
}

/// Every escape undone, once.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).filter(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
        rest = tail;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
