//! The relay between the widget and the point-accumulation API: `serve` guards the real API, `sandbox` stands in for it.
//!
//! ```text
//! widget ─► POST {prefix}/accumulate ─┐                 ┌─► sandbox: store (SQLite)
//!           GET {prefix}/history-point ┴─► request (parse)┴─► serve: origin rule ─► upstream (holds the key)
//! ```
//! Both answer with the same shapes and refuse bad input with the same words, because both parse with `request`.

pub mod api_error;
pub mod cli;
pub mod clock;
pub mod endpoints;
pub mod idempotency;
pub mod listen;
pub mod log;
pub mod prefix;
pub mod random;
pub mod record;
pub mod request;
pub mod sandbox;
pub mod secret;
pub mod serve;
pub mod start_error;
pub mod static_files;
pub mod store;
pub mod upstream;
