//! A light renderer for Leptos's [`view!`](macro@view): what Preact is to React.
//!
//! `view!` and `#[component]` are Leptos's own. What `view!` builds is not: here every element is one type,
//! made at once, and what follows the signals is a render effect that hangs on it. Stock Leptos has a type for each shape of
//! markup, with code for building and for rebuilding each; that is faster where much changes, and several times the download.
//! Signals, effects, owners and context have Leptos's names and methods, with one type behind all of them, for one thread. Components do not
//! tell the difference: the same source compiles on both.
//!
//! ```no_run
//! use leptos::prelude::*;
//!
//! #[component]
//! fn Counter(start: i32) -> impl IntoView {
//!     let count = RwSignal::new(start);
//!     view! {
//!         <button type="button" on:click=move |_| count.update(|count| *count += 1)>
//!             "Count: " {move || count.get()}
//!         </button>
//!     }
//! }
//!
//! leptos::mount::mount_to(document().body().unwrap(), || view! { <Counter start=1/> }).forget();
//! ```
//!
//! # One switch
//!
//! A package depends on this crate by the name of the other, since the macros name everything below `::leptos`:
//! `leptos = { package = "leptos-lite", … }`. With the feature `stock` this crate is stock Leptos, and [`keyed`](prelude::keyed).
//!
//! # What a view may hold
//!
//! - Elements of HTML and SVG, with attributes that are a text, a number, a `bool`, an `Option` of one, or a closure that
//!   gives one; `prop:name` likewise; `on:event`; an attribute of any name by
//!   `{..custom_attribute("name", value)}`.
//! - Texts, numbers, `Option`, `Vec`, tuples, views, and closures that give one of those. A text is inert, whatever is in it.
//! - Components with properties and children; [`Show`](prelude::Show), [`For`](prelude::For), and [`keyed`](prelude::keyed),
//!   which builds a view anew when a key changes, as `{#key}` does in Svelte.
//!
//! **What a closure gives takes the place of what it gave before.** A text changes in place. An element that comes out equal
//! stays, with its focus, and is not read out again; but only if nothing in it listens or follows a signal, since that has
//! captured what was true before. So what has a button in it stands in `<Show>`, `<For>` or `keyed`, which keep it as long as
//! it is the one to show. (Stock Leptos compares such elements part by part, and keeps their nodes.)
//!
//! # What it lacks, and how that fails
//!
//! All of it fails to compile, at the place in the view:
//!
//! - `bind:`, `node_ref`, `use:`, `class:name`, `style:name`, `inner_html`, `on:event:capture`, `on:event:target`.
//! - Signals without a closure around them: `{count}` is `{move || count.get()}`.
//! - Attributes that are spread over a component, which would have to find its elements.
//! - `Memo`, `Resource`, `Callback`, `StoredValue`, stores, and signals of another thread.
//! - `Suspense`, `Await`, `Transition`, `ErrorBoundary`, `Portal`, forms and server functions, hydration, and writing HTML.
//! - Elements and attributes that `src/lite/tags.rs` does not list; a line there adds one.
//! - **An element of literals only**, in itself and in its children, as a child of another: `view!` would have it inserted as
//!   markup, which a page with Trusted Types forbids. One attribute that is a constant or stands in braces is enough.
//!
//! Two things it does not need: `Send`, so a closure may capture what stays on its thread; and keys that differ, so a list may
//! have two items of one key. Stock Leptos does.
//!
//! # Order
//!
//! Dropping what [`mount_to`](mount::mount_to) gives takes the view off the page at once: its nodes, then its effects and
//! listeners, then what its owners own, the inner before the outer. The same holds for a branch of `<Show>` and for a row of
//! `<For>`, each of which has an owner of its own. Changes of signals are on the page a microtask later, as in Leptos.
//!
//! # Why Leptos is pinned
//!
//! This crate stands where the macros of one version look for things. Another version may look elsewhere: then this does not
//! compile, or `tests/` fails.
#![cfg(target_arch = "wasm32")]

extern crate self as leptos; // what the macros call it by

#[cfg(all(doctest, not(feature = "stock")))]
mod denied;
#[cfg(not(feature = "stock"))]
mod lite;
#[cfg(feature = "stock")]
mod stock;

#[cfg(not(feature = "stock"))]
pub use lite::*;
#[cfg(feature = "stock")]
pub use stock::*;
