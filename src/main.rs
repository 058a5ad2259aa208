//! What is built for the browser. It has no start of its own: the page calls `mount`.
#![cfg_attr(target_arch = "wasm32", no_main)]

use points_widget as _;

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
