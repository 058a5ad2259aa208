//! The bridge to `src/once.js`, `src/customer.js` and `src/focus.js`: turns between widgets and tabs, the codes of unknown
//! outcome, the customer who wants to be remembered, and where the focus goes. Locks and storage are JavaScript's own, and cost fewer bytes there.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub type Once;
    #[wasm_bindgen(method)]
    fn turn(this: &Once, code: &str) -> Promise;
    #[wasm_bindgen(method)]
    pub fn has(this: &Once, code: &str) -> bool;
    #[wasm_bindgen(method)]
    pub fn keep(this: &Once, code: &str);
    #[wasm_bindgen(method)]
    pub fn settle(this: &Once, code: &str);
    #[wasm_bindgen(method)]
    pub fn last(this: &Once, but: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    pub fn remember(this: &Once, customer: &Array);
    #[wasm_bindgen(method)]
    pub fn forget(this: &Once);
    /// Says that an attribute's value is unknown, and what it is taken for.
    #[wasm_bindgen(method)]
    pub fn warn(this: &Once, attribute: &str, instead: &str);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Once, host: &HtmlElement, id: &str, is_lost: bool);
}

/// A code's turn, given back when it is dropped.
pub struct Turn(Function);

impl Drop for Turn {
    fn drop(&mut self) {
        _ = self.0.call0(&JsValue::NULL);
    }
}

impl Once {
    /// Waits for the code's turn; `true` where another had it.
    pub async fn take(&self, code: &str) -> (bool, Option<Turn>) {
        let given: Array = JsFuture::from(self.turn(code)).await.unwrap_or_default().unchecked_into();
        (given.get(0).is_truthy(), given.get(1).dyn_into().ok().map(Turn))
    }
}
