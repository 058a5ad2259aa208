//! `POST /accumulate`: redeems one product code for one customer.

use super::json::Json;
use super::{ApiError, Refusal, Reply};
use crate::contact::Contact;
use crate::product_code::ProductCode;

/// Below the brand's `api-base`.
pub const PATH: &str = "/accumulate";

/// The body, member for member as the API prints it. Both members are required; a contact without an e-mail sends
/// `"emails": []`.
pub fn request(code: &ProductCode, contact: &Contact) -> Json {
    let text = |text: &str| Json::Text(text.to_owned());
    let typed = |value: Option<&str>| {
        Json::List(
            value.map(|value| Json::object([("type", text("Work")), ("value", text(value))])).into_iter().collect(),
        )
    };
    let data = Json::object([
        ("emails", typed(contact.email.as_ref().map(|email| email.as_str()))),
        ("name", text(contact.name.as_ref().map_or("", |name| name.as_str()))),
        ("phones", typed(contact.phone.as_ref().map(|phone| phone.as_str()))),
    ]);
    Json::object([("code", text(code.as_str())), ("data", data)])
}

/// Reads the answer. Success is the number 1 in `success` of a 2xx answer and nothing else; a refusal is the number 0,
/// `false`, or a 4xx. Everything else leaves the outcome unknown.
///
/// # Errors
/// [`ApiError::Unavailable`] and [`ApiError::Protocol`] mean that the code may have been redeemed.
pub fn parse(reply: &Reply) -> Result<(), ApiError> {
    let body = reply.body.as_ref().unwrap_or(&Json::Null);
    match (reply.status, body.get("success")) {
        (200..=299, Json::Number(1.0)) => Ok(()),
        (200..=299, Json::Number(0.0) | Json::Bool(false)) => {
            Err(ApiError::Refused(reason(body).unwrap_or(Refusal::Unknown)))
        }
        (400 | 422, _) => Err(reason(body).map_or(ApiError::Rejected, ApiError::Refused)),
        (409 | 410, _) => Err(ApiError::Refused(reason(body).unwrap_or(Refusal::Used))),
        _ => Err(ApiError::from_status(reply).unwrap_or(ApiError::Protocol)),
    }
}

/// The reason in a refusal's message, as far as its words tell. The vendor documents neither members nor words, so the
/// likely members are read, and words in English and Vietnamese. "Not used" and the like are not looked for: a wrong
/// guess only chooses between two sentences, and the history decides before either is shown.
fn reason(body: &Json) -> Option<Refusal> {
    const USED: [&str; 6] = ["used", "already", "redeemed", "duplicate", "đã ", "Đã "];
    const INVALID: [&str; 7] =
        ["not exist", "not found", "no such", "invalid code", "code is invalid", "không tồn tại", "không hợp lệ"];
    let members = ["message", "error", "reason", "msg", "code"].map(|name| match body.get(name) {
        Json::Object(_) => body.get(name).get("message"),
        member => member,
    });
    let says = |words: &[&str]| {
        members.iter().filter_map(|member| member.text()).any(|text| {
            let text = text.to_ascii_lowercase();
            words.iter().any(|word| text.as_bytes().windows(word.len()).any(|part| part == word.as_bytes()))
        })
    };
    if says(&INVALID) {
        Some(Refusal::Invalid)
    } else if says(&USED) {
        Some(Refusal::Used)
    } else {
        None
    }
}
