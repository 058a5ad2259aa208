//! What callers send, parsed once into types that hold only valid values; the sandbox and `serve` share it.

pub mod accumulate;
pub mod body;
pub mod history;
mod object;

/// Longest phone number or e-mail address, in characters: the limit of an e-mail address (RFC 5321).
pub const MAX_VALUE: usize = 254;
