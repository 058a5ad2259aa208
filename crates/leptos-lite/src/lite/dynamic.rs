//! Views that follow the signals: a closure's, and [`keyed`], which is built anew only when its key changes.

use super::effect::RenderEffect;
use super::into_view::IntoView;
use super::owner::Owner;
use super::source::Source;
use super::view::{Fragment, Resource, View};

/// A fragment that `update` fills, again whenever the signals change that it reads.
#[inline(never)]
pub(crate) fn dynamic(mut update: Box<dyn FnMut(&Fragment)>) -> View {
    let fragment = Fragment::new(Vec::new());
    let mut view = fragment.view();
    let effect = RenderEffect::new(Box::new(move || update(&fragment)));
    if let Some(rendered) = &mut view.0 {
        rendered.resources.push(Resource::Effect(effect));
    }
    view
}

/// What a closure gives.
#[inline(never)]
pub(crate) fn follow(mut view: Box<dyn Source<View>>) -> View {
    dynamic(Box::new(move |fragment| fragment.show(view.next())))
}

/// Decides what is shown, and builds it.
pub(crate) trait Switch {
    /// Whether another view is due than the one that is shown.
    fn changes(&mut self) -> bool;
    /// Builds the one that is due.
    fn build(&mut self) -> View;
}

/// Shows what a switch decides on. What it builds has an owner of its own: the effect's is cleaned up whenever that runs.
#[inline(never)]
pub(crate) fn switched(mut switch: Box<dyn Switch>) -> View {
    let owner = Owner::new();
    dynamic(Box::new(move |fragment| {
        if switch.changes() {
            fragment.show(View(None));
            fragment.show(owner.with_cleanup(|| switch.build()));
        }
    }))
}

struct Keyed<K, F, G> {
    key: F,
    view: G,
    shown: Option<K>,
}

impl<K, V, F, G> Switch for Keyed<K, F, G>
where
    K: Clone + PartialEq,
    V: IntoView,
    F: Fn() -> K,
    G: Fn(K) -> V,
{
    fn changes(&mut self) -> bool {
        let key = Some((self.key)());
        let changes = self.shown != key;
        self.shown = key;
        changes
    }

    fn build(&mut self) -> View {
        self.shown.clone().map(&self.view).into_view()
    }
}

/// Shows `view(key)`, built anew when `key` gives another value than before, and only then. Its signals and effects live as
/// long as it is shown.
pub fn keyed<K, V>(key: impl Fn() -> K + 'static, view: impl Fn(K) -> V + 'static) -> View
where
    K: Clone + PartialEq + 'static,
    V: IntoView,
{
    switched(Box::new(Keyed { key, view, shown: None }))
}
