//! The two calls as routes, with everything else under the prefix answered as a JSON error.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::{MethodRouter, any, get};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::api_error::{self, ApiError};
use crate::idempotency;
use crate::prefix::Prefix;

/// How long a browser may remember a preflight.
const PREFLIGHT_KEPT: std::time::Duration = std::time::Duration::from_secs(600);

/// `accumulate` and `history` under `prefix`; unknown paths there are 404, other methods 405.
pub fn router<S: Clone + Send + Sync + 'static>(
    prefix: &Prefix,
    accumulate: MethodRouter<S>,
    history: MethodRouter<S>,
) -> Router<S> {
    let unknown = || any(|| async { ApiError::not_found() });
    let wrong_method = || async { ApiError::method_not_allowed() };
    Router::new()
        .route(&format!("{prefix}/accumulate"), accumulate.fallback(wrong_method))
        .route(&format!("{prefix}/history-point"), history.fallback(wrong_method))
        .route(prefix.as_str(), unknown())
        .route(&format!("{prefix}/"), unknown())
        .route(&format!("{prefix}/{{*rest}}"), unknown())
}

/// `GET /health`: the server answers.
pub fn health<S: Clone + Send + Sync + 'static>() -> MethodRouter<S> {
    get(|| async { api_error::json(StatusCode::OK, &serde_json::json!({ "ok": true })) })
}

/// What pages of other origins may do: the two methods, the two headers the widget sends.
pub fn cors(origins: AllowOrigin) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, HeaderName::from_static(idempotency::HEADER)])
        .expose_headers([header::RETRY_AFTER])
        .max_age(PREFLIGHT_KEPT)
}

/// Middleware: answers are about a customer, so no cache keeps them.
pub async fn private(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
