//! [`Element`]: an element as `view!` builds it, its attributes, properties, listeners and children.

use super::attribute::{Attribute, AttributeValue, PropertyValue};
use super::dom::{Node, create_element};
use super::effect::RenderEffect;
use super::into_view::IntoView;
use super::owner::Owner;
use super::source::{Sink, Source};
use super::view::{Kind, Rendered, Resource, View};
use std::borrow::Cow;
use stock_leptos::tachys::html::event::EventDescriptor;
use wasm_bindgen::prelude::*;

/// One type for every element, so that one function sets any attribute. It is made at once; what follows the signals is a
/// render effect of Leptos's that ends with it.
pub struct Element(pub(crate) Box<Rendered>);

/// A value that an effect computes for an attribute; absent while `None`.
pub(crate) type Text = Option<Cow<'static, str>>;

impl Element {
    #[inline(never)]
    pub(crate) fn html(tag: &str) -> Element {
        Element::new("http://www.w3.org/1999/xhtml", tag)
    }

    #[inline(never)]
    pub(crate) fn svg(tag: &str) -> Element {
        Element::new("http://www.w3.org/2000/svg", tag)
    }

    fn new(namespace: &str, tag: &str) -> Element {
        Element(Box::new(Rendered { node: create_element(namespace, tag), kind: Kind::Element, resources: Vec::new() }))
    }

    /// Sets any attribute, by its name.
    pub fn attr(self, name: &'static str, value: impl AttributeValue) -> Element {
        value.set_on(self, name)
    }

    /// Takes an attribute that was made apart, as `{..attribute}` in a tag.
    pub fn add_any_attr(self, attribute: impl Attribute) -> Element {
        attribute.set_on(self)
    }

    /// Sets a property of the node, such as an input's `value`.
    pub fn prop(self, name: &'static str, value: impl PropertyValue) -> Element {
        value.set_on(self, name)
    }

    /// Listens to an event while the element is there. The handler runs with the owner that the element was made under.
    pub fn on<E>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Element
    where
        E: EventDescriptor,
        E::EventType: From<JsValue>,
    {
        const { assert!(!E::CAPTURE, "listeners that capture are not supported") };
        self.listen(&event.name(), Box::new(move |event: JsValue| handler(event.into())))
    }

    /// Appends a child, or several as a tuple.
    pub fn child(mut self, child: impl IntoView) -> Element {
        child.append_to(&mut self);
        self
    }

    #[inline(never)]
    pub(crate) fn append(&mut self, view: View) {
        view.mount(&self.0.node, None);
        let Some(mut rendered) = view.0 else { return };
        if let Kind::Fragment(_) = rendered.kind {
            self.0.resources.push(Resource::View(View(Some(rendered))));
        } else {
            self.0.resources.append(&mut rendered.resources);
        }
    }

    #[inline(never)]
    pub(crate) fn append_text(&mut self, text: &str) {
        self.0.node.append_text(text);
    }

    #[inline(never)]
    pub(crate) fn set_attribute(self, name: &str, value: &str) -> Element {
        self.0.node.set_attribute(name, value);
        self
    }

    #[inline(never)]
    pub(crate) fn set_optional(self, name: &str, value: Option<&str>) -> Element {
        match value {
            Some(value) => self.set_attribute(name, value),
            None => self,
        }
    }

    #[inline(never)]
    pub(crate) fn follow_attribute(self, name: &'static str, mut value: Box<dyn Source<Text>>) -> Element {
        let node = self.0.node.clone();
        let mut before = None;
        self.follow(move || {
            let value = value.next();
            if value != before {
                match &value {
                    Some(value) => node.set_attribute(name, value),
                    None => node.remove_attribute(name),
                }
                before = value;
            }
        })
    }

    /// An element with a property is none that may be kept for another that looks the same.
    #[inline(never)]
    pub(crate) fn set_property(mut self, name: &str, value: &JsValue) -> Element {
        set(&self.0.node, name, value);
        self.0.resources.push(Resource::View(View(None)));
        self
    }

    /// Sets the property whenever the closure has run: the signals decide, whatever was typed.
    #[inline(never)]
    pub(crate) fn follow_property(self, name: &'static str, mut value: Box<dyn Source<JsValue>>) -> Element {
        let node = self.0.node.clone();
        self.follow(move || set(&node, name, &value.next()))
    }

    fn follow(mut self, run: impl FnMut() + 'static) -> Element {
        self.0.resources.push(Resource::Effect(RenderEffect::new(Box::new(run))));
        self
    }

    #[inline(never)]
    fn listen(mut self, event: &str, mut handler: Box<dyn Sink<JsValue>>) -> Element {
        let owner = Owner::current();
        let closure: Box<dyn FnMut(JsValue)> = Box::new(move |event| match &owner {
            Some(owner) => owner.with(|| handler.take(event)),
            None => handler.take(event),
        });
        let closure = Closure::wrap(closure);
        let node = self.0.node.clone();
        node.add_listener(event, closure.as_ref());
        self.0.resources.push(Resource::Listener(Listener { node, event: event.into(), closure }));
        self
    }
}

/// Where the node does not take the value, it stays as it is.
fn set(node: &Node, name: &str, value: &JsValue) {
    _ = js_sys::Reflect::set(node, &name.into(), value);
}

/// A listener on a node; dropping it removes it.
pub(crate) struct Listener {
    node: Node,
    event: Box<str>,
    closure: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.node.remove_listener(&self.event, self.closure.as_ref());
    }
}
