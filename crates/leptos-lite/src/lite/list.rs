//! [`For`]: a list whose rows stay while their keys do.

use super::dynamic::dynamic;
use super::into_view::IntoView;
use super::owner::Owner;
use super::view::{Fragment, View};
use std::hash::Hash;
use stock_leptos::prelude::component;

/// Shows a row for each item, and keeps the rows whose keys are there again: their nodes stay, with focus and all, and move
/// where the order is another. A row is built once for its key; what changes in it reads signals.
#[component]
pub fn For<IF, I, T, EF, N, KF, K>(
    /// Gives the items; is run again when the signals change that it reads.
    each: IF,
    /// Tells the items apart. Items of one key are one row each.
    key: KF,
    /// Builds the row of an item.
    children: EF,
) -> impl IntoView
where
    IF: Fn() -> I + 'static,
    I: IntoIterator<Item = T> + 'static,
    EF: Fn(T) -> N + Clone + 'static,
    N: IntoView + 'static,
    KF: Fn(&T) -> K + Clone + 'static,
    K: Eq + Hash + 'static,
    T: 'static,
{
    list(Box::new(Items { each, key, children, keys: Vec::new(), items: Vec::new() }))
}

/// The items of a list.
trait Rows {
    /// Reads the items anew, and says where the row of each stood before, if it did.
    fn read(&mut self) -> Vec<Option<usize>>;
    /// Builds the row of the item at `index`.
    fn build(&mut self, index: usize) -> View;
}

struct Items<IF, KF, EF, K, T> {
    each: IF,
    key: KF,
    children: EF,
    keys: Vec<Option<K>>,
    items: Vec<Option<T>>,
}

impl<IF, I, KF, EF, K, T, N> Rows for Items<IF, KF, EF, K, T>
where
    IF: Fn() -> I,
    I: IntoIterator<Item = T>,
    KF: Fn(&T) -> K,
    EF: Fn(T) -> N,
    K: PartialEq,
    N: IntoView,
{
    fn read(&mut self) -> Vec<Option<usize>> {
        let mut before = std::mem::take(&mut self.keys);
        let mut order = Vec::new();
        self.items.clear();
        for item in (self.each)() {
            let key = Some((self.key)(&item));
            let at = before.iter().position(|before| *before == key);
            if let Some(taken) = at.and_then(|at| before.get_mut(at)) {
                *taken = None;
            }
            self.keys.push(key);
            self.items.push(Some(item));
            order.push(at);
        }
        order
    }

    fn build(&mut self, index: usize) -> View {
        self.items.get_mut(index).and_then(Option::take).map(&self.children).into_view()
    }
}

#[inline(never)]
fn list(mut rows: Box<dyn Rows>) -> View {
    let owner = Owner::new();
    dynamic(Box::new(move |fragment| arrange(fragment, &owner, &mut *rows)))
}

/// Keeps the rows that are there again, builds the others, and brings them into their order.
fn arrange(fragment: &Fragment, owner: &Owner, rows: &mut dyn Rows) {
    let order = rows.read();
    let mut before = fragment.take();
    let mut views = Vec::new();
    for (index, at) in order.into_iter().enumerate() {
        let kept = at.and_then(|at| before.get_mut(at)).map(std::mem::take);
        views.push(kept.unwrap_or_else(|| {
            let owner = owner.child();
            owner.with(|| rows.build(index)).owned_by(owner)
        }));
    }
    for gone in before {
        gone.unmount();
    }
    if let Some(parent) = fragment.parent() {
        let mut next = fragment.end.clone();
        for view in views.iter().rev() {
            next = view.mount_before(&parent, next);
        }
    }
    fragment.set(views);
}
