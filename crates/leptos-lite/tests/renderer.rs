//! What a view does on a page, in a real browser. The same tests run on stock Leptos, with `--features stock`; what only the
//! light renderer promises says so.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::disallowed_methods, reason = "the page around the views is the test's own")]

#[path = "renderer/attributes.rs"]
mod attributes;
#[path = "renderer/cleanup.rs"]
mod cleanup;
#[path = "renderer/closures.rs"]
mod closures;
#[path = "renderer/components.rs"]
mod components;
#[path = "renderer/events.rs"]
mod events;
#[path = "renderer/list.rs"]
mod list;
#[path = "renderer/page.rs"]
mod page;
#[path = "renderer/show.rs"]
mod show;
#[path = "renderer/text.rs"]
mod text;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
