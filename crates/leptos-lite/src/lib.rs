//! A light renderer for Leptos's `view!`.
#![cfg(target_arch = "wasm32")]

extern crate self as leptos; // what the macros call it by

#[cfg(not(feature = "stock"))]
mod lite;
#[cfg(feature = "stock")]
mod stock;

#[cfg(not(feature = "stock"))]
pub use lite::*;
#[cfg(feature = "stock")]
pub use stock::*;
