//! [`Show`]: one of two views, built when a condition changes.

use super::children::ViewFn;
use super::dynamic::{Switch, switched};
use super::into_view::IntoView;
use super::source::Source;
use super::view::View;
use stock_leptos::prelude::component;

/// Shows its children while `when` holds, else the fallback. Both are built when that changes, and only then.
#[component(transparent)]
pub fn Show<W>(
    children: ViewFn,
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
fn show(children: ViewFn, when: Box<dyn Source<bool>>, fallback: ViewFn) -> View {
    switched(Box::new(Condition { children, when, fallback, holds: None }))
}

struct Condition {
    children: ViewFn,
    when: Box<dyn Source<bool>>,
    fallback: ViewFn,
    holds: Option<bool>,
}

impl Switch for Condition {
    fn changes(&mut self) -> bool {
        let holds = Some(self.when.next());
        let changes = self.holds != holds;
        self.holds = holds;
        changes
    }

    fn build(&mut self) -> View {
        if self.holds == Some(true) { &self.children } else { &self.fallback }.run()
    }
}
