//! The relay between the widget and the point-accumulation API: `serve` guards the real API, `sandbox` replaces it.
//!
//! ```text
//! widget ─► access (origin, key, CORS) ─► calls: parse ─┬─► serve:   forward ─► upstream, which adds the key
//!                                                       └─► sandbox: answer  ─► store (SQLite)
//! ```
//! Both accept and refuse the same requests with the same words, because a call parses them in one place. `calls.rs`
//! says how to add a call.
#![forbid(unsafe_code)]

pub mod cli;
pub mod codes;
pub mod command_error;
pub mod prefix;
pub mod sandbox;
pub mod serve;

mod access;
mod api;
mod api_error;
mod calls;
mod clock;
mod listen;
mod log;
mod random;
mod request;
mod response;
mod sandbox_state;
mod static_files;
mod store;
mod upstream;
