//! Views that follow the signals: a closure's, and [`keyed`], which rebuilds only when its key changes.

use super::into_view::IntoView;
use super::view::{Place, Resource, Scope, View};
use std::rc::Rc;
use stock_leptos::reactive::effect::RenderEffect;
use stock_leptos::reactive::graph::untrack;
use stock_leptos::reactive::owner::Owner;

/// Builds a view when it is its time.
pub(crate) type Build = Box<dyn FnOnce() -> View>;

/// A place that `update` fills, again whenever the signals change that it reads. `owner` is cleaned up when it goes.
#[inline(never)]
pub(crate) fn dynamic(owner: Option<Owner>, mut update: Box<dyn FnMut(&Place)>) -> View {
    let place = Place::new(Vec::new());
    let mut view = place.view();
    let effect = RenderEffect::new(move |_| update(&place));
    if let Some(part) = &mut view.0 {
        part.resources.push(Resource::Effect(effect));
        part.resources.extend(owner.map(Scope).map(Resource::Owner));
    }
    view
}

/// Shows `view(key)`, built anew when `key` gives another value than before, and only then. Its signals and effects live as
/// long as it is shown.
pub fn keyed<K, V>(key: impl Fn() -> K + 'static, view: impl Fn(K) -> V + 'static) -> View
where
    K: Clone + PartialEq + 'static,
    V: IntoView,
{
    let view = Rc::new(view);
    let mut shown = None;
    rebuild(Box::new(move || {
        let key = Some(key()).filter(|key| shown.as_ref() != Some(key))?;
        shown = Some(key.clone());
        let view = view.clone();
        Some(Box::new(move || view(key).into_view()))
    }))
}

/// `next` gives `None` while what is shown stays.
#[inline(never)]
fn rebuild(mut next: Box<dyn FnMut() -> Option<Build>>) -> View {
    let owner = Owner::new(); // not the effect's, which is cleaned up whenever that runs
    dynamic(
        Some(owner.clone()),
        Box::new(move |place| {
            if let Some(build) = next() {
                place.show(View(None));
                place.show(owner.with_cleanup(|| untrack(build)));
            }
        }),
    )
}
