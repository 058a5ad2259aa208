//! A customer: the widget's own state machine, request bodies and parsers, over plain sockets and without its delays.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::Ordering;
use std::time::{Duration, UNIX_EPOCH};

use points_core::api::accumulate;
use points_core::api::history_point::{self, Range, Record};
use points_core::api::json::Json;
use points_core::api::{ApiError, Lost, Reply};
use points_core::contact::{Contact, Name, Phone, Who};
use points_core::product_code::ProductCode;
use points_core::redeem::{Command, Event, Intent, State};
use serde_json::Value;

use super::proxy::{Fate, Proxy};

pub const CUSTOMERS: usize = 1_000;
/// The first customer's phone number, 0867123456, without its 0.
pub const PHONE: usize = 867_123_456;

pub struct Customer<'a> {
    pub number: usize,
    pub intent: Intent,
    pub state: State,
    pub posts: u32,
    /// The result of each POST, in order.
    pub heard: Vec<Result<(), ApiError>>,
    proxy: &'a Proxy,
}

impl<'a> Customer<'a> {
    pub fn new(number: usize, code: &str, proxy: &'a Proxy) -> Self {
        let phone = Phone::parse(&phone(number)).unwrap();
        let contact = Contact { name: Name::parse("Garnacho").ok(), phone: Some(phone), email: None };
        let key = format!("{number:08x}-0000-4000-8000-000000000000");
        // The clock of every fifth device is a day ahead.
        let ahead = if number.is_multiple_of(5) { 86_400_000.0 } else { 0.0 };
        let at = UNIX_EPOCH.elapsed().unwrap().as_millis() as f64 + ahead;
        let intent = Intent { code: ProductCode::find(code, "code").unwrap(), contact, key, at };
        Self { number, intent, state: State::Form, posts: 0, heard: Vec::new(), proxy }
    }

    /// Taps a button and runs everything that follows.
    pub fn press(&mut self, tap: Event) {
        let before = self.posts;
        let mut command = self.state.apply(tap);
        while let Some(next) = command {
            let event = match next {
                Command::Accumulate { intent, .. } => Event::Answered(self.post(&intent)),
                Command::Look { who, page, after } => {
                    if after > 0 {
                        // Replaces the delay of two seconds: waits until no request of this customer is on its way.
                        self.proxy.wait_for(self.number);
                    }
                    Event::Looked(page, self.history(&who, page))
                }
            };
            command = self.state.apply(event);
        }
        assert!(!self.state.is_busy(), "{:?}", self.state);
        assert!(self.posts <= before + 1, "a tap sends once: {:?}", self.state);
    }

    fn post(&mut self, intent: &Intent) -> Result<(), ApiError> {
        let fate = Fate::of(self.number, self.posts);
        let is_good = self.proxy.is_good.load(Ordering::SeqCst);
        // The client's time limit of 15 s, shortened where it is certain to pass.
        let limit = if fate == Fate::Stalled && !is_good { 40 } else { 15_000 };
        self.posts += 1;
        self.proxy.under_way[self.number].fetch_add(1, Ordering::SeqCst);
        let body = serde_json::to_string(&accumulate::request(&intent.code, &intent.contact)).unwrap();
        let head = format!(
            "POST /points/accumulate HTTP/1.1\r\nContent-Type: application/json\r\nIdempotency-Key: {}\r\nContent-Length: {}",
            intent.key,
            body.len()
        );
        let answer = match exchange(&self.proxy.address, &head, &body, limit) {
            Ok(reply) => accumulate::parse(&reply),
            Err(lost) => Err(lost.into()),
        };
        self.heard.push(answer);
        answer
    }

    fn history(&self, who: &Who, page: u32) -> Result<Vec<Record>, ApiError> {
        let query = history_point::query(who, Range::default(), page);
        let head = format!("GET /points/history-point{query} HTTP/1.1");
        history_point::parse(&exchange(&self.proxy.address, &head, "", 15_000)?)
    }
}

pub fn phone(number: usize) -> String {
    format!("0{}", PHONE + number)
}

/// Sends one request on its own connection; without an answer, its outcome is unknown.
fn exchange(address: &str, head: &str, body: &str, limit: u64) -> Result<Reply, Lost> {
    let lost = |_| Lost::OnTheWay;
    let mut stream = TcpStream::connect(address).map_err(lost)?;
    stream.set_read_timeout(Some(Duration::from_millis(limit))).map_err(lost)?;
    let request = format!("{head}\r\nHost: {address}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).map_err(lost)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).map_err(|_| Lost::OnTheWay)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(Lost::OnTheWay)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(Lost::OnTheWay)?;
    Ok(Reply { status, retry_after: None, body: serde_json::from_str(body).ok().as_ref().map(json) })
}

/// The value as the widget's JSON reader returns it.
fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Number(number) => Json::Number(number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) => Json::List(items.iter().map(json).collect()),
        Value::Object(members) => {
            Json::Object(members.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
    }
}
