//! The API key: read from a file or the environment, never printed, compared in constant time, demanded by the sandbox.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use crate::api_error::ApiError;
use crate::command_error::CommandError;

/// The header that carries the key.
pub const HEADER: &str = "apikey";

/// A key of one or more visible ASCII characters.
///
/// The real one opens the whole CRM, so it has no `Display`, and its `Debug` hides it.
#[derive(Clone)]
pub struct ApiKey(String);

impl ApiKey {
    /// Trims and checks `text`; `source` says where it came from, and begins the error's sentence.
    ///
    /// # Errors
    /// [`CommandError::Key`]: it is empty, or has characters that cannot stand in an HTTP header.
    pub fn parse(text: &str, source: &str) -> Result<Self, CommandError> {
        let key = text.trim();
        if key.is_empty() {
            return Err(CommandError::Key(format!("{source} is empty; put the API key there")));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let why = "has spaces or characters that cannot stand in an HTTP header; it must hold the key only";
            return Err(CommandError::Key(format!("{source} {why}")));
        }
        Ok(Self(key.to_owned()))
    }

    /// The key in `file`, else in the environment variable `variable`, else none.
    ///
    /// # Errors
    /// [`CommandError::Key`]: the file cannot be read, or what is there is no usable key.
    pub fn find(file: Option<&Path>, variable: &str) -> Result<Option<Self>, CommandError> {
        if let Some(path) = file {
            let source = format!("The key file {}", path.display());
            let text = std::fs::read_to_string(path)
                .map_err(|error| CommandError::Key(format!("{source} cannot be read: {error}")))?;
            return Self::parse(&text, &source).map(Some);
        }
        match std::env::var_os(variable) {
            None => Ok(None),
            Some(value) => {
                let source = format!("The environment variable {variable}");
                // What is not Unicode becomes a character that `parse` refuses.
                let text = value.to_str().unwrap_or("\u{fffd}");
                Self::parse(text, &source).map(Some)
            }
        }
    }

    /// The key itself, for the request's header and for nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether `given` is the key. How long that takes does not tell how many characters were right.
    pub fn matches(&self, given: &[u8]) -> bool {
        self.0.as_bytes().ct_eq(given).into()
    }

    /// Whether `bytes` contain the key: such an answer must not leave the relay.
    pub fn occurs_in(&self, bytes: &[u8]) -> bool {
        bytes.windows(self.0.len()).any(|window| window == self.0.as_bytes())
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(hidden)")
    }
}

/// Middleware: 401 `unauthorized` for requests whose header `apikey` is not the key.
pub async fn require_key(State(key): State<Arc<ApiKey>>, request: Request, next: Next) -> Response {
    let given = request.headers().get(HEADER);
    if given.is_some_and(|given| key.matches(given.as_bytes())) {
        return next.run(request).await;
    }
    let message = "The header apikey is missing or holds another key.";
    ApiError::new(StatusCode::UNAUTHORIZED, "unauthorized", message).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_trimmed_and_never_shown() -> Result<(), CommandError> {
        let key = ApiKey::parse("  s3cret-value \n", "it")?;
        assert!(key.matches(b"s3cret-value"));
        assert!(!key.matches(b"s3cret-valuE") && !key.matches(b"s3cret") && !key.matches(b""));
        assert!(!format!("{key:?} {:?}", Some(&key)).contains("s3cret"));
        assert!(key.occurs_in(b"..s3cret-value..") && !key.occurs_in(b"short"));
        Ok(())
    }

    #[test]
    fn unusable_keys_are_refused_without_being_repeated() {
        for bad in ["", " \n", "two words", "clé", "a\nb"] {
            let error = ApiKey::parse(bad, "The file").map(|_| ()).map_err(|e| e.to_string());
            assert!(error.as_ref().is_err_and(|e| e.contains("The file") && !e.contains("clé")), "{bad:?}: {error:?}");
        }
    }
}
