//! [`El`]: every element of the widget, as one type.
//!
//! Leptos makes new code for each shape of element. Markup that names its elements at run time shares one copy of that
//! code, and a customer downloads less; it also never goes through `innerHTML`, as `view!` does for static parts.
//! `docs/architecture.md` has the figures.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::event::{Custom, on};
use leptos::tachys::html::property::prop;
use web_sys::Event;

/// An element under construction. Boxed, since a pointer handed from call to call is less code than a structure.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Attributes that never change.
pub type Attributes = &'static [(&'static str, &'static str)];

/// Starts an element.
#[inline(never)]
pub fn el(tag: &'static str, attributes: Attributes) -> El {
    let attributes =
        attributes.iter().map(|(name, value)| custom_attribute(*name, (*value).to_owned()).into_any_attr());
    El(Box::new(Parts { tag, attributes: attributes.collect(), children: Vec::new() }))
}

type Compute<T> = Box<dyn Fn() -> T + Send>;

impl El {
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: &str) -> El {
        self.0.attributes.push(custom_attribute(name, value.to_owned()).into_any_attr());
        self
    }

    /// An attribute that follows the states; absent while `None`.
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<&'static str> + Send + 'static) -> El {
        self.computed_attr(name, Box::new(value))
    }

    #[inline(never)]
    fn computed_attr(mut self, name: &'static str, value: Compute<Option<&'static str>>) -> El {
        self.0.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// A form field's value, which follows `value`.
    #[inline(never)]
    pub fn value(mut self, value: RwSignal<String>) -> El {
        let value: Compute<String> = Box::new(move || value.get());
        self.0.attributes.push(prop("value", value).into_any_attr());
        self
    }

    pub fn on(self, event: &'static str, handler: impl FnMut(Event) + 'static) -> El {
        self.listen(event, Box::new(handler))
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, handler: Box<dyn FnMut(Event)>) -> El {
        self.0.attributes.push(on(Custom::new(event), handler).into_any_attr());
        self
    }

    #[inline(never)]
    pub fn child(mut self, child: El) -> El {
        self.0.children.push(child.view());
        self
    }

    pub fn children(self, children: impl IntoIterator<Item = El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    #[inline(never)]
    pub fn any(mut self, view: AnyView) -> El {
        self.0.children.push(view);
        self
    }

    /// Text is inert, whatever is in it.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> El {
        self.0.children.push(text.to_owned().into_any());
        self
    }

    /// Text that follows the states; its node stays.
    pub fn text_of(self, text: impl Fn() -> String + Send + 'static) -> El {
        self.computed_text(Box::new(text))
    }

    #[inline(never)]
    fn computed_text(self, text: Compute<String>) -> El {
        self.computed(Box::new(move || text().into_any()))
    }

    /// A part that follows the states; it is built anew whenever they change.
    pub fn part_of(self, part: impl Fn() -> Option<El> + Send + 'static) -> El {
        self.computed_part(Box::new(part))
    }

    #[inline(never)]
    fn computed_part(self, part: Compute<Option<El>>) -> El {
        self.computed(Box::new(move || part().map_or_else(|| ().into_any(), El::view)))
    }

    #[inline(never)]
    fn computed(mut self, view: Compute<AnyView>) -> El {
        self.0.children.push(view.into_any());
        self
    }

    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        html::custom(tag).add_any_attr(attributes).child(children).into_any()
    }
}

/// A value that follows the states but changes only when it differs, so that what hangs on it stays on the page.
pub fn steady(value: impl Fn() -> u8 + Send + Sync + 'static) -> Memo<u8> {
    let value: Box<dyn Fn() -> u8 + Send + Sync> = Box::new(value);
    Memo::new(move |_| value())
}
