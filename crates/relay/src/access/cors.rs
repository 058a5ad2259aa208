//! The CORS headers: what a page of another origin may send to the calls and read of their answers.

use std::time::Duration;

use axum::http::{HeaderName, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::calls;
use crate::request::idempotency_key;

/// How long a browser may reuse the answer to a preflight.
const PREFLIGHT_MAX_AGE: Duration = Duration::from_secs(600);

/// Allows pages of `origins` the methods of the calls and the two headers that the widget sets.
pub fn layer(origins: AllowOrigin) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods(calls::methods())
        .allow_headers([header::CONTENT_TYPE, HeaderName::from_static(idempotency_key::HEADER)])
        .expose_headers([header::RETRY_AFTER])
        .max_age(PREFLIGHT_MAX_AGE)
}
