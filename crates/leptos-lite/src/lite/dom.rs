//! The page's nodes: the methods of the DOM that this crate calls.
//!
//! None of them takes markup, and none of them throws with the names that a program writes into `view!`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone, PartialEq)]
    pub type Node;

    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    pub fn create_element(namespace: &str, tag: &str) -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    pub fn create_text(text: &str) -> Node;

    #[wasm_bindgen(method, getter, js_name = parentNode)]
    pub fn parent(this: &Node) -> Option<Node>;
    #[wasm_bindgen(method, getter, js_name = nextSibling)]
    pub fn next(this: &Node) -> Option<Node>;
    #[wasm_bindgen(method, js_name = isEqualNode)]
    pub fn is_equal(this: &Node, other: &Node) -> bool;
    /// Also moves a child that stands elsewhere; `None` is the end.
    #[wasm_bindgen(method, js_name = insertBefore)]
    pub fn insert_before(this: &Node, child: &Node, before: Option<&Node>);
    #[wasm_bindgen(method, js_name = append)]
    pub fn append_text(this: &Node, text: &str);
    #[wasm_bindgen(method)]
    pub fn remove(this: &Node);
    #[wasm_bindgen(method, setter, js_name = textContent)]
    pub fn set_text(this: &Node, text: &str);

    #[wasm_bindgen(method, js_name = setAttribute)]
    pub fn set_attribute(this: &Node, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = removeAttribute)]
    pub fn remove_attribute(this: &Node, name: &str);
    #[wasm_bindgen(method, js_name = addEventListener)]
    pub fn add_listener(this: &Node, event: &str, listener: &JsValue);
    #[wasm_bindgen(method, js_name = removeEventListener)]
    pub fn remove_listener(this: &Node, event: &str, listener: &JsValue);
}
