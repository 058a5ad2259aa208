//! A customer: the widget's own machine, interpreter, request bodies and parsers, over plain sockets and without delays.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::ops::Deref;
use std::sync::atomic::Ordering;
use std::time::{Duration, UNIX_EPOCH};

use points_core::api::accumulate;
use points_core::api::history_point::{HistoryPoint, Range, Record};
use points_core::api::json::Json;
use points_core::api::{ApiError, Get, Reply, TransportError};
use points_core::contact::{Contact, HistoryOwner, Name, Phone};
use points_core::product_code::ProductCode;
use points_core::redeem::interpreter::{self, Host, Redeeming};
use points_core::redeem::{Event, Focus, Intent, State};
use serde_json::Value;

use super::proxy::{Fate, Proxy};

pub const CUSTOMERS: usize = 1_000;
/// The first customer's phone number, 0867123456, without its 0.
pub const PHONE: usize = 867_123_456;

pub struct Customer<'a> {
    pub number: usize,
    pub intent: Intent,
    pub posts: u32,
    /// The result of each POST, in order.
    pub heard: Vec<Result<(), ApiError>>,
    redeeming: Redeeming<()>,
    pending: Vec<ProductCode>,
    /// What was started and has not reported back.
    started: Vec<(u32, Started)>,
    proxy: &'a Proxy,
}

/// What the interpreter starts, timers aside: nothing here lasts for long enough.
enum Started {
    Lock(ProductCode),
    Send(Intent),
    ReadHistory { owner: HistoryOwner, page: u32, after: u32 },
}

impl<'a> Customer<'a> {
    pub fn new(number: usize, code: &str, proxy: &'a Proxy) -> Self {
        let phone = Phone::parse(&phone(number), "VN").unwrap();
        let contact = Contact { name: Name::parse("Garnacho").ok(), phone: Some(phone), email: None };
        let key = format!("{number:08x}-0000-4000-8000-000000000000");
        // The clock of every fifth device is a day ahead.
        let ahead = if number.is_multiple_of(5) { 86_400_000.0 } else { 0.0 };
        let at = UNIX_EPOCH.elapsed().unwrap().as_millis() as f64 + ahead;
        let intent = Intent { code: ProductCode::find(code, "code", &|_| None).unwrap(), contact, key, at };
        Self {
            number,
            intent,
            posts: 0,
            heard: Vec::new(),
            redeeming: Redeeming::default(),
            pending: Vec::new(),
            started: Vec::new(),
            proxy,
        }
    }

    pub fn state(&self) -> &State {
        &self.redeeming.state
    }

    /// Taps a button and runs everything that follows.
    pub fn press(&mut self, tap: Event) {
        let before = self.posts;
        interpreter::dispatch(self, tap);
        while let Some((attempt, started)) = self.started.pop() {
            assert!(self.started.is_empty(), "one thing at a time");
            match started {
                // Each customer has a phone of their own: nobody else holds the lock.
                Started::Lock(code) => interpreter::locked(self, attempt, &code, false, Some(())),
                Started::Send(intent) => {
                    let answer = self.post(&intent);
                    interpreter::resume(self, attempt, Event::Answered(answer));
                }
                Started::ReadHistory { owner, page, after } => {
                    if after > 0 {
                        // Replaces the delay of two seconds: waits until no request of this customer is on its way.
                        self.proxy.wait_for(self.number);
                    }
                    let rows = self.history(&owner, page);
                    interpreter::resume(self, attempt, Event::HistoryRead(page, rows));
                }
            }
        }
        assert!(!self.state().is_busy(), "{:?}", self.state());
        assert!(self.posts <= before + 1, "a tap sends once: {:?}", self.state());
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

    fn history(&self, owner: &HistoryOwner, page: u32) -> Result<Vec<Record>, ApiError> {
        let query = HistoryPoint { owner: owner.clone(), range: Range::default(), page }.query();
        let pairs: Vec<String> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!("GET /points/history-point?{} HTTP/1.1", pairs.join("&"));
        HistoryPoint::parse(&exchange(&self.proxy.address, &head, "", 15_000)?)
    }
}

impl Host for Customer<'_> {
    type Lock = ();

    fn update<T>(&mut self, change: impl FnOnce(&mut Redeeming<()>) -> (bool, T)) -> Option<T> {
        Some(change(&mut self.redeeming).1)
    }

    fn read(&self) -> Option<impl Deref<Target = Redeeming<()>>> {
        Some(&self.redeeming)
    }

    fn lock(&mut self, attempt: u32, code: ProductCode) {
        self.started.push((attempt, Started::Lock(code)));
    }

    fn is_pending(&mut self, code: &ProductCode) -> bool {
        self.pending.contains(code)
    }

    fn add_pending(&mut self, code: &ProductCode) {
        if !self.pending.contains(code) {
            self.pending.push(code.clone());
        }
    }

    fn remove_pending(&mut self, code: &ProductCode) {
        self.pending.retain(|other| other != code);
    }

    fn send(&mut self, attempt: u32, intent: Intent) {
        self.started.push((attempt, Started::Send(intent)));
    }

    fn read_history(&mut self, attempt: u32, owner: HistoryOwner, page: u32, after: u32) {
        self.started.push((attempt, Started::ReadHistory { owner, page, after }));
    }

    fn start_timer(&mut self, _: u32, _: u32) {}

    fn review_contact(&mut self) {}

    fn focus(&mut self, _: Focus) {}

    fn announce(&mut self) {}
}

pub fn phone(number: usize) -> String {
    format!("0{}", PHONE + number)
}

/// Sends one request on its own connection; without an answer, its outcome is unknown.
fn exchange(address: &str, head: &str, body: &str, limit: u64) -> Result<Reply, TransportError> {
    let lost = |_| TransportError::OnTheWay;
    let mut stream = TcpStream::connect(address).map_err(lost)?;
    stream.set_read_timeout(Some(Duration::from_millis(limit))).map_err(lost)?;
    let request = format!("{head}\r\nHost: {address}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).map_err(lost)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).map_err(|_| TransportError::OnTheWay)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(TransportError::OnTheWay)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(TransportError::OnTheWay)?;
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
