//! What an attribute and a property may be set to.

use super::element::{Element, Text};
use std::borrow::Cow;
use wasm_bindgen::JsValue;

/// A value for an attribute: a text, a number, a `bool`, an `Option` of one, or a closure that gives one and is run again when
/// the signals that it reads change. The attribute is absent while the value is `None` or `false`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value for an attribute",
    note = "a text, a number, a `bool`, an `Option` of one, or a closure that gives one is; \
            a signal is read in a closure: `move || signal.get()`"
)]
pub trait AttributeValue {
    #[doc(hidden)]
    fn set_on(self, element: Element, name: &'static str) -> Element;
}

/// What a closure may give for an attribute.
#[diagnostic::on_unimplemented(message = "a closure for an attribute cannot give `{Self}`")]
pub trait AttributeText {
    #[doc(hidden)]
    fn text(self) -> Text;
}

impl AttributeText for &'static str {
    fn text(self) -> Text {
        Some(Cow::Borrowed(self))
    }
}

impl AttributeText for String {
    fn text(self) -> Text {
        Some(Cow::Owned(self))
    }
}

impl AttributeText for bool {
    fn text(self) -> Text {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: AttributeText> AttributeText for Option<T> {
    fn text(self) -> Text {
        self.and_then(T::text)
    }
}

impl AttributeValue for &str {
    fn set_on(self, element: Element, name: &'static str) -> Element {
        element.set_attribute(name, self)
    }
}

impl AttributeValue for String {
    fn set_on(self, element: Element, name: &'static str) -> Element {
        element.set_attribute(name, &self)
    }
}

impl AttributeValue for bool {
    fn set_on(self, element: Element, name: &'static str) -> Element {
        element.set_optional(name, self.then_some(""))
    }
}

impl<T: AttributeText> AttributeValue for Option<T> {
    fn set_on(self, element: Element, name: &'static str) -> Element {
        element.set_optional(name, self.text().as_deref())
    }
}

impl<F, T> AttributeValue for F
where
    F: FnMut() -> T + 'static,
    T: AttributeText,
{
    fn set_on(mut self, element: Element, name: &'static str) -> Element {
        element.follow_attribute(name, Box::new(move || self().text()))
    }
}

/// A value for a property: a text, a number, a `bool`, or a closure that gives one and is run again when the signals that it
/// reads change.
#[diagnostic::on_unimplemented(message = "`{Self}` is no value for a property")]
pub trait PropertyValue {
    #[doc(hidden)]
    fn set_on(self, element: Element, name: &'static str) -> Element;
}

impl<F, V> PropertyValue for F
where
    F: FnMut() -> V + 'static,
    V: Into<JsValue>,
{
    fn set_on(mut self, element: Element, name: &'static str) -> Element {
        element.follow_property(name, Box::new(move || self().into()))
    }
}

macro_rules! property_values {
    ($($type:ty)*) => {
        $(impl PropertyValue for $type {
            fn set_on(self, element: Element, name: &'static str) -> Element {
                element.set_property(name, &self.into())
            }
        })*
    };
}

property_values!(&str String bool i32 u32 f64 JsValue);

macro_rules! numbers {
    ($($type:ty)*) => {
        $(
            impl AttributeText for $type {
                fn text(self) -> Text {
                    Some(Cow::Owned(self.to_string()))
                }
            }

            impl AttributeValue for $type {
                fn set_on(self, element: Element, name: &'static str) -> Element {
                    element.set_attribute(name, &self.to_string())
                }
            }
        )*
    };
}

numbers!(i32 i64 isize u32 u64 usize f64);

/// What `view!` calls for the value of an attribute.
pub trait IntoAttributeValue {
    type Output;

    fn into_attribute_value(self) -> Self::Output;
}

impl<T: AttributeValue> IntoAttributeValue for T {
    type Output = T;

    fn into_attribute_value(self) -> T {
        self
    }
}

/// An attribute that was made apart from its element.
pub trait Attribute {
    #[doc(hidden)]
    fn set_on(self, element: Element) -> Element;
}

/// An attribute of any name.
pub struct CustomAttribute<V>(&'static str, V);

/// Makes an attribute of any name, for one that HTML does not know: `<input {..custom_attribute("autocorrect", "off")}/>`.
pub fn custom_attribute<V: AttributeValue>(name: &'static str, value: V) -> CustomAttribute<V> {
    CustomAttribute(name, value)
}

impl<V: AttributeValue> Attribute for CustomAttribute<V> {
    fn set_on(self, element: Element) -> Element {
        self.1.set_on(element, self.0)
    }
}
