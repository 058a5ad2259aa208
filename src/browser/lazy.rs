//! Bindings to the lazily loaded modules, which are JavaScript: the scanner (`js/scanner`), and what the
//! brand's pattern says of codes (`js/code-hints.js`).

use crate::browser::json;
use js_sys::{Function, Promise};
use points_core::api::json::Json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, ShadowRoot};

/// `load_scanner` takes the shadow root and gives a promise of the function that opens the scanner, where there is one;
/// `ask_pattern` takes a text and what is wanted of it, `find` the code or `hint` at what is wrong, and gives that or nothing.
#[derive(Clone)]
pub struct LazyModules {
    pub load_scanner: Option<Function>,
    pub ask_pattern: Function,
}

impl LazyModules {
    /// The function that opens the scanner; `None` where it cannot be loaded.
    pub async fn load_scanner(&self, root: &ShadowRoot) -> Option<Function> {
        let promise = self.load_scanner.as_ref()?.call1(&JsValue::NULL, root).ok()?;
        // No `Promise` by `instanceof` where the page has put another in its place.
        JsFuture::from(promise.unchecked_into::<Promise>()).await.ok()?.dyn_into().ok()
    }

    pub fn ask_pattern(&self, text: &str, wanted: &str) -> Option<String> {
        self.ask_pattern.call2(&JsValue::NULL, &text.into(), &wanted.into()).ok()?.as_string()
    }
}

/// An open scanner: while it lives, the camera may be on.
pub struct OpenScanner {
    close: Function,
    _on_message: Closure<dyn FnMut(JsValue) -> JsValue>,
}

impl OpenScanner {
    /// Opens it in `container`; `on_message` takes its messages, and answers.
    pub fn open(
        open: &Function,
        container: &Element,
        on_message: impl Fn(&Json) -> JsValue + 'static,
    ) -> Option<OpenScanner> {
        let on_message: Box<dyn FnMut(JsValue) -> JsValue> = Box::new(move |message| on_message(&json::read(&message)));
        let on_message = Closure::wrap(on_message);
        let close = open.call2(&JsValue::NULL, container, on_message.as_ref()).ok()?;
        Some(OpenScanner { close: close.dyn_into().ok()?, _on_message: on_message })
    }
}

impl Drop for OpenScanner {
    fn drop(&mut self) {
        _ = self.close.call0(&JsValue::NULL);
    }
}
