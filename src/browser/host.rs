//! Bindings to what the element does for the widget in JavaScript, where it costs fewer bytes (`js/element/host-api.js`): locks and
//! pending codes, the saved customer, the focus, and warnings to the brand's developer.

use js_sys::{Array, Function, JsString, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// One widget's object; copies are the same object.
    #[derive(Clone)]
    pub type HostApi;
    #[wasm_bindgen(method, js_name = lock)]
    fn request_lock(this: &HostApi, code: &str) -> Promise;
    /// Whether the outcome of an earlier try of this code is not known.
    #[wasm_bindgen(method, js_name = isPending)]
    pub fn is_pending(this: &HostApi, code: &str) -> bool;
    #[wasm_bindgen(method, js_name = addPending)]
    pub fn add_pending(this: &HostApi, code: &str);
    #[wasm_bindgen(method, js_name = removePending)]
    pub fn remove_pending(this: &HostApi, code: &str);
    /// The newest pending code.
    #[wasm_bindgen(method, js_name = latestPending)]
    pub fn latest_pending(this: &HostApi) -> Option<String>;
    /// Saves `[name, phone, email, version of the notice or null]` on this device.
    #[wasm_bindgen(method, js_name = saveCustomer)]
    pub fn save_customer(this: &HostApi, customer: &Array);
    #[wasm_bindgen(method, js_name = forgetCustomer)]
    pub fn forget_customer(this: &HostApi);
    /// Says something on the console to the brand's developer, once.
    #[wasm_bindgen(method)]
    pub fn warn(this: &HostApi, message: &str);
    /// The JSON of plain data, whatever `toJSON` the page has.
    #[wasm_bindgen(catch, method)]
    pub fn stringify(this: &HostApi, data: &JsValue) -> Result<JsString, JsValue>;
    /// A new UUID (version 4).
    #[wasm_bindgen(method)]
    pub fn uuid(this: &HostApi) -> String;
    /// Takes a query parameter out of the page's address.
    #[wasm_bindgen(method, js_name = removeFromAddress)]
    pub fn remove_from_address(this: &HostApi, param: &str);
    /// Focuses what has this id, once the change that led here is on the page; with `only_if_lost` only where nothing else has
    /// the focus.
    #[wasm_bindgen(method)]
    pub fn focus(this: &HostApi, host: &HtmlElement, id: &str, only_if_lost: bool);
}

/// The lock of a code; dropping it releases.
pub struct CodeLock(Function);

impl Drop for CodeLock {
    fn drop(&mut self) {
        _ = self.0.call0(&JsValue::NULL);
    }
}

impl HostApi {
    /// Acquires the lock of a code, among all widgets and tabs of the origin. `true` where another held it, or still does after
    /// the time limit.
    pub async fn lock(&self, code: &str) -> (bool, Option<CodeLock>) {
        let acquired: Array = JsFuture::from(self.request_lock(code)).await.unwrap_or_default().unchecked_into();
        (acquired.get(0).is_truthy(), acquired.get(1).dyn_into().ok().map(CodeLock))
    }
}
