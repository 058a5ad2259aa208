//! [`HostApi`]: what the element does for the widget in JavaScript, where it costs fewer bytes: locks and pending codes
//! (`js/element/code-lock.js`, `pending-codes.js`), the saved customer, the focus, and warnings for the brand's developer.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub type HostApi;
    #[wasm_bindgen(method, js_name = lock)]
    fn lock_promise(this: &HostApi, code: &str) -> Promise;
    /// Whether an earlier attempt of the code has an unknown outcome, in this session.
    #[wasm_bindgen(method, js_name = isPending)]
    pub fn is_pending(this: &HostApi, code: &str) -> bool;
    #[wasm_bindgen(method, js_name = addPending)]
    pub fn add_pending(this: &HostApi, code: &str);
    #[wasm_bindgen(method, js_name = removePending)]
    pub fn remove_pending(this: &HostApi, code: &str);
    /// The newest pending code.
    #[wasm_bindgen(method, js_name = latestPending)]
    pub fn latest_pending(this: &HostApi) -> Option<String>;
    /// `[name, phone, email, version]`: the fields as typed, and the version of the notice or null.
    #[wasm_bindgen(method, js_name = saveCustomer)]
    pub fn save_customer(this: &HostApi, customer: &Array);
    #[wasm_bindgen(method, js_name = forgetCustomer)]
    pub fn forget_customer(this: &HostApi);
    /// Warns the brand's developer that an attribute's value is unknown, and names the value taken for it.
    #[wasm_bindgen(method)]
    pub fn warn(this: &HostApi, attribute: &str, fallback: &str);
    /// Focuses the element of this id in the host's root once the change is on the page; with `only_if_lost`, unless the
    /// customer has moved on.
    #[wasm_bindgen(method)]
    pub fn focus(this: &HostApi, host: &HtmlElement, id: &str, only_if_lost: bool);
}

/// A held lock of a code; dropping it releases it.
pub struct CodeLock(Function);

impl Drop for CodeLock {
    fn drop(&mut self) {
        _ = self.0.call0(&JsValue::NULL);
    }
}

impl HostApi {
    /// Waits for the code's lock: `true` where another widget or tab held it before.
    pub async fn lock(&self, code: &str) -> (bool, Option<CodeLock>) {
        let held: Array = JsFuture::from(self.lock_promise(code)).await.unwrap_or_default().unchecked_into();
        (held.get(0).is_truthy(), held.get(1).dyn_into().ok().map(CodeLock))
    }
}
