//! The API key: read from a file or the environment, never printed, compared in constant time.

use std::fmt;
use std::path::Path;

use subtle::ConstantTimeEq;

use crate::start_error::StartError;

/// The vendor's key opens the whole CRM, so nothing here shows it: no `Display`, and `Debug` tells nothing.
#[derive(Clone)]
pub struct ApiKey(String);

impl ApiKey {
    /// Trims `text`; `source` names where it came from, for the error.
    ///
    /// # Errors
    /// Empty, or with characters that cannot stand in an HTTP header.
    pub fn parse(text: &str, source: &str) -> Result<Self, StartError> {
        let key = text.trim();
        if key.is_empty() {
            return Err(StartError::Key(format!("{source} is empty; put the API key there")));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let what = "has spaces or characters that cannot stand in an HTTP header; it must hold the key only";
            return Err(StartError::Key(format!("{source} {what}")));
        }
        Ok(Self(key.to_owned()))
    }

    /// The key of `file`, else of the environment variable `variable`, else none.
    ///
    /// # Errors
    /// An unreadable file, or a source that is there and holds no usable key.
    pub fn find(file: Option<&Path>, variable: &str) -> Result<Option<Self>, StartError> {
        if let Some(path) = file {
            let source = format!("The key file {}", path.display());
            let text = std::fs::read_to_string(path)
                .map_err(|error| StartError::Key(format!("{source} cannot be read: {error}")))?;
            return Self::parse(&text, &source).map(Some);
        }
        match std::env::var_os(variable) {
            None => Ok(None),
            Some(value) => {
                let source = format!("The environment variable {variable}");
                let text = value.to_str().unwrap_or("\u{fffd}");
                Self::parse(text, &source).map(Some)
            }
        }
    }

    /// For the one place that puts it into a request's header.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Equality whose time does not tell how many characters were right.
    pub fn matches(&self, given: &[u8]) -> bool {
        self.0.as_bytes().ct_eq(given).into()
    }

    /// Whether `bytes` contain the key: such an answer must not leave.
    pub fn is_within(&self, bytes: &[u8]) -> bool {
        bytes.windows(self.0.len()).any(|window| window == self.0.as_bytes())
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_trimmed_and_never_shown() -> Result<(), StartError> {
        let key = ApiKey::parse("  s3cret-value \n", "it")?;
        assert!(key.matches(b"s3cret-value"));
        assert!(!key.matches(b"s3cret-valuE") && !key.matches(b"s3cret") && !key.matches(b""));
        assert!(!format!("{key:?} {:?}", Some(&key)).contains("s3cret"));
        assert!(key.is_within(b"..s3cret-value..") && !key.is_within(b"short"));
        Ok(())
    }

    #[test]
    fn unusable_keys_are_refused_without_being_repeated() {
        for bad in ["", " \n", "two words", "clé", "a\nb"] {
            let said = ApiKey::parse(bad, "The file").map(|_| ()).map_err(|e| e.to_string());
            assert!(said.as_ref().is_err_and(|s| s.contains("The file") && !s.contains("clé")), "{bad:?}: {said:?}");
        }
    }
}
