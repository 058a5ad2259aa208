//! The widget: a customer redeems a product code and sees the history of points.
//!
//! ```text
//! attributes, URL -> config -> flow: state -- Command --> client -- Event --> state -> view, events
//! ```
//! Pure modules decide; they know neither browser nor Leptos, and are tested on the host. The modules below `flow` are
//! compiled for wasm only, where their crates exist.

pub mod api;
pub mod code;
pub mod config;
pub mod contact;
pub mod customer;
pub mod form;
pub mod history;
pub mod i18n;
pub mod redeem;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
mod flow;
#[cfg(target_arch = "wasm32")]
mod format;
#[cfg(target_arch = "wasm32")]
mod js;
#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(target_arch = "wasm32")]
mod notify;
#[cfg(target_arch = "wasm32")]
mod shell;
#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use browser::{Widget, mount};
#[cfg(target_arch = "wasm32")]
pub use shell::Shell;
