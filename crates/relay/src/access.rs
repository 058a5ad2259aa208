//! Who may call: the pages of allowed origins, and callers that have the API key.

pub mod allowed_origins;
pub mod api_key;
pub mod cors;
