//! Components in a real browser: mounted as the element mounts them, with the network injected.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::disallowed_methods, reason = "the page around the widget is the test's own")]

#[path = "web/customer.rs"]
mod customer;
#[path = "web/history.rs"]
mod history;
#[path = "web/page.rs"]
mod page;
#[path = "web/parts.rs"]
mod parts;
#[path = "web/redeem.rs"]
mod redeem;
#[path = "web/scan.rs"]
mod scan;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
