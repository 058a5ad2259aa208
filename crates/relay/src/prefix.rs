//! The path prefix of the calls, checked once: starts with `/`, no trailing `/`, plain characters.

use std::fmt;
use std::str::FromStr;

/// First segments of this server's other paths, which a prefix may not hide.
const RESERVED: [&str; 2] = ["codes", "health"];

/// A prefix such as `/points` or `/api/v1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix(String);

impl Prefix {
    /// The prefix, such as `/points`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `path` is the prefix itself or lies under it.
    pub fn covers(&self, path: &str) -> bool {
        path.strip_prefix(&self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl FromStr for Prefix {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let trimmed = text.strip_suffix('/').unwrap_or(text);
        let Some(inner) = trimmed.strip_prefix('/') else {
            return Err("a prefix starts with / and names at least one segment, for example /points".into());
        };
        for segment in inner.split('/') {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
            // Browsers resolve `.` and `..` in a URL, so such a segment could never match.
            if segment.is_empty() || segment.chars().all(|c| c == '.') || !segment.chars().all(is_plain) {
                return Err("a prefix has segments of letters, digits and - . _ ~ only, for example /points".into());
            }
        }
        match inner.split('/').next() {
            Some(first) if RESERVED.contains(&first) => {
                Err(format!("/{first} is taken by this server; choose another prefix"))
            }
            _ => Ok(Self(trimmed.to_owned())),
        }
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trailing_slash_is_dropped() {
        assert_eq!("/points/".parse::<Prefix>().map(|p| p.0), Ok("/points".into()));
        assert_eq!("/api/v1".parse::<Prefix>().map(|p| p.0), Ok("/api/v1".into()));
    }

    #[test]
    fn a_prefix_that_no_route_can_match_is_refused() {
        for bad in ["", "/", "points", "//", "/a//b", "/{x}", "/a/..", "/a b", "/a?b", "/codes", "/health/x"] {
            assert!(bad.parse::<Prefix>().is_err(), "{bad:?} was accepted");
        }
    }

    #[test]
    fn a_prefix_covers_whole_segments_only() -> Result<(), String> {
        let prefix: Prefix = "/points".parse()?;
        assert!(prefix.covers("/points") && prefix.covers("/points/x"));
        assert!(!prefix.covers("/points-widget.js"));
        Ok(())
    }
}
