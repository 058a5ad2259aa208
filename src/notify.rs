//! The events that a brand's page hears, and the only dispatch. None carries anything personal.

use crate::api::history_point::Record;
use crate::api::{ApiError, Refusal};
use crate::redeem::{Notice, State};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// Tells the page that the widget works.
pub fn ready(host: &Element) {
    dispatch(host, "points-ready", &[("version", env!("CARGO_PKG_VERSION").into())]);
}

/// Tells where a code came from: `link` or `typed`.
pub fn scan(host: &Element, source: &str) {
    dispatch(host, "points-scan", &[("source", source.into()), ("format", JsValue::NULL)]);
}

/// Tells of a failed reading of the history.
pub fn error(host: &Element, error: ApiError) {
    dispatch(host, "points-error", &[("kind", kind(error).into())]);
}

/// Tells what became of a code, as the state was entered.
pub fn outcome(host: &Element, state: &State) {
    match state {
        State::Collected { record, .. } => accumulated(host, record.as_ref()),
        State::Unconfirmed { .. } => dispatch(host, "points-unconfirmed", &[]),
        State::Back(Notice::Yours(_)) => rejected(host, "yours"),
        State::Back(Notice::Refused(Refusal::Used)) => rejected(host, "used"),
        State::Back(Notice::Refused(Refusal::Invalid)) => rejected(host, "invalid"),
        State::Back(Notice::Refused(Refusal::Unknown) | Notice::Failed(ApiError::Rejected)) => {
            rejected(host, "refused")
        }
        State::Back(Notice::Failed(failure)) => error(host, *failure),
        State::Form | State::Sending { .. } | State::Looking { .. } => {}
    }
}

fn accumulated(host: &Element, record: Option<&Record>) {
    let text = |text: Option<&String>| text.map_or(JsValue::NULL, |text| text.into());
    let code = text(record.and_then(|record| record.product_code.as_ref()));
    let name = text(record.and_then(|record| record.product_name.as_ref()));
    let score = record.and_then(|record| record.score).map_or(JsValue::NULL, JsValue::from);
    let product = object(&[("code", code), ("name", name)]);
    dispatch(host, "points-accumulated", &[("score", score), ("product", product.into())]);
}

fn rejected(host: &Element, reason: &str) {
    dispatch(host, "points-rejected", &[("reason", reason.into())]);
}

fn kind(error: ApiError) -> &'static str {
    match error {
        ApiError::Offline => "offline",
        ApiError::RateLimited(_) => "rate-limited",
        ApiError::Unauthorized => "unauthorized",
        ApiError::Unavailable => "unavailable",
        ApiError::NotFound | ApiError::Protocol | ApiError::Rejected | ApiError::Refused(_) => "protocol",
    }
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

fn dispatch(host: &Element, name: &str, detail: &[(&str, JsValue)]) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object(detail));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        _ = host.dispatch_event(&event);
    }
}
