//! What answers share: JSON bodies, the headers that keep answers out of caches, and `GET /health`.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde::Serialize;

use crate::log;

/// `value` as a JSON answer with `status`.
pub fn json(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(text) => json_text(status, text),
        Err(error) => {
            log::write_line(&format!("an answer could not be written as JSON: {error}"));
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// An answer with `status` whose body is JSON already.
pub fn json_text(status: StatusCode, text: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], text.into()).into_response()
}

/// Middleware: no cache may store the answer, since it is about a customer, and no browser may guess its type.
pub async fn no_store(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// `GET /health`: `{"ok":true}` while the server answers.
pub fn health<S: Clone + Send + Sync + 'static>() -> MethodRouter<S> {
    get(|| async { json(StatusCode::OK, &serde_json::json!({ "ok": true })) })
}
