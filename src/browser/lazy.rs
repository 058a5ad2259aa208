//! Bindings to the lazily loaded modules, which are JavaScript: the scanner (`js/scanner`), and hints on codes
//! (`js/code-hints.js`).

use crate::browser::json as js;
use js_sys::{Function, Promise};
use points_core::api::json::Json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, ShadowRoot};

/// Functions of the element that load and call them: `scan` takes the shadow root and resolves with what opens the scanner;
/// `hint` takes a code and gives a sentence, or nothing.
#[derive(Clone)]
pub struct LazyModules {
    pub scan: Function,
    pub hint: Function,
}

impl LazyModules {
    /// Loads the scanner: what opens it, `None` where it cannot be loaded.
    pub async fn scanner(&self, root: &ShadowRoot) -> Option<Function> {
        let promise: Promise = self.scan.call1(&JsValue::NULL, root).ok()?.dyn_into().ok()?;
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }

    /// The sentence of a hint on a code.
    pub fn hint(&self, code: &str) -> Option<String> {
        self.hint.call1(&JsValue::NULL, &code.into()).ok()?.as_string()
    }
}

/// An open scanner: while it lives, the camera may be on.
pub struct Scanner {
    close: Function,
    _hear: Closure<dyn FnMut(JsValue) -> JsValue>,
}

impl Scanner {
    /// Opens it in `sheet`; `hear` takes what it tells, and answers.
    pub fn open(open: &Function, sheet: &Element, hear: impl Fn(&Json) -> JsValue + 'static) -> Option<Scanner> {
        let hear: Box<dyn FnMut(JsValue) -> JsValue> = Box::new(move |told| hear(&js::read(&told)));
        let hear = Closure::wrap(hear);
        let close = open.call2(&JsValue::NULL, sheet, hear.as_ref()).ok()?;
        Some(Scanner { close: close.dyn_into().ok()?, _hear: hear })
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        _ = self.close.call0(&JsValue::NULL);
    }
}
