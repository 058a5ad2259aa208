//! What the tests share: fixtures, JSON as the browser's reader hands it over, and people from the API's examples.

use points_core::api::Reply;
use points_core::api::history_point::Record;
use points_core::api::json::{DEPTH, Json};
use points_core::config::Config;
use points_core::contact::{Contact, Email, HistoryOwner, Name, Phone};
use points_core::product_code::ProductCode;
use points_core::redeem::Intent;
use proptest::prelude::*;
use serde_json::Value;

/// The code of the API's own example.
pub const CODE: &str = "TIVInpmx8b98pfg";

/// When people of these tests tap, in milliseconds since the epoch.
pub const TAP: f64 = 1_692_084_490_000.0;

/// Few cases, so that the whole run stays short; no file is left behind after a failure.
pub fn quick() -> ProptestConfig {
    ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() }
}

pub fn fixture(name: &str) -> String {
    let path = [env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/", name].concat();
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Reads JSON text as a browser does: `1e400` is infinite, and what lies too deep is null.
pub fn json(text: &str) -> Json {
    read(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The same for text that may be no JSON at all.
pub fn read(text: &str) -> serde_json::Result<Json> {
    const INFINITE: &str = "\"\u{221E}\"";
    serde_json::from_str(&text.replace("1e400", INFINITE)).map(|value| from_value(&value))
}

pub fn from_value(value: &Value) -> Json {
    level(value, DEPTH)
}

fn level(value: &Value, left: u8) -> Json {
    match value {
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Number(number) => Json::Number(number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) if text == "\u{221E}" => Json::Number(f64::INFINITY),
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) if left > 0 => Json::List(items.iter().map(|item| level(item, left - 1)).collect()),
        Value::Object(members) if left > 0 => {
            let member = |(name, value): (&String, &Value)| (name.clone(), level(value, left - 1));
            Json::Object(members.iter().map(member).collect())
        }
        _ => Json::Null,
    }
}

/// An answer with this body; JSON null stands for "not JSON at all".
pub fn reply(status: u16, body: Json) -> Reply {
    let body = Some(body).filter(|body| *body != Json::Null);
    Reply { status, retry_after: None, body }
}

/// A widget without attributes, but for the name of a link's parameter.
pub fn config(code_param: &str) -> Config {
    Config { code_param: code_param.to_owned(), ..Config::read(&Json::Null).0 }
}

pub fn code(text: &str) -> ProductCode {
    ProductCode::find(text, "code", &|_| None).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

pub fn phone(text: &str) -> Phone {
    Phone::parse(text, "VN").unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

pub fn name(text: &str) -> Name {
    Name::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

pub fn owner() -> HistoryOwner {
    HistoryOwner::Phone(phone("0867123456"))
}

/// A tap on "collect" by a customer with a phone.
pub fn intent() -> Intent {
    let contact = Contact { name: Some(name("Garnacho")), phone: Some(phone("0867123456")), email: None };
    Intent { code: code(CODE), contact, key: "one".to_owned(), at: TAP }
}

/// A tap by a customer who gave neither phone nor e-mail: no history can be read.
pub fn anonymous() -> Intent {
    Intent { contact: Contact::default(), ..intent() }
}

/// A record of the history that counted.
pub fn counted(code: &str) -> Record {
    Record { code: Some(code.to_owned()), counted: true, score: Some(100.0), ..Record::default() }
}

/// Full-page filler: records of other codes.
pub fn others(count: usize) -> Vec<Record> {
    (0..count).map(|at| Record { id: Some(format!("id{at}")), ..counted(&format!("OTHER{at}")) }).collect()
}

/// Characters that a test must never see in what was read.
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// What people paste by accident and what attackers send on purpose.
pub const NASTY: [&str; 30] = [
    CODE,
    "0867123456",
    "+84",
    "(0)",
    "0084",
    "https://",
    "?code=",
    "&code=",
    "%20",
    "%E2%80%8B",
    "%",
    "%4",
    "+",
    "#",
    "/",
    "@",
    "gmail.com",
    "mã",
    "đã",
    "\u{200B}",
    "\u{202E}",
    "\u{FEFF}",
    "\u{A0}",
    "\u{3000}",
    "\u{85}",
    "\n",
    "\0",
    "Ａ",
    "０",
    "👍",
];

/// Text made of [`NASTY`] and of any characters.
pub fn nasty() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        any::<char>().prop_map(String::from),
        "[ -~]{1,6}",
        prop::sample::select(&NASTY[..]).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}
