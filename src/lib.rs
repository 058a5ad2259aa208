//! The widget: a customer redeems a product code and sees the history of points.
//!
//! ```text
//! attributes, URL -> config -> flow: state -- Command --> client -- Event --> state -> view, events
//! ```
//! `points-core` decides; it knows neither browser nor Leptos. This crate is compiled for wasm only.
#![cfg(target_arch = "wasm32")]

mod actions;
mod browser;
mod components;
mod exports;

pub use browser::host::HostApi;
pub use exports::{Widget, mount};
