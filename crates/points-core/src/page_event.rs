//! The events that a brand's page hears, as data: their names, the members of their `detail`, and the words in it.
//!
//! The browser's side dispatches no other; `tests/host/public_face.rs` holds them to `npm/custom-elements.json`.

use crate::api::ApiError;
use crate::redeem::Reason;

/// An event by its name, with the names of what its `detail` holds, in the order of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageEvent {
    pub name: &'static str,
    pub detail: &'static [&'static str],
}

/// The widget works.
pub const READY: PageEvent = PageEvent { name: "points-ready", detail: &["version"] };
/// A code came in.
pub const SCAN: PageEvent = PageEvent { name: "points-scan", detail: &["source", "format"] };
/// Points were collected; `product` has the members of [`PRODUCT`].
pub const ACCUMULATED: PageEvent = PageEvent { name: "points-accumulated", detail: &["score", "product"] };
/// A code was rejected; the reason is one of [`reason`]'s.
pub const REJECTED: PageEvent = PageEvent { name: "points-rejected", detail: &["reason"] };
/// A code was sent, and the outcome is not known.
pub const UNCONFIRMED: PageEvent = PageEvent { name: "points-unconfirmed", detail: &[] };
/// A call failed; the kind is one of [`error_kind`]'s.
pub const ERROR: PageEvent = PageEvent { name: "points-error", detail: &["kind"] };
/// The customer agreed to the brand's notice.
pub const CONSENT: PageEvent = PageEvent { name: "points-consent", detail: &["version", "at"] };

/// Every event.
pub const ALL: [PageEvent; 7] = [READY, SCAN, ACCUMULATED, REJECTED, UNCONFIRMED, ERROR, CONSENT];

/// The members of the product in [`ACCUMULATED`].
pub const PRODUCT: [&str; 2] = ["code", "name"];

/// Why a code was rejected, in a word.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Yours => "yours",
        Reason::Used => "used",
        Reason::Invalid => "invalid",
        Reason::Refused => "refused",
    }
}

/// The kind of a failed call. The element itself tells of one more, `load`.
pub fn error_kind(error: ApiError) -> &'static str {
    match error {
        ApiError::Offline => "offline",
        ApiError::RateLimited(_) => "rate-limited",
        ApiError::Unauthorized => "unauthorized",
        ApiError::Unavailable => "unavailable",
        ApiError::NotFound | ApiError::Protocol | ApiError::Rejected | ApiError::Refused(_) => "protocol",
    }
}
