//! [`Show`]: one of two views, built when a condition changes.

use super::children::{ChildrenFn, ViewFn};
use super::dynamic::keyed;
use super::into_view::IntoView;
use super::view::View;
use stock_leptos::prelude::component;

/// Shows its children while `when` holds, else the fallback. Both are built when that changes, and only then.
#[component(transparent)]
pub fn Show<W>(
    children: ChildrenFn,
    /// Is run again when the signals change that it reads.
    when: W,
    /// What is shown else; nothing by default.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView
where
    W: Fn() -> bool + 'static,
{
    show(children, Box::new(when), fallback)
}

#[inline(never)]
fn show(children: ChildrenFn, when: Box<dyn Fn() -> bool>, fallback: ViewFn) -> View {
    keyed(when, move |holds| if holds { children() } else { fallback.run() })
}
