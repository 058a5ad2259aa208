//! The API's calls over HTTP: one request each, with a time limit, a size cap, and an abort when it is dropped.
//!
//! gloo-net builds the requests and reads the answers. The call between them is ours: a page may have put another `fetch`
//! in place of the browser's, and where that one rejects with anything but an `Error`, or resolves to anything but a
//! `Response`, gloo-net panics. Nor is a page's `fetch` trusted to end: the time limit is a promise of its own, raced
//! against each step.

use crate::browser::host::HostApi;
use crate::browser::json;
use crate::browser::time::{clear_timeout, set_timeout};
use gloo_net::http::{Request, Response};
use js_sys::{Array, JsString, Promise, Reflect, Uint8Array};
use points_core::api::{ApiError, Get, Reply, TransportError, accumulate};
use points_core::redeem::Intent;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache};

const KIB: usize = 1024;
/// No answer of the API comes near: 20 records are some 12 KiB.
const LONGEST_ANSWER: usize = 256 * KIB;
/// In milliseconds, over headers and body.
const POST_LIMIT: i32 = 15_000;
const GET_LIMIT: i32 = 10_000;

/// What a brand may have to do whose page sends by a `fetch` of its own, and gets no answer.
const HEADERS: &str = "no answer: does Access-Control-Allow-Headers have what this page adds, such as traceparent?";

/// Sends the code, once.
///
/// # Errors
/// As [`accumulate::parse`] says, and [`ApiError::NotFound`] where `base` makes no address.
pub async fn accumulate(base: &str, intent: &Intent, api: &HostApi) -> Result<(), ApiError> {
    let body = json::serialize(&accumulate::request(&intent.code, &intent.contact));
    let body = body.and_then(|body| api.stringify(&body).ok()).ok_or(ApiError::Rejected)?;
    let call = Call::new(POST_LIMIT)?;
    let request = Request::post(&[base, accumulate::PATH].concat())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", &intent.key)
        .abort_signal(Some(&call.controller.signal()))
        .body(body)
        .map_err(|_| ApiError::NotFound)?;
    let reply = exchange(request, &call).await;
    // A browser's preflight asks about the headers that a page's own `fetch` has added.
    if matches!(reply, Err(ApiError::Unavailable))
        && base.bytes().any(|b| b == b':')
        && !source_of_fetch().includes("[native code]", 0)
    {
        api.warn(HEADERS);
    }
    accumulate::parse(&reply?)
}

/// Reads, once. `call` aborts it.
///
/// # Errors
/// As [`Get::parse`] says, and [`ApiError::NotFound`] where `base` makes no address.
pub async fn get<G: Get>(base: &str, get: &G, call: &Call) -> Result<G::Answer, ApiError> {
    let request = Request::get(&[base, G::PATH].concat())
        .query(get.query())
        .cache(RequestCache::NoStore)
        .abort_signal(Some(&call.controller.signal()))
        .build()
        .map_err(|_| ApiError::NotFound)?;
    G::parse(&exchange(request, call).await?)
}

async fn exchange(request: Request, call: &Call) -> Result<Reply, ApiError> {
    if web_sys::window().is_some_and(|window| !window.navigator().on_line()) {
        // Web views say so with a network, too. What redeems nothing goes first: where it gets no answer, nothing was sent.
        call.within(get_once(&request.url())).await.map_err(|_| TransportError::Offline)?;
    }
    let response = call.within(fetch(&request.into())).await?;
    let response = Response::from(response.dyn_into::<web_sys::Response>().map_err(|_| TransportError::OnTheWay)?);
    let retry_after = response.headers().get("Retry-After").and_then(|seconds| seconds.trim().parse::<u32>().ok());
    let text = text(&response, call).await?;
    Ok(Reply { status: response.status(), retry_after, body: json::parse(&text) })
}

/// The body as text, without its byte-order mark; broken UTF-8 becomes U+FFFD, and is left out around the answer.
async fn text(response: &Response, call: &Call) -> Result<String, TransportError> {
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
                return Err(TransportError::OnTheWay); // dropping the call ends the stream
            }
            bytes.extend(chunk.to_vec());
        }
    }
    Ok(String::from_utf8_lossy(&bytes).trim_matches(['\u{FEFF}', '\u{FFFD}']).to_owned())
}

/// A request under way: given up when its time is over, and aborted when it is dropped.
pub struct Call {
    controller: AbortController,
    /// Rejects when the time is over.
    end: Promise,
    timer: JsValue,
}

impl Call {
    /// A call that reads.
    ///
    /// # Errors
    /// Where the browser has no `AbortController`; nothing was sent then.
    pub fn get() -> Result<Call, TransportError> {
        Call::new(GET_LIMIT)
    }

    fn new(limit: i32) -> Result<Call, TransportError> {
        let controller = AbortController::new().map_err(|_| TransportError::Offline)?;
        let mut timer = JsValue::UNDEFINED;
        let end = Promise::new(&mut |_, reject| timer = set_timeout(&reject, limit));
        Ok(Call { controller, end, timer })
    }

    /// Aborts the call when asked to.
    pub fn controller(&self) -> AbortController {
        self.controller.clone()
    }

    /// The outcome of a step, while there is time.
    async fn within(&self, step: Result<JsValue, JsValue>) -> Result<JsValue, TransportError> {
        let step = step.map_err(|_| TransportError::OnTheWay)?;
        JsFuture::from(Promise::race(&Array::of2(&step, &self.end))).await.map_err(|_| TransportError::OnTheWay)
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
    fn fetch(request: &web_sys::Request) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = fetch)]
    fn get_once(url: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = fetch, js_name = toString)]
    fn source_of_fetch() -> JsString;
}
