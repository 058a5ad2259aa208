//! The body of `POST /accumulate`, parsed strictly, since a valid one reaches the vendor's CRM as it is.

use serde::Deserialize;
use serde_json::error::Category;

use crate::api_error::ApiError;
use crate::request::MAX_CONTACT_DETAIL;
use crate::request::json_object::JsonObject;

const MAX_CODE: usize = 128;
const MAX_NAME: usize = 200;
const MAX_KIND: usize = 32;
const MAX_DETAILS: usize = 5;

/// A valid request: a code, and a contact with at least one phone number or e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccumulateRequest {
    /// 1 to 128 characters, exactly as sent: neither trimmed nor changed in case.
    pub code: String,
    /// Up to 200 characters; empty when not given.
    pub name: String,
    /// Up to 5 phone numbers.
    pub phones: Vec<NewContactDetail>,
    /// Up to 5 e-mail addresses.
    pub emails: Vec<NewContactDetail>,
}

/// A phone number or an e-mail address as a request gives it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewContactDetail {
    /// Up to 32 characters; the documented requests say `Work`.
    #[serde(rename = "type")]
    pub kind: String,
    /// 1 to 254 characters.
    pub value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    code: String,
    data: JsonObject<Data>,
}

/// The API's documentation does not say which members may be left out. Each may, while one contact detail is given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    #[serde(default)]
    emails: Vec<JsonObject<NewContactDetail>>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phones: Vec<JsonObject<NewContactDetail>>,
}

impl AccumulateRequest {
    /// Parses and checks a request's body.
    ///
    /// # Errors
    /// 400 `not_json`; 422 `invalid_request` for wrong types, members that are missing, unknown or given twice,
    /// and values that are empty or too long.
    pub fn parse(body: &[u8]) -> Result<Self, ApiError> {
        let JsonObject(body): JsonObject<Body> = serde_json::from_slice(body).map_err(|error| parse_error(&error))?;
        let JsonObject(data) = body.data;
        check_text("code", &body.code, 1, MAX_CODE)?;
        check_text("data.name", &data.name, 0, MAX_NAME)?;
        let phones = check_details("data.phones", data.phones)?;
        let emails = check_details("data.emails", data.emails)?;
        if phones.is_empty() && emails.is_empty() {
            return Err(ApiError::invalid("Give at least one phone number or e-mail address."));
        }
        Ok(Self { code: body.code, name: data.name, phones, emails })
    }
}

fn parse_error(error: &serde_json::Error) -> ApiError {
    match error.classify() {
        // "invalid type: integer `5`, expected a string at line 1 column 9": clear enough for a developer.
        Category::Data => ApiError::invalid(format!("The body has the wrong shape: {error}.")),
        _ => ApiError::bad_request("not_json", format!("The body is not JSON: {error}.")),
    }
}

/// Checks the list that `member` holds, such as `data.phones`.
fn check_details(member: &str, details: Vec<JsonObject<NewContactDetail>>) -> Result<Vec<NewContactDetail>, ApiError> {
    if details.len() > MAX_DETAILS {
        return Err(ApiError::invalid(format!("{member} has more than {MAX_DETAILS} entries.")));
    }
    let checked = details.into_iter().map(|JsonObject(detail)| {
        check_text(&format!("{member}.type"), &detail.kind, 0, MAX_KIND)?;
        check_text(&format!("{member}.value"), &detail.value, 1, MAX_CONTACT_DETAIL)?;
        Ok(detail)
    });
    checked.collect()
}

/// Checks that `text` has `min` to `max` characters, no control character, and is not blank where `min` is above 0.
fn check_text(member: &str, text: &str, min: usize, max: usize) -> Result<(), ApiError> {
    if min > 0 && text.trim().is_empty() {
        return Err(ApiError::invalid(format!("{member} is empty.")));
    }
    if text.chars().count() > max {
        return Err(ApiError::invalid(format!("{member} is longer than {max} characters.")));
    }
    if text.chars().any(char::is_control) {
        return Err(ApiError::invalid(format!("{member} has control characters.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
