//! The only fetch: one request, with a time limit, a size cap, and an abort when it is dropped.
//!
//! gloo-net reads the answer, but does not send: a page may have put another `fetch` in place of the browser's, and where
//! that one rejects with anything but an `Error`, or resolves to anything but a `Response`, gloo-net panics. Nor is a page's
//! `fetch` trusted to end: the time limit is a promise of its own, raced against each step.

use crate::browser::json as js;
use gloo_net::http::Response;
use js_sys::{Array, JSON, Object, Promise, Reflect, Uint8Array};
use points_core::api::accumulate;
use points_core::api::history_point::{self, Record};
use points_core::api::{ApiError, Lost, Reply};
use points_core::history::Read;
use points_core::redeem::Intent;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, Request, RequestCache, RequestInit};

const KIB: usize = 1024;
/// No answer of the API comes near: 20 records are some 12 KiB.
const LONGEST_ANSWER: usize = 256 * KIB;
const POST_LIMIT: i32 = 15_000;
const GET_LIMIT: i32 = 10_000;
/// Waits before the second and the third try of a GET are random, up to these, so that many phones spread.
pub const BACKOFF: [f64; 2] = [600.0, 2_000.0];

/// Sends the code, once.
///
/// # Errors
/// As [`accumulate::parse`] says, and [`ApiError::NotFound`] where `base` makes no address.
pub async fn accumulate(base: &str, intent: &Intent) -> Result<(), ApiError> {
    let body = accumulate::request(&intent.code, &intent.contact);
    let body = body.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    let body = body.ok().and_then(|body| JSON::stringify(&body).ok()).ok_or(ApiError::Rejected)?;
    let headers = Object::new();
    for (name, value) in [("Content-Type", "application/json"), ("Idempotency-Key", &intent.key)] {
        _ = Reflect::set(&headers, &name.into(), &value.into());
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&body);
    let call = Call::new(POST_LIMIT)?;
    accumulate::parse(&exchange(&[base, "/accumulate"].concat(), &init, &call).await?)
}

/// Reads a page of the history, again after each of `waits`. `begin` hears of each try: a newer reading aborts it, and where
/// it says no, there is one already.
///
/// # Errors
/// As [`history_point::parse`] says, of the last try.
pub async fn history(
    base: &str,
    read: &Read,
    waits: &[f64],
    begin: &dyn Fn(&AbortController) -> bool,
) -> Result<Vec<Record>, ApiError> {
    let url = [base, "/history-point", &history_point::query(&read.query.who, read.query.range, read.page)].concat();
    let mut waits = waits.iter();
    loop {
        let init = RequestInit::new();
        init.set_cache(RequestCache::NoStore);
        let call = Call::new(GET_LIMIT)?;
        if !begin(&call.controller) {
            return Err(Lost::OnTheWay.into());
        }
        let answer = match exchange(&url, &init, &call).await {
            Ok(reply) => history_point::parse(&reply),
            Err(error) => Err(error),
        };
        drop(call);
        match (answer, waits.next()) {
            (Err(ApiError::Unavailable | ApiError::Protocol), Some(longest)) => {
                sleep((js_sys::Math::random() * longest) as u32).await;
            }
            (answer, _) => return answer,
        }
    }
}

/// A new UUID (version 4) for a tap: `crypto.randomUUID` is missing on plain http.
pub fn key() -> String {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut key = String::new();
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            key.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            key.push(char::from_digit(digit.into(), 16).unwrap_or_default());
        }
    }
    key
}

/// Resolves after so many milliseconds.
pub async fn sleep(millis: u32) {
    let after = Promise::new(&mut |resolve, _| {
        set_timeout(&resolve, millis as i32);
    });
    _ = JsFuture::from(after).await;
}

async fn exchange(url: &str, init: &RequestInit, call: &Call) -> Result<Reply, ApiError> {
    if web_sys::window().is_some_and(|window| !window.navigator().on_line()) {
        return Err(Lost::Offline.into());
    }
    init.set_signal(Some(&call.controller.signal()));
    let request = Request::new_with_str_and_init(url, init).map_err(|_| ApiError::NotFound)?;
    let response = call.within(fetch(&request)).await?;
    let response = Response::from(response.dyn_into::<web_sys::Response>().map_err(|_| Lost::OnTheWay)?);
    let retry_after = response.headers().get("Retry-After").and_then(|seconds| seconds.trim().parse::<u32>().ok());
    let text = text(&response, call).await?;
    let body = js::parse(&text);
    Ok(Reply { status: response.status(), retry_after, body })
}

/// The body as text, without its byte-order mark; broken UTF-8 becomes U+FFFD, and is left out around the answer.
async fn text(response: &Response, call: &Call) -> Result<String, Lost> {
    let mut bytes = Vec::new();
    if let Some(stream) = response.body() {
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        loop {
            let part = call.within(Ok(reader.read().into())).await?;
            let Ok(chunk) = Reflect::get(&part, &"value".into()).and_then(|value| value.dyn_into::<Uint8Array>())
            else {
                break;
            };
            if bytes.len() + chunk.length() as usize > LONGEST_ANSWER {
                return Err(Lost::OnTheWay); // dropping the call ends the stream
            }
            bytes.extend(chunk.to_vec());
        }
    }
    Ok(String::from_utf8_lossy(&bytes).trim_matches(['\u{FEFF}', '\u{FFFD}']).to_owned())
}

/// A request under way: it is given up when its time is over, and aborted when it is dropped.
struct Call {
    controller: AbortController,
    /// Rejects when the time is over.
    end: Promise,
    timer: JsValue,
}

impl Call {
    fn new(limit: i32) -> Result<Call, Lost> {
        let controller = AbortController::new().map_err(|_| Lost::Offline)?;
        let mut timer = JsValue::UNDEFINED;
        let end = Promise::new(&mut |_, reject| timer = set_timeout(&reject, limit));
        Ok(Call { controller, end, timer })
    }

    /// What comes of a step, while there is time.
    async fn within(&self, step: Result<JsValue, JsValue>) -> Result<JsValue, Lost> {
        let step = step.map_err(|_| Lost::OnTheWay)?;
        JsFuture::from(Promise::race(&Array::of2(&step, &self.end))).await.map_err(|_| Lost::OnTheWay)
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        self.controller.abort();
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(request: &Request) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &js_sys::Function, millis: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}
