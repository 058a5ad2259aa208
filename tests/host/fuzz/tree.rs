//! Bodies of answers: trees with the API's own names in them, JSON text of such trees and of the fixtures, with damage.

use super::random::Random;
use super::text;
use crate::support::{fixture, read};
use points_core::api::json::{DEPTH, Json};
use std::sync::LazyLock;

const NAMES: [&str; 18] = [
    "success",
    "message",
    "error",
    "reason",
    "msg",
    "code",
    "id",
    "status",
    "score",
    "product",
    "name",
    "createdAt",
    "type",
    "contact",
    "data",
    "Success",
    "new",
    "",
];

/// What a refusal may say.
const SENTENCES: [&str; 6] =
    ["Code already used", "code not found", "Mã không tồn tại", "Mã đã được dùng", "ĐÃ dùng", "USED"];

static FIXTURES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = ["accumulate-success", "accumulate-answers", "history-one", "history-broken", "history-markup"];
    names.iter().map(|name| fixture(&[name, ".json"].concat())).collect()
});

/// A body; `None` where it is no JSON. `rows` makes most of them lists.
pub fn body(random: &mut Random, rows: bool) -> Option<Json> {
    let mut left = if random.one_in(500) { 3_000 } else { 60 };
    let mut text = match random.below(10) {
        0..4 if rows => return Some(records(random)),
        0..5 => return Some(tree(random, DEPTH, &mut left)),
        5 => nested(random),
        6 => text::any(random),
        7 | 8 => {
            let mut text = String::new();
            write(&if rows { records(random) } else { tree(random, DEPTH, &mut left) }, &mut text);
            text
        }
        _ => FIXTURES[random.below(FIXTURES.len())].clone(),
    };
    if random.one_in(2) {
        text = text::mutated(random, &text);
    }
    text::cut(&mut text, text::LONGEST);
    read(&text).ok()
}

/// Anything at all, no more than `left` values of it.
fn tree(random: &mut Random, depth: u8, left: &mut usize) -> Json {
    *left = left.saturating_sub(1);
    let full = depth == 0 || *left == 0;
    let count = random.below(if depth == DEPTH { 12 } else { 5 });
    match random.below(if full { 5 } else { 9 }) {
        0 => Json::Null,
        1 => Json::Bool(random.one_in(2)),
        2 => Json::Number(random.number()),
        3 | 4 => Json::Text(string(random)),
        5 => Json::List((0..count).map(|_| tree(random, depth - 1, left)).collect()),
        _ => {
            Json::Object((0..count).map(|_| (random.pick(&NAMES).to_owned(), tree(random, depth - 1, left))).collect())
        }
    }
}

fn string(random: &mut Random) -> String {
    match random.below(6) {
        0 => random.pick(&SENTENCES).to_owned(),
        1 => random.pick(&["é", "x", "\u{202E}y"]).repeat(118 + random.below(6)),
        2 => random.pick(&["1", "0", "true", " ", "\u{200B}", "2026-01-01"]).to_owned(),
        _ => {
            let limit = if random.one_in(2_000) { text::LONGEST } else { 40 };
            text::up_to(random, limit)
        }
    }
}

/// A page of records, most of them nearly right.
fn records(random: &mut Random) -> Json {
    if random.one_in(20_000) {
        return many();
    }
    let count = random.pick(&[0, 1, 3, 19, 20, 21, 40]);
    let count = if random.one_in(2_000) { 1_000 } else { count };
    Json::List((0..count).map(|_| if random.one_in(12) { tree(random, 2, &mut 9) } else { record(random) }).collect())
}

/// As many records as fit, each newer than the one before: the slowest order to sort in.
fn many() -> Json {
    let record = |at: u32| {
        let id = ("id".to_owned(), Json::Text(at.to_string()));
        Json::Object(vec![id, ("createdAt".to_owned(), Json::Number(at.into()))])
    };
    Json::List((0..2_000).map(record).collect())
}

fn record(random: &mut Random) -> Json {
    let mut members = Vec::new();
    for name in ["id", "code", "status", "score", "createdAt", "product"] {
        let value = match (name, random.below(12)) {
            (_, 0) => continue,
            (_, 1) => tree(random, 1, &mut 3),
            ("status", _) => Json::Number(1.0),
            ("score", _) => Json::Number(random.number()),
            ("createdAt", _) => Json::Number(1_692_084_490_615.0 + random.below(100) as f64 * 86_400_000.0),
            ("product", _) => Json::Object(vec![("name".to_owned(), Json::Text(string(random)))]),
            ("id", _) => Json::Text(random.below(60).to_string()),
            _ => Json::Text(string(random)),
        };
        members.push((name.to_owned(), value));
    }
    Json::Object(members)
}

/// Lists or objects in one another, deeper than anybody reads.
fn nested(random: &mut Random) -> String {
    let depth = random.pick(&[15, 16, 17, 126, 127, 128, 10_000]);
    let (open, close) = random.pick(&[("[", "]"), ("{\"success\":", "}"), ("[{\"id\":", "}]")]);
    [&open.repeat(depth), "1", &close.repeat(depth)].concat()
}

/// JSON text, as far as there is any for the value; infinity is written as what reads as infinite.
fn write(json: &Json, into: &mut String) {
    match json {
        Json::Null => into.push_str("null"),
        Json::Bool(truth) => into.push_str(if *truth { "true" } else { "false" }),
        Json::Number(number) if number.is_finite() => into.push_str(&format!("{number:e}")),
        Json::Number(_) => into.push_str("1e400"),
        Json::Text(text) => into.push_str(&serde_json::Value::from(text.as_str()).to_string()),
        Json::List(items) => {
            into.push('[');
            for (at, item) in items.iter().enumerate() {
                into.push_str(if at == 0 { "" } else { "," });
                write(item, into);
            }
            into.push(']');
        }
        Json::Object(members) => {
            into.push('{');
            for (at, (name, value)) in members.iter().enumerate() {
                into.push_str(&format!("{}\"{name}\":", if at == 0 { "" } else { "," }));
                write(value, into);
            }
            into.push('}');
        }
    }
}

/// Bytes of text and values, for the measure of an input.
pub fn size(json: &Json) -> usize {
    1 + match json {
        Json::Text(text) => text.len(),
        Json::List(items) => items.iter().map(size).sum(),
        Json::Object(members) => members.iter().map(|(name, value)| name.len() + size(value)).sum(),
        _ => 0,
    }
}
