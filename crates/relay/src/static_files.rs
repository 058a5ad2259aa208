//! Serves the widget's folder: precompressed variants, cache rules by file name, readable by pages of any origin.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use crate::command_error::CommandError;
use crate::log;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const NO_CACHE: HeaderValue = HeaderValue::from_static("no-cache");

/// A router whose fallback serves the files in `folder`.
///
/// # Errors
/// [`CommandError::WidgetFolder`] when `folder` is not there or no folder.
pub fn router(folder: &Path) -> Result<Router, CommandError> {
    if !folder.is_dir() {
        return Err(CommandError::WidgetFolder { path: folder.to_owned() });
    }
    if !folder.join("index.html").is_file() {
        log::write_line(&format!("{} has no index.html, so there is no demo page.", folder.display()));
    }
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    Ok(Router::new().fallback_service(files).layer(middleware::from_fn(set_headers)))
}

/// Checks that the file `private` is outside of `folder`, where anyone could download it. `what` names it in the error.
///
/// # Errors
/// [`CommandError::Exposed`] when it is inside.
pub fn require_outside(folder: &Path, what: &'static str, private: &Path) -> Result<(), CommandError> {
    let is_inside = || {
        let folder = folder.canonicalize().ok()?;
        // The database may not exist yet; then its nearest existing folder counts.
        let private = std::path::absolute(private).ok()?;
        let existing = private.ancestors().find_map(|path| path.canonicalize().ok())?;
        Some(existing.starts_with(folder))
    };
    if is_inside() == Some(true) {
        return Err(CommandError::Exposed { what, path: private.to_owned() });
    }
    Ok(())
}

/// Middleware: cache, CORS and sniffing headers; a plain sentence as the body of a 404.
async fn set_headers(request: Request, next: Next) -> Response {
    let has_hash = has_content_hash(request.uri().path());
    let mut response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        response = (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
    }
    let is_found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, if has_hash && is_found { IMMUTABLE } else { NO_CACHE });
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Whether the file's name has a hash of its content: `name-<16 hex digits>.ext`.
fn has_content_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.match_indices('-').any(|(at, _)| {
        let rest = &name.as_bytes()[at + 1..];
        let is_hex = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
        rest.len() > 16 && rest[..16].iter().all(is_hex) && rest[16] == b'.'
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sixteen_hex_digits_before_a_dot_are_a_hash() {
        assert!(has_content_hash("/points-widget-0123456789abcdef.js"));
        assert!(has_content_hash("/a/points-widget-0123456789abcdef_bg-fedcba9876543210.wasm.br"));
        for plain in [
            "/points-widget.js",
            "/x-0123456789abcde.js",
            "/x-0123456789abcdef0.js",
            "/x-0123456789abcdef",
            "/x-0123456789abcdef.d/y.js",
            "/x-0123456789ABCDEF.js",
        ] {
            assert!(!has_content_hash(plain), "{plain}");
        }
    }
}
