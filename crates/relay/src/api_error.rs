//! The error of every call: a status, a stable kind and a sentence, answered in one JSON shape.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::response;

/// Answered as `{"success":0,"error":"<kind>","message":"<sentence>"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// HTTP status, 4xx or 5xx.
    pub status: StatusCode,
    /// In snake_case and stable: programs may compare it.
    pub kind: &'static str,
    /// A sentence for people; it may change.
    pub message: String,
    /// The header `Retry-After`, in seconds.
    pub retry_after: Option<u32>,
}

#[derive(Serialize)]
struct Body<'a> {
    success: u8,
    error: &'a str,
    message: &'a str,
}

impl ApiError {
    /// An error without `Retry-After`.
    pub fn new(status: StatusCode, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, message: message.into(), retry_after: None }
    }

    /// 400.
    pub fn bad_request(kind: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, kind, message)
    }

    /// 422 `invalid_request`: JSON, but not a valid request.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_request", message)
    }

    /// 404: no such path under the prefix.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is no such call here.")
    }

    /// 405: the path is a call's, the method is not.
    pub fn method_not_allowed() -> Self {
        let message = "This call does not answer to this method.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
    }

    /// 500: something inside failed. The caller of this function logs the cause; the client is not told it.
    pub fn internal() -> Self {
        let message = "Something went wrong here. Nothing was recorded.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }

    /// 503: the same request may succeed after `seconds`.
    pub fn busy(seconds: u32) -> Self {
        let message = "Too much is going on right now. Nothing was recorded; try again shortly.";
        let busy = Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", message);
        Self { retry_after: Some(seconds), ..busy }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = Body { success: 0, error: self.kind, message: &self.message };
        let mut response = response::json(self.status, &body);
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}
