//! Tests of the widget's pure modules, in one binary: what they decide, without a browser.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod api;
mod code;
mod config;
mod contact;
mod customer;
mod day;
mod form;
mod fuzz;
mod history;
mod public_face;
mod redeem;
mod rules;
mod support;
mod words;
