//! What a caller is told when a call fails: a status, a stable kind, a sentence, as one JSON shape.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Answered as `{"success":0,"error":"<kind>","message":"<sentence>"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    pub status: StatusCode,
    /// snake_case and stable: programs may compare it.
    pub kind: &'static str,
    /// For people; it may change.
    pub message: String,
    /// Seconds for `Retry-After`.
    pub retry_after: Option<u32>,
}

#[derive(Serialize)]
struct Body<'a> {
    success: u8,
    error: &'a str,
    message: &'a str,
}

impl ApiError {
    pub fn new(status: StatusCode, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, message: message.into(), retry_after: None }
    }

    pub fn bad_request(kind: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, kind, message)
    }

    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_request", message)
    }

    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is no such call here.")
    }

    pub fn method_not_allowed() -> Self {
        let message = "This call does not answer to this method.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
    }

    /// Something inside failed; the cause goes to the log, not to the caller.
    pub fn internal() -> Self {
        let message = "Something went wrong here. Nothing was recorded.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }

    /// The same request may succeed after `seconds`.
    pub fn busy(seconds: u32) -> Self {
        let message = "Too much is going on right now. Nothing was recorded; try again shortly.";
        let busy = Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", message);
        Self { retry_after: Some(seconds), ..busy }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = Body { success: 0, error: self.kind, message: &self.message };
        let mut response = json(self.status, &body);
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// `value` as a JSON answer with `status`.
pub fn json(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(text) => json_text(status, text),
        Err(error) => {
            eprintln!("an answer could not be written as JSON: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Text that is JSON already, with `status`.
pub fn json_text(status: StatusCode, text: impl Into<axum::body::Body>) -> Response {
    let body: axum::body::Body = text.into();
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
