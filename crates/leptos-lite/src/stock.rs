//! Stock Leptos, and the helpers that this crate has beside it.

pub use stock_leptos::*;

pub mod prelude {
    pub use super::keyed::keyed;
    pub use stock_leptos::prelude::*;
}

mod keyed {
    use std::hash::Hash;
    use stock_leptos::prelude::*;

    /// Shows `view(key)`, built anew when `key` gives another value than before, and only then.
    pub fn keyed<K, V>(
        key: impl Fn() -> K + Send + 'static,
        view: impl Fn(K) -> V + Clone + Send + 'static,
    ) -> impl IntoView
    where
        K: Clone + Eq + Hash + Send + 'static,
        V: IntoView + 'static,
    {
        For(ForProps::builder().each(move || [key()]).key(K::clone).children(view).build())
    }
}
