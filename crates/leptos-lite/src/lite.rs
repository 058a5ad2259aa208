//! The renderer, in the places where Leptos's macros and its users look for what Leptos has there.

mod attribute;
mod dom;
mod dynamic;
mod effect;
mod element;
mod into_view;
mod list;
mod owner;
mod show;
mod signal;
mod source;
mod tags;
mod view;

pub mod children;
pub mod component;
pub mod mount;
pub mod task;

pub use into_view::IntoView;
pub use prelude::{component, view};
pub use stock_leptos::leptos_dom;
#[doc(hidden)]
pub use stock_leptos::{typed_builder, typed_builder_macro};
pub use tachys::html::{attribute as attr, event as ev};

/// What `#[component]` names: stock Leptos's, but that a component's body is not followed by this crate's effects.
#[doc(hidden)]
pub mod reactive {
    pub use stock_leptos::reactive::{diagnostics, prelude};

    pub mod graph {
        pub use crate::lite::effect::{untrack, untrack as untrack_with_diagnostics};
    }
}

/// What a file with components imports.
pub mod prelude {
    pub use super::attribute::IntoAttributeValue;
    pub use super::children::{Children, ChildrenFn, ViewFn};
    pub use super::dynamic::keyed;
    pub use super::effect::{Effect, untrack};
    pub use super::into_view::{CollectView, IntoAny, IntoRender, IntoView};
    pub use super::list::{__component_for, For, ForProps};
    pub use super::mount::{UnmountHandle, mount_to};
    pub use super::owner::{Owner, on_cleanup, provide_context, use_context};
    pub use super::show::{__component_show, Show, ShowProps};
    pub use super::signal::{ReadLocal, ReadSignal, RwSignal, WriteLocal, WriteSignal, signal_local};
    pub use super::view::{AnyView, View};
    pub use stock_leptos::leptos_dom::helpers::*;
    pub use stock_leptos::prelude::{IntoReactiveValue, component, view};
    pub use stock_leptos::reactive::owner::{LocalStorage, SyncStorage};
}

/// What `view!` names.
pub mod tachys {
    pub mod html {
        pub use crate::lite::inert::InertElement;
        pub use stock_leptos::tachys::html::event;

        pub mod element {
            pub use crate::lite::element::Element;
            pub use crate::lite::tags::html::*;
        }

        pub mod attribute {
            pub use crate::lite::attribute::{Attribute, AttributeText, AttributeValue, PropertyValue};

            pub mod custom {
                pub use crate::lite::attribute::{CustomAttribute, custom_attribute};
            }
        }
    }

    pub mod svg {
        pub use crate::lite::inert::InertElement;
        pub use crate::lite::tags::svg::*;
    }
}

/// What `view!` makes of a subtree of literals, which stock Leptos inserts as `innerHTML`.
mod inert {
    use super::element::Element;

    pub struct InertElement;

    /// What may become markup at run time: nothing.
    #[diagnostic::on_unimplemented(
        message = "an element with literals only, in itself and inside, would become markup at run time",
        label = "in a view",
        note = "write one of the attributes as a constant or in braces: `class=HINT`, `class={{\"hint\"}}`"
    )]
    pub trait Markup {}

    impl InertElement {
        #[expect(clippy::new_ret_no_self, reason = "the name that `view!` calls")]
        pub fn new<T: Markup>(_: T) -> Element {
            Element::html("")
        }
    }
}
