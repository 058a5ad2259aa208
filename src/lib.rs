//! The widget: a customer redeems a product code and sees the history of points.
#![cfg(target_arch = "wasm32")]

mod actions;
mod browser;
mod state;

pub use browser::host::HostApi;
