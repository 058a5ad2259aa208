//! What a component takes as its children and as a fallback.

use super::into_view::{IntoAny, IntoView};
use super::view::{AnyView, View};
use std::rc::Rc;

/// Children that are built once.
pub type Children = Box<dyn FnOnce() -> AnyView>;

/// Children that may be built again.
pub type ChildrenFn = Rc<dyn Fn() -> AnyView>;

/// A view that may be built again, as a property; nothing by default.
#[derive(Default)]
pub struct ViewFn(Option<Box<dyn BuildView>>);

/// A closure that builds a view, behind a pointer; see [`source`](super::source).
trait BuildView {
    fn build(&self) -> View;
}

impl<F: Fn() -> V, V: IntoView> BuildView for F {
    fn build(&self) -> View {
        self().into_view()
    }
}

impl<F, V> From<F> for ViewFn
where
    F: Fn() -> V + 'static,
    V: IntoView,
{
    fn from(view: F) -> ViewFn {
        ViewFn(Some(Box::new(view)))
    }
}

impl ViewFn {
    /// Builds it.
    pub fn run(&self) -> AnyView {
        self.0.as_ref().map(|view| view.build()).unwrap_or_default()
    }
}

/// What `view!` calls for the children of a component.
pub trait ToChildren<F> {
    fn to_children(children: F) -> Self;
}

/// What `view!` makes of children that are one literal.
pub struct ChildrenOptContainer<T>(pub T);

impl<F, V> ToChildren<F> for Children
where
    F: FnOnce() -> V + 'static,
    V: IntoView,
{
    fn to_children(children: F) -> Children {
        Box::new(move || children().into_any())
    }
}

impl<F, V> ToChildren<F> for ChildrenFn
where
    F: Fn() -> V + 'static,
    V: IntoView,
{
    fn to_children(children: F) -> ChildrenFn {
        Rc::new(move || children().into_any())
    }
}

impl<F, V> ToChildren<F> for ViewFn
where
    F: Fn() -> V + 'static,
    V: IntoView,
{
    fn to_children(children: F) -> ViewFn {
        ViewFn::from(children)
    }
}

impl<T: IntoView + Clone + 'static> ToChildren<ChildrenOptContainer<T>> for ViewFn {
    fn to_children(children: ChildrenOptContainer<T>) -> ViewFn {
        ViewFn::from(move || children.0.clone())
    }
}

impl<T: IntoView + 'static> ToChildren<ChildrenOptContainer<T>> for Children {
    fn to_children(children: ChildrenOptContainer<T>) -> Children {
        Box::new(move || children.0.into_any())
    }
}

impl<T: IntoView + Clone + 'static> ToChildren<ChildrenOptContainer<T>> for ChildrenFn {
    fn to_children(children: ChildrenOptContainer<T>) -> ChildrenFn {
        Rc::new(move || children.0.clone().into_any())
    }
}
