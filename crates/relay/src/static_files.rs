//! The widget's folder over HTTP: precompressed variants, cache rules by file name, usable from any origin.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use crate::log;
use crate::start_error::StartError;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const NO_CACHE: HeaderValue = HeaderValue::from_static("no-cache");

/// A router whose fallback serves `folder`.
///
/// # Errors
/// [`StartError::WidgetFolder`] when `folder` is no folder.
pub fn router(folder: &Path) -> Result<Router, StartError> {
    if !folder.is_dir() {
        return Err(StartError::WidgetFolder { path: folder.to_owned() });
    }
    if !folder.join("index.html").is_file() {
        log::line(&format!("{} has no index.html, so there is no demo page.", folder.display()));
    }
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    Ok(Router::new().fallback_service(files).layer(middleware::from_fn(headers)))
}

/// # Errors
/// [`StartError::Exposed`] when `private` would be downloadable from `folder`.
pub fn keep_out(folder: &Path, what: &'static str, private: &Path) -> Result<(), StartError> {
    let inside = || {
        let folder = folder.canonicalize().ok()?;
        // The database may not be there yet: then its nearest folder that is there counts.
        let private = std::path::absolute(private).ok()?;
        let there = private.ancestors().find_map(|path| path.canonicalize().ok())?;
        Some(there.starts_with(folder))
    };
    if inside() == Some(true) {
        return Err(StartError::Exposed { what, path: private.to_owned() });
    }
    Ok(())
}

async fn headers(request: Request, next: Next) -> Response {
    let hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        response = (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
    }
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    mark(response.headers_mut(), if hashed && found { IMMUTABLE } else { NO_CACHE });
    response
}

fn mark(headers: &mut HeaderMap, cache: HeaderValue) {
    headers.insert(header::CACHE_CONTROL, cache);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}

/// Whether the file's name carries a hash of its content: `name-<16 hex>.ext`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.match_indices('-').any(|(at, _)| {
        let rest = &name.as_bytes()[at + 1..];
        let hex = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
        rest.len() > 16 && rest[..16].iter().all(hex) && rest[16] == b'.'
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sixteen_hex_digits_before_a_dot_are_a_hash() {
        assert!(is_hashed("/points-widget-0123456789abcdef.js"));
        assert!(is_hashed("/a/points-widget-0123456789abcdef_bg-fedcba9876543210.wasm.br"));
        for plain in [
            "/points-widget.js",
            "/x-0123456789abcde.js",
            "/x-0123456789abcdef0.js",
            "/x-0123456789abcdef",
            "/x-0123456789abcdef.d/y.js",
            "/x-0123456789ABCDEF.js",
        ] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
