//! [`Shell`]: what the element does for the widget in JavaScript, where it costs fewer bytes. Turns between widgets and tabs and
//! the codes of unknown outcome (`src/once.js`), the customer who wants to be remembered (`src/customer.js`), where the focus
//! goes (`src/focus.js`), and what the brand's developer reads.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub type Shell;
    #[wasm_bindgen(method)]
    fn turn(this: &Shell, code: &str) -> Promise;
    #[wasm_bindgen(method)]
    pub fn has(this: &Shell, code: &str) -> bool;
    #[wasm_bindgen(method)]
    pub fn keep(this: &Shell, code: &str);
    #[wasm_bindgen(method)]
    pub fn settle(this: &Shell, code: &str);
    #[wasm_bindgen(method)]
    pub fn last(this: &Shell, but: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    pub fn remember(this: &Shell, customer: &Array);
    #[wasm_bindgen(method)]
    pub fn forget(this: &Shell);
    /// Says that an attribute's value is unknown, and what it is taken for.
    #[wasm_bindgen(method)]
    pub fn warn(this: &Shell, attribute: &str, instead: &str);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Shell, host: &HtmlElement, id: &str, is_lost: bool);
}

/// A code's turn, given back when it is dropped.
pub struct Turn(Function);

impl Drop for Turn {
    fn drop(&mut self) {
        _ = self.0.call0(&JsValue::NULL);
    }
}

impl Shell {
    /// Waits for the code's turn; `true` where another had it.
    pub async fn take(&self, code: &str) -> (bool, Option<Turn>) {
        let given: Array = JsFuture::from(self.turn(code)).await.unwrap_or_default().unchecked_into();
        (given.get(0).is_truthy(), given.get(1).dyn_into().ok().map(Turn))
    }
}
