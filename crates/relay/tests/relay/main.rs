//! Drives the real `points-relay` binary over HTTP. Each test has its own folder, database and port.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed step of a helper fails the test; clippy.toml reaches only functions with #[test]"
)]

mod bad_input;
mod chain;
mod commands;
mod crash;
mod customers;
mod fake_upstream;
mod files;
mod flow;
mod harness;
mod history;
mod one_person;
mod refusals;
mod upstream_answers;
