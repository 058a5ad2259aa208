//! The CORS headers: what a page of another origin may send to the calls and read of their answers.

use std::time::Duration;

use axum::http::header;
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer};

use crate::calls;

/// How long a browser may reuse the answer to a preflight.
const PREFLIGHT_MAX_AGE: Duration = Duration::from_secs(600);

/// Allows pages of `origins` the methods of the calls, and any header: beside the two that the widget sets, tracing scripts of a
/// page add their own to every request, and the browser would send none. The relay reads only those that it knows.
pub fn layer(origins: AllowOrigin) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods(calls::methods())
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([header::RETRY_AFTER])
        .max_age(PREFLIGHT_MAX_AGE)
}
