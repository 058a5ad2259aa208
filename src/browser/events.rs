//! The events that a brand's page hears, and the only dispatch. None carries anything personal.
//!
//! An event is made while the states are read and dispatched afterwards: the page's listener runs at once, and may call
//! back into the widget.

use js_sys::{Object, Reflect};
use points_core::api::ApiError;
use points_core::api::history_point::Record;
use points_core::redeem::{Announcement, Reason};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// An event that a brand's page hears.
pub type PageEvent = CustomEvent;

/// Tells the page that the widget works.
pub fn ready() -> Option<CustomEvent> {
    event("points-ready", &[("version", env!("CARGO_PKG_VERSION").into())])
}

/// Tells where a code came from: `camera`, `photo`, `link` or `typed`; the first two with the format.
pub fn scan(source: &str, format: Option<&str>) -> Option<CustomEvent> {
    event("points-scan", &[("source", source.into()), ("format", format.map_or(JsValue::NULL, JsValue::from))])
}

/// Tells that the customer agreed to the brand's notice of this version, and when, in milliseconds.
pub fn consent(version: &str) -> Option<CustomEvent> {
    let version = if version.is_empty() { JsValue::NULL } else { version.into() };
    event("points-consent", &[("version", version), ("at", js_sys::Date::now().into())])
}

/// Tells of a failed reading of the history.
pub fn error(error: ApiError) -> Option<CustomEvent> {
    event("points-error", &[("kind", kind(error).into())])
}

/// Tells the outcome of a code.
pub fn outcome(announcement: &Announcement) -> Option<CustomEvent> {
    match announcement {
        Announcement::Accumulated(record) => accumulated(record.as_ref()),
        Announcement::Unconfirmed => event("points-unconfirmed", &[]),
        Announcement::Rejected(reason) => event("points-rejected", &[("reason", self::reason(*reason).into())]),
        Announcement::Failed(failure) => error(*failure),
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Yours => "yours",
        Reason::Used => "used",
        Reason::Invalid => "invalid",
        Reason::Refused => "refused",
    }
}

fn accumulated(record: Option<&Record>) -> Option<CustomEvent> {
    let text = |text: Option<&String>| text.map_or(JsValue::NULL, |text| text.into());
    let code = text(record.and_then(|record| record.product_code.as_ref()));
    let name = text(record.and_then(|record| record.product_name.as_ref()));
    let score = record.and_then(|record| record.score).map_or(JsValue::NULL, JsValue::from);
    let product = object(&[("code", code), ("name", name)]);
    event("points-accumulated", &[("score", score), ("product", product.into())])
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

fn event(name: &str, detail: &[(&str, JsValue)]) -> Option<CustomEvent> {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object(detail));
    CustomEvent::new_with_event_init_dict(name, &init).ok()
}

/// Tells the page, if there is something to tell.
pub fn dispatch(host: &Element, event: Option<CustomEvent>) {
    if let Some(event) = event {
        _ = host.dispatch_event(&event);
    }
}
