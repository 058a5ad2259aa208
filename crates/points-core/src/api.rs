//! The API's two calls as data: what is sent, and what an answer means. No IO; [`the widget`] does that.
//!
//! Whatever the vendor leaves unsaid (how a refused code is answered, above all) is decided here and nowhere else.

pub mod accumulate;
pub mod history_point;
pub mod json;

use json::Json;

/// A call that reads. [`accumulate`] alone writes, and is sent with care of its own.
pub trait Get {
    /// Below the brand's `api-base`.
    const PATH: &'static str;
    type Answer;

    /// The query parameters in their order, not encoded.
    fn query(&self) -> Vec<(&'static str, String)>;

    /// Reads the answer.
    ///
    /// # Errors
    /// What the answer comes to, where it is no success.
    fn parse(reply: &Reply) -> Result<Self::Answer, ApiError>;
}

/// A complete HTTP answer: headers and body arrived within the time limit and the size cap.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    /// `Retry-After`, in seconds, where the server gave it as a number.
    pub retry_after: Option<u32>,
    /// `None` where the body is not JSON.
    pub body: Option<Json>,
}

/// Why there is no complete answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The device knew that it is offline: nothing was sent.
    Offline,
    /// The request may have reached the server: no network, a reset, a time-out, a missing CORS header all look alike.
    OnTheWay,
}

/// What a call came to, where it was not a success. Worded in [`crate::messages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing was sent: safe to try again.
    Offline,
    /// 429: safe to try again after so many seconds, where the server said how many.
    RateLimited(Option<u32>),
    /// The server refused the code.
    Refused(Refusal),
    /// 400 or 422 without a reason that says more: what was typed is at fault.
    Rejected,
    /// 401 or 403: the brand's set-up is at fault.
    Unauthorized,
    /// 404 and 405: the brand's `api-base` is at fault.
    NotFound,
    /// No answer, or a server's failure. After a POST the outcome is unknown.
    Unavailable,
    /// An answer that is not the API's. After a POST the outcome is unknown.
    Protocol,
}

/// Why a code was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Collected before: by this customer or by another, the history tells.
    Used,
    /// No such code.
    Invalid,
    /// The server gave no reason.
    Unknown,
}

impl From<TransportError> for ApiError {
    fn from(error: TransportError) -> ApiError {
        match error {
            TransportError::Offline => ApiError::Offline,
            TransportError::OnTheWay => ApiError::Unavailable,
        }
    }
}

impl ApiError {
    /// What a status other than success means for either call; `None` for those that only the call itself can judge.
    fn from_status(reply: &Reply) -> Option<ApiError> {
        match reply.status {
            401 | 403 => Some(ApiError::Unauthorized),
            404 | 405 => Some(ApiError::NotFound),
            429 => Some(ApiError::RateLimited(reply.retry_after)),
            500.. => Some(ApiError::Unavailable),
            _ => None,
        }
    }
}
