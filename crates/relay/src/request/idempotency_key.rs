//! The header `Idempotency-Key`: the sender's name for one intent, so that a POST that arrives twice counts once.

use axum::http::HeaderMap;

use crate::api_error::ApiError;

/// Name of the header, in the lower case that HTTP libraries compare.
pub const HEADER: &str = "idempotency-key";
const MAX_LENGTH: usize = 64;

/// 1 to 64 visible ASCII characters, usually a UUID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key as it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of a request, if it has one.
    ///
    /// # Errors
    /// 400 `bad_idempotency_key` when it is given twice, empty, too long or has other characters.
    pub fn from_headers(headers: &HeaderMap) -> Result<Option<Self>, ApiError> {
        let mut values = headers.get_all(HEADER).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        let bytes = value.as_bytes();
        let is_visible = bytes.iter().all(u8::is_ascii_graphic);
        match value.to_str() {
            Ok(text) if is_visible && (1..=MAX_LENGTH).contains(&bytes.len()) && values.next().is_none() => {
                Ok(Some(Self(text.to_owned())))
            }
            _ => {
                let message = format!("Idempotency-Key must be given once, as 1 to {MAX_LENGTH} visible characters.");
                Err(ApiError::bad_request("bad_idempotency_key", message))
            }
        }
    }
}
