//! The events that a brand's page hears, and the only dispatch. None carries anything personal.
//!
//! An event is made while the states are read and dispatched afterwards: the page's listener runs at once, and may call
//! back into the widget.

use js_sys::{Object, Reflect};
use points_core::api::ApiError;
use points_core::api::history_point::Record;
use points_core::page_event::{self, PageEvent};
use points_core::redeem::Announcement;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// An event that can be dispatched.
pub type DomEvent = CustomEvent;

/// Tells the page that the widget works.
pub fn ready() -> Option<DomEvent> {
    event(page_event::READY, &[env!("CARGO_PKG_VERSION").into()])
}

/// Tells where a code came from: `camera`, `photo`, `link` or `typed`; the first two with the format.
pub fn scan(source: &str, format: Option<&str>) -> Option<DomEvent> {
    event(page_event::SCAN, &[source.into(), format.map_or(JsValue::NULL, JsValue::from)])
}

/// Tells that the customer agreed to the brand's notice of this version, and when, in milliseconds.
pub fn consent(version: &str) -> Option<DomEvent> {
    let version = if version.is_empty() { JsValue::NULL } else { version.into() };
    event(page_event::CONSENT, &[version, js_sys::Date::now().into()])
}

/// Tells of a failed reading of the history.
pub fn error(error: ApiError) -> Option<DomEvent> {
    event(page_event::ERROR, &[page_event::error_kind(error).into()])
}

/// Tells the outcome of a code.
pub fn outcome(announcement: &Announcement) -> Option<DomEvent> {
    match announcement {
        Announcement::Accumulated(record) => accumulated(*record),
        Announcement::Unconfirmed => event(page_event::UNCONFIRMED, &[]),
        Announcement::Rejected(reason) => event(page_event::REJECTED, &[page_event::reason(*reason).into()]),
        Announcement::Failed(failure) => error(*failure),
    }
}

fn accumulated(record: Option<&Record>) -> Option<DomEvent> {
    let text = |text: Option<&String>| text.map_or(JsValue::NULL, |text| text.into());
    let code = text(record.and_then(|record| record.product_code.as_ref()));
    let name = text(record.and_then(|record| record.product_name.as_ref()));
    let score = record.and_then(|record| record.score).map_or(JsValue::NULL, JsValue::from);
    let product = object(&page_event::PRODUCT, &[code, name]);
    event(page_event::ACCUMULATED, &[score, product.into()])
}

fn object(names: &[&str], values: &[JsValue]) -> Object {
    let object = Object::new();
    for (name, value) in names.iter().zip(values) {
        _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// An event with the values of its `detail`, in the order of its members.
fn event(event: PageEvent, values: &[JsValue]) -> Option<DomEvent> {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object(event.detail, values));
    CustomEvent::new_with_event_init_dict(event.name, &init).ok()
}

/// Tells the page, if there is something to tell.
pub fn dispatch(host: &Element, event: Option<DomEvent>) {
    if let Some(event) = event {
        _ = host.dispatch_event(&event);
    }
}
