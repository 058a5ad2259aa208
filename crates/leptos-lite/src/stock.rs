//! Stock Leptos, and the one helper that the light renderer has beside it.

pub use stock_leptos::*;

pub mod prelude {
    pub use super::keyed::keyed;
    pub use stock_leptos::prelude::*;
}

mod keyed {
    use std::hash::Hash;
    use stock_leptos::prelude::*;
    use stock_leptos::tachys::view::keyed as list;

    /// Shows `view(key)`, built anew when `key` gives another value than before, and only then. Its signals and effects live as
    /// long as it is shown.
    pub fn keyed<K, V>(
        key: impl Fn() -> K + Send + Sync + 'static,
        view: impl Fn(K) -> V + Clone + Send + 'static,
    ) -> impl IntoView
    where
        K: Clone + Eq + Hash + Send + Sync + 'static,
        V: IntoView + 'static,
    {
        let key = Memo::new(move |_| key());
        move || {
            let (key, view) = (key.get(), view.clone());
            // A list of one, or an element of the same type would be changed instead of built anew.
            list::keyed([key], K::clone, move |_, key| (drop::<usize>, untrack(|| view(key))))
        }
    }
}
