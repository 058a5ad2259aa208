//! Reads a JSON request's body: checks the content type, limits its size and the time it may take.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;

use crate::api_error::ApiError;

/// Largest body of a request, in bytes; a valid one has at most about 4 KiB.
pub const MAX_BODY: usize = 16 * 1024;
/// Bytes of a larger body that are read and dropped before the answer: answered while it still writes, the caller may
/// lose the answer in a connection reset.
const MAX_DRAINED: usize = 1024 * 1024;
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// The body of a JSON request. Whether it is JSON is left to the parser.
///
/// # Errors
/// 415 for another content type, 413 above [`MAX_BODY`], 408 after ten seconds, 400 when it breaks off.
pub async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, ApiError> {
    if !is_json(headers) {
        let message = "Send the body as Content-Type: application/json.";
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json_type", message));
    }
    let too_slow = |_| ApiError::new(StatusCode::REQUEST_TIMEOUT, "too_slow", "The body took too long to arrive.");
    tokio::time::timeout(TIME_LIMIT, collect(body)).await.map_err(too_slow)?
}

async fn collect(mut body: Body) -> Result<Bytes, ApiError> {
    let (mut bytes, mut received) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let broken = |_| ApiError::bad_request("broken_body", "The body broke off.");
        if let Ok(data) = frame.map_err(broken)?.into_data() {
            received += data.len();
            if received <= MAX_BODY {
                bytes.extend_from_slice(&data);
            }
            if received > MAX_DRAINED {
                break;
            }
        }
    }
    if received > MAX_BODY {
        let message = format!("The body is larger than {MAX_BODY} bytes.");
        return Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message));
    }
    Ok(bytes.into())
}

/// Whether there is exactly one `Content-Type` and its media type is `application/json`; parameters are ignored.
fn is_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    let media_type = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case("application/json")
}
