//! The body of `POST /accumulate`: parsed strictly, since what passes here reaches the vendor's CRM as it is.

use serde::Deserialize;
use serde_json::error::Category;

use super::MAX_VALUE;
use super::object::Object;
use crate::api_error::ApiError;

const MAX_CODE: usize = 128;
const MAX_NAME: usize = 200;
const MAX_KIND: usize = 32;
const MAX_REACHES: usize = 5;

/// A valid request: a code, and a contact with at least one phone number or e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accumulate {
    /// 1 to 128 characters, never folded or trimmed.
    pub code: String,
    /// Up to 200 characters; empty when not given.
    pub name: String,
    pub phones: Vec<ReachGiven>,
    pub emails: Vec<ReachGiven>,
}

/// A phone number or an e-mail address, 1 to 254 characters, with its type (`Work`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReachGiven {
    #[serde(rename = "type")]
    pub kind: String,
    pub value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    code: String,
    data: Object<Data>,
}

/// The vendor does not say which members may be left out, so each may, while one way to reach the customer remains.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    #[serde(default)]
    emails: Vec<Object<ReachGiven>>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phones: Vec<Object<ReachGiven>>,
}

impl Accumulate {
    /// # Errors
    /// 400 `not_json`; 422 `invalid_request` for wrong types, members that are missing, unknown or given twice,
    /// and values that are empty or too long.
    pub fn parse(body: &[u8]) -> Result<Self, ApiError> {
        let Object(body): Object<Body> = serde_json::from_slice(body).map_err(|error| explain(&error))?;
        let Object(data) = body.data;
        check("code", &body.code, 1, MAX_CODE)?;
        check("data.name", &data.name, 0, MAX_NAME)?;
        let phones = reaches("data.phones", data.phones)?;
        let emails = reaches("data.emails", data.emails)?;
        if phones.is_empty() && emails.is_empty() {
            return Err(ApiError::invalid("Give at least one phone number or e-mail address."));
        }
        Ok(Self { code: body.code, name: data.name, phones, emails })
    }
}

fn explain(error: &serde_json::Error) -> ApiError {
    match error.classify() {
        // "invalid type: integer `5`, expected a string at line 1 column 9": clear enough for a developer.
        Category::Data => ApiError::invalid(format!("The body has the wrong shape: {error}.")),
        _ => ApiError::bad_request("not_json", format!("The body is not JSON: {error}.")),
    }
}

fn reaches(member: &str, given: Vec<Object<ReachGiven>>) -> Result<Vec<ReachGiven>, ApiError> {
    if given.len() > MAX_REACHES {
        return Err(ApiError::invalid(format!("{member} has more than {MAX_REACHES} entries.")));
    }
    let checked = given.into_iter().map(|Object(reach)| {
        check(&format!("{member}.type"), &reach.kind, 0, MAX_KIND)?;
        check(&format!("{member}.value"), &reach.value, 1, MAX_VALUE)?;
        Ok(reach)
    });
    checked.collect()
}

/// `text` has `least` to `most` characters, none of them a control character, and is not blank where it must be given.
fn check(member: &str, text: &str, least: usize, most: usize) -> Result<(), ApiError> {
    let length = text.chars().count();
    if least > 0 && text.trim().is_empty() {
        return Err(ApiError::invalid(format!("{member} is empty.")));
    }
    if length > most {
        return Err(ApiError::invalid(format!("{member} is longer than {most} characters.")));
    }
    if text.chars().any(char::is_control) {
        return Err(ApiError::invalid(format!("{member} has control characters.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
