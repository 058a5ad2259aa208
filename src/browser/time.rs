//! Timers, the clock, and random numbers of the browser.

use js_sys::{Function, Promise};
use points_core::api::history_point::Range;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    pub fn set_timeout(callback: &Function, millis: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    pub fn clear_timeout(timer: &JsValue);
}

/// Resolves after so many milliseconds; at once where there are none.
pub async fn sleep(millis: u32) {
    if millis > 0 {
        let after = Promise::new(&mut |resolve, _| _ = set_timeout(&resolve, millis as i32));
        _ = JsFuture::from(after).await;
    }
}

/// The same range at another address each time, for a page's service worker that answers from a cache: an open beginning is
/// written as some moment long before the first record.
pub fn anew(range: Range) -> Range {
    const SOME_DAYS: f64 = 1e9;
    Range { from: range.from.or_else(|| Some(js_sys::Math::random() * SOME_DAYS)), ..range }
}

/// A new UUID (version 4): `crypto.randomUUID` is missing on plain http.
pub fn uuid() -> String {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut uuid = String::new();
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            uuid.push(char::from_digit(digit.into(), 16).unwrap_or_default());
        }
    }
    uuid
}
