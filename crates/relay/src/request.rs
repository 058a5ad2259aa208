//! What calls share when they read requests: JSON bodies, strict JSON objects, the header `Idempotency-Key`.

pub mod idempotency_key;
pub mod json_body;
pub mod json_object;

/// Longest phone number or e-mail address, in characters: the limit of an e-mail address (RFC 5321).
pub const MAX_CONTACT_DETAIL: usize = 254;
