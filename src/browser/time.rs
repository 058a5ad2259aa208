//! Timers, and moments long ago.

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
