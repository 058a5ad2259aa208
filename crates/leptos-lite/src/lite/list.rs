//! [`For`]: a list whose rows stay while their keys do.

use super::dynamic::{Build, dynamic};
use super::into_view::IntoView;
use super::view::{Place, View};
use std::hash::Hash;
use std::rc::Rc;
use stock_leptos::prelude::component;
use stock_leptos::reactive::graph::untrack;
use stock_leptos::reactive::owner::Owner;

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
    let children = Rc::new(children);
    rows(Box::new(move || {
        let row = |item: T| -> (K, Build) {
            let children = children.clone();
            (key(&item), Box::new(move || children(item).into_view()))
        };
        each().into_iter().map(row).collect()
    }))
}

#[inline(never)]
fn rows<K: PartialEq + 'static>(items: Box<dyn Fn() -> Vec<(K, Build)>>) -> View {
    let owner = Owner::new();
    let mut keys: Vec<Option<K>> = Vec::new();
    dynamic(
        Some(owner.clone()),
        Box::new(move |place| {
            let mut before = std::mem::take(&mut keys);
            let mut plan = Vec::new();
            for (key, build) in items() {
                let key = Some(key);
                let row = before.iter().position(|before| *before == key);
                if let Some(row) = row.and_then(|row| before.get_mut(row)) {
                    *row = None;
                }
                keys.push(key);
                plan.push((row, build));
            }
            arrange(place, &owner, plan);
        }),
    )
}

/// Brings the rows into the order of `plan`, which has for each the place where it stands, or `None` for a new one.
#[inline(never)]
fn arrange(place: &Place, owner: &Owner, plan: Vec<(Option<usize>, Build)>) {
    let mut before: Vec<Option<View>> = place.take().into_iter().map(Some).collect();
    // A row stays where it is, unless one that stands after it comes before it now.
    let mut last = 0;
    let mut rows = Vec::new();
    let mut moves = Vec::new();
    for (at, build) in plan {
        let kept = at.and_then(|at| before.get_mut(at)?.take());
        moves.push(kept.is_none() || at < Some(last));
        last = at.unwrap_or(last).max(last);
        rows.push(kept.unwrap_or_else(|| {
            let owner = owner.child();
            owner.with(|| untrack(build)).owned_by(owner)
        }));
    }
    for gone in before.into_iter().flatten() {
        gone.unmount();
    }
    if let Some(parent) = place.parent() {
        let mut next = place.end.clone();
        for (row, moves) in rows.iter().zip(moves).rev() {
            if moves {
                row.mount(&parent, Some(&next));
            }
            next = row.first_node().unwrap_or(next);
        }
    }
    place.set(rows);
}
