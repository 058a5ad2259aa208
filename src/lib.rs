//! The widget: a customer redeems a product code and sees the history of points.
//!
//! ```text
//! attributes, URL -> config -> component -- Event --> machine -- Effects --> action -> state -> component
//!                                                                    \\-> browser (http, storage, focus, page) -- Event
//! ```
//! `points-core` decides; it knows neither browser nor Leptos. Components read state and call actions; actions write state
//! and run the machines' effects in `browser`. Everything here is compiled for wasm only.
#![cfg(target_arch = "wasm32")]

mod actions;
mod browser;
mod call;
mod components;
mod exports;
#[cfg(feature = "stock-leptos")]
mod leptos_app;
mod settings;
mod state;

pub use browser::host::HostApi;
pub use exports::{Widget, mount};
#[cfg(feature = "stock-leptos")]
pub use leptos_app::{HistoryView, PointsWidget, RedeemForm};
