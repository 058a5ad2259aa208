//! [`El`]: every element of the widget, as one type.
//!
//! It is made at once, and what follows the states is an effect of Leptos's that hangs on it. Leptos's own views would be
//! code for each kind of attribute and child, for building and for rebuilding. Nothing here goes through `innerHTML`.
//! `docs/architecture.md` has the figures.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::*;
use web_sys::Event;

/// An element, and what lives as long as it. Boxed, since a pointer handed from call to call is less code than a structure.
pub struct El(Box<Parts>);

struct Parts {
    node: Node,
    kept: Vec<Kept>,
}

#[expect(dead_code, reason = "they are there to be dropped")]
enum Kept {
    Effect(RenderEffect<()>),
    Listener(Closure<dyn FnMut(Event)>),
}

/// Attributes that never change.
pub type Attributes = &'static [(&'static str, &'static str)];

/// Makes an element.
pub fn el(tag: &str, attributes: Attributes) -> El {
    made("http://www.w3.org/1999/xhtml", tag, attributes)
}

/// Makes an element of a picture.
pub fn svg(tag: &str, attributes: Attributes) -> El {
    made("http://www.w3.org/2000/svg", tag, attributes)
}

#[inline(never)]
fn made(namespace: &str, tag: &str, attributes: Attributes) -> El {
    let node = create_element(namespace, tag);
    for (name, value) in attributes {
        node.set_attribute(name, value);
    }
    El(Box::new(Parts { node, kept: Vec::new() }))
}

impl El {
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> El {
        self.0.node.set_attribute(name, value);
        self
    }

    /// An attribute that follows the states; absent while `None`.
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<&'static str> + 'static) -> El {
        self.computed_attr(name, Box::new(value))
    }

    #[inline(never)]
    fn computed_attr(self, name: &'static str, value: Box<dyn Fn() -> Option<&'static str>>) -> El {
        let node = self.0.node.clone();
        let mut last = None;
        self.follow(move || {
            let new = value();
            if new != last {
                match new {
                    Some(value) => node.set_attribute(name, value),
                    None => node.remove_attribute(name),
                }
                last = new;
            }
        })
    }

    /// A form field's value, which follows `value`.
    #[inline(never)]
    pub fn value(self, value: RwSignal<String>) -> El {
        let node = self.0.node.clone();
        self.follow(move || value.with(|value| node.set_value(value)))
    }

    pub fn on(self, event: &str, handler: impl FnMut(Event) + 'static) -> El {
        self.listen(event, Box::new(handler))
    }

    #[inline(never)]
    fn listen(mut self, event: &str, handler: Box<dyn FnMut(Event)>) -> El {
        let handler = Closure::wrap(handler);
        self.0.node.add_event_listener(event, handler.as_ref());
        self.0.kept.push(Kept::Listener(handler));
        self
    }

    #[inline(never)]
    pub fn child(mut self, mut child: El) -> El {
        self.0.node.append(&child.0.node);
        self.0.kept.append(&mut child.0.kept);
        self
    }

    pub fn children(self, children: impl IntoIterator<Item = El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// Text is inert, whatever is in it.
    #[inline(never)]
    pub fn text(self, text: &str) -> El {
        self.0.node.append_text(text);
        self
    }

    /// Text that follows the states; its node stays, and changes only when the text does, or it would be read out again.
    pub fn text_of(self, text: impl Fn() -> String + 'static) -> El {
        self.computed_text(Box::new(text))
    }

    #[inline(never)]
    fn computed_text(self, text: Box<dyn Fn() -> String>) -> El {
        let node = create_text_node("");
        self.0.node.append(&node);
        let mut last = String::new();
        self.follow(move || {
            let new = text();
            if new != last {
                node.set_text_content(&new);
                last = new;
            }
        })
    }

    /// A part that follows the states. It is built anew whenever they change; where it turns out alike, the one on the page
    /// stays, with the focus that it may have, and is not read out again.
    pub fn part_of(self, part: impl Fn() -> Option<El> + 'static) -> El {
        self.computed_part(true, Box::new(move || Some(part())))
    }

    /// A part that is built anew when `key` is another, and else stays on the page, with all that is in it.
    pub fn part_by(self, key: impl Fn() -> u8 + 'static, part: impl Fn(u8) -> Option<El> + 'static) -> El {
        let mut last = None;
        self.computed_part(
            false,
            Box::new(move || {
                let key = key();
                (last.replace(key) != Some(key)).then(|| untrack(|| part(key)))
            }),
        )
    }

    /// `part` gives `None` while it stays as it is.
    #[inline(never)]
    fn computed_part(self, keeps: bool, mut part: Box<dyn FnMut() -> Option<Option<El>>>) -> El {
        let end = create_text_node("");
        self.0.node.append(&end);
        let mut shown: Option<El> = None;
        self.follow(move || {
            let Some(new) = part() else { return };
            if let (true, Some(old), Some(new)) = (keeps, &shown, &new)
                && old.0.node.is_equal(&new.0.node)
            {
                return;
            }
            if let Some(new) = &new {
                end.before(&new.0.node);
            }
            if let Some(old) = std::mem::replace(&mut shown, new) {
                old.0.node.remove();
            }
        })
    }

    fn follow(mut self, mut run: impl FnMut() + 'static) -> El {
        self.0.kept.push(Kept::Effect(RenderEffect::new(move |_| run())));
        self
    }

    /// Puts it on the page, until what this gives is dropped.
    pub fn mount(self, container: &web_sys::Element) -> Mounted {
        _ = container.append_with_node_1(self.0.node.unchecked_ref());
        Mounted(self)
    }
}

/// An element on the page.
pub struct Mounted(El);

impl Drop for Mounted {
    fn drop(&mut self) {
        self.0.0.node.remove();
    }
}

/// What is used of the page's nodes. None of it throws with names that are written in this crate.
#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Node;
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_element(namespace: &str, tag: &str) -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    fn create_text_node(text: &str) -> Node;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Node, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn remove_attribute(this: &Node, name: &str);
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn add_event_listener(this: &Node, event: &str, listener: &JsValue);
    #[wasm_bindgen(method)]
    fn append(this: &Node, child: &Node);
    #[wasm_bindgen(method, js_name = append)]
    fn append_text(this: &Node, text: &str);
    #[wasm_bindgen(method)]
    fn before(this: &Node, other: &Node);
    #[wasm_bindgen(method)]
    fn remove(this: &Node);
    #[wasm_bindgen(method, js_name = isEqualNode)]
    fn is_equal(this: &Node, other: &Node) -> bool;
    #[wasm_bindgen(method, setter, js_name = textContent)]
    fn set_text_content(this: &Node, text: &str);
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Node, value: &str);
}
