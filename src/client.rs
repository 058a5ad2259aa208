//! The only fetch: one request, with a time limit, a size cap, and an abort when it is dropped.

use crate::api::accumulate::{self, Request as Body};
use crate::api::history_point::{self, Record};
use crate::api::{ApiError, Lost, Reply};
use crate::history::Read;
use crate::js;
use crate::redeem::Intent;
use gloo_net::http::{Request, Response};
use js_sys::{JSON, Object, Promise, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache, RequestInit};

const KIB: usize = 1024;
/// No answer of the API comes near: 20 records are some 12 KiB.
const LONGEST_ANSWER: usize = 256 * KIB;
const POST_LIMIT: i32 = 15_000;
const GET_LIMIT: i32 = 10_000;
/// Waits before the second and the third try of a GET are random, up to these, so that many phones spread.
const BACKOFF: [f64; 2] = [600.0, 2_000.0];

/// Sends the code, once.
///
/// # Errors
/// As [`accumulate::parse`] says, and [`ApiError::NotFound`] where `base` makes no address.
pub async fn accumulate(base: &str, intent: &Intent) -> Result<(), ApiError> {
    let body = Body::new(&intent.code, &intent.contact).serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    let body = body.ok().and_then(|body| JSON::stringify(&body).ok()).ok_or(ApiError::Rejected)?;
    let headers = Object::new();
    for (name, value) in [("Content-Type", "application/json"), ("Idempotency-Key", &intent.key)] {
        _ = Reflect::set(&headers, &name.into(), &value.into());
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&body);
    accumulate::parse(&exchange(&[base, "/accumulate"].concat(), &init, POST_LIMIT).await?)
}

/// Reads a page of the history, in at most three tries while it `is_wanted`.
///
/// # Errors
/// As [`history_point::parse`] says, of the last try.
pub async fn history(base: &str, read: &Read, is_wanted: &dyn Fn() -> bool) -> Result<Vec<Record>, ApiError> {
    let url = [base, "/history-point", &history_point::query(&read.query.who, read.query.range, read.page)].concat();
    let mut waits = BACKOFF.into_iter();
    loop {
        let init = RequestInit::new();
        init.set_cache(RequestCache::NoStore);
        let answer = match exchange(&url, &init, GET_LIMIT).await {
            Ok(reply) => history_point::parse(&reply),
            Err(error) => Err(error),
        };
        match (answer, waits.next()) {
            (answer @ Err(ApiError::Unavailable | ApiError::Protocol), Some(longest)) => {
                sleep((js_sys::Math::random() * longest) as u32).await;
                if !is_wanted() {
                    return answer;
                }
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

async fn exchange(url: &str, init: &RequestInit, limit: i32) -> Result<Reply, ApiError> {
    if web_sys::window().is_some_and(|window| !window.navigator().on_line()) {
        return Err(Lost::Offline.into());
    }
    let call = Call::new(limit)?;
    init.set_signal(Some(&call.0.signal()));
    let request = web_sys::Request::new_with_str_and_init(url, init).map_err(|_| ApiError::NotFound)?;
    let response = Request::from(request).send().await.map_err(|_| Lost::OnTheWay)?;
    let retry_after = response.headers().get("Retry-After").and_then(|seconds| seconds.trim().parse::<u32>().ok());
    let text = text(&response).await?;
    let body = js::parse(&text);
    Ok(Reply { status: response.status(), retry_after, body })
}

/// The body as text, without its byte-order mark; broken UTF-8 becomes U+FFFD.
async fn text(response: &Response) -> Result<String, Lost> {
    let mut bytes = Vec::new();
    if let Some(stream) = response.body() {
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        loop {
            let part = JsFuture::from(reader.read()).await.map_err(|_| Lost::OnTheWay)?;
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
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{FEFF}').to_owned())
}

/// A request under way: it is aborted when its time is over, and when it is dropped.
struct Call(AbortController, JsValue);

impl Call {
    fn new(limit: i32) -> Result<Call, Lost> {
        let controller = AbortController::new().map_err(|_| Lost::Offline)?;
        let abort = Reflect::get(&controller, &"abort".into()).unwrap_or_default();
        let abort = abort.unchecked_ref::<js_sys::Function>().bind0(&controller);
        let timer = set_timeout(&abort, limit);
        Ok(Call(controller, timer))
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        clear_timeout(&self.1);
        self.0.abort();
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &js_sys::Function, millis: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}
