//! The query of `GET /history-point`: known parameters only, each at most once, parsed into their types.

use crate::api_error::ApiError;
use crate::request::MAX_CONTACT_DETAIL;

/// Largest whole number that JavaScript holds exactly: above any date and any page.
const MAX_NUMBER: i64 = (1 << 53) - 1;

/// A valid query. Both ends of the range are included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryQuery {
    /// `createdAtRangeFrom`, in milliseconds since the epoch.
    pub from: Option<i64>,
    /// `createdAtRangeTo`, in milliseconds since the epoch; not before `from`.
    pub to: Option<i64>,
    /// 1 to 254 characters.
    pub phone: Option<String>,
    /// 1 to 254 characters.
    pub email: Option<String>,
    /// Counts from 1; `None` means the first page.
    pub page: Option<i64>,
}

impl HistoryQuery {
    /// Parses the raw query, without `?`. Parameters of other names are ignored, and so never forwarded.
    ///
    /// # Errors
    /// 400 `bad_query`, with a sentence that names the parameter.
    pub fn parse(query: &str) -> Result<Self, ApiError> {
        let mut kind = None;
        let [mut from, mut to, mut phone, mut email, mut page] = [const { None }; 5];
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let parameter: &mut Option<String> = match &*name {
                "type" => &mut kind,
                "createdAtRangeFrom" => &mut from,
                "createdAtRangeTo" => &mut to,
                "phone" => &mut phone,
                "email" => &mut email,
                "page" => &mut page,
                _ => continue,
            };
            if parameter.replace(value.into_owned()).is_some() {
                return Err(bad_query(format!("{name} is given more than once.")));
            }
        }
        if kind.as_deref() != Some("point") {
            return Err(bad_query("type must be point."));
        }
        let number = |name, text: Option<String>, min| text.map(|text| parse_number(name, &text, min)).transpose();
        let parsed = Self {
            from: number("createdAtRangeFrom", from, 0)?,
            to: number("createdAtRangeTo", to, 0)?,
            phone: phone.map(|text| check_detail("phone", text)).transpose()?,
            email: email.map(|text| check_detail("email", text)).transpose()?,
            page: number("page", page, 1)?,
        };
        match (parsed.from, parsed.to) {
            (Some(from), Some(to)) if from > to => Err(bad_query("createdAtRangeFrom lies after createdAtRangeTo.")),
            _ => Ok(parsed),
        }
    }

    /// The query for the real API: the known parameters, encoded again.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("type", "point");
        let numbers = [("createdAtRangeFrom", self.from), ("createdAtRangeTo", self.to), ("page", self.page)];
        for (name, number) in numbers {
            if let Some(number) = number {
                query.append_pair(name, &number.to_string());
            }
        }
        for (name, text) in [("phone", &self.phone), ("email", &self.email)] {
            if let Some(text) = text {
                query.append_pair(name, text);
            }
        }
        query.finish()
    }
}

fn bad_query(message: impl Into<String>) -> ApiError {
    ApiError::bad_request("bad_query", message)
}

/// A number from `min` to [`MAX_NUMBER`], in digits only.
fn parse_number(name: &str, text: &str, min: i64) -> Result<i64, ApiError> {
    // `parse` alone would accept a sign.
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if is_digits && (min..=MAX_NUMBER).contains(&number) => Ok(number),
        _ => Err(bad_query(format!("{name} must be a whole number from {min} to {MAX_NUMBER}."))),
    }
}

/// A phone number or an e-mail address: 1 to 254 characters, not blank.
fn check_detail(name: &str, text: String) -> Result<String, ApiError> {
    // The decoder writes U+FFFD for bytes that are not UTF-8; no phone number and no e-mail address has it.
    let is_impossible = |c: char| c.is_control() || c == '\u{fffd}';
    if text.trim().is_empty() {
        Err(bad_query(format!("{name} is empty; leave it out instead.")))
    } else if text.chars().count() > MAX_CONTACT_DETAIL || text.chars().any(is_impossible) {
        let most = MAX_CONTACT_DETAIL;
        Err(bad_query(format!("{name} is longer than {most} characters or has characters that cannot be in it.")))
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_parameter_is_parsed() {
        let query = "type=point&createdAtRangeFrom=5&createdAtRangeTo=6&phone=%2B84867&email=a%40b.example&page=2";
        let expected = HistoryQuery {
            from: Some(5),
            to: Some(6),
            phone: Some("+84867".into()),
            email: Some("a@b.example".into()),
            page: Some(2),
        };
        assert_eq!(HistoryQuery::parse(query), Ok(expected));
    }

    #[test]
    fn unknown_parameters_are_not_forwarded() {
        let parsed = HistoryQuery::parse("type=point&phone=1&org=all&apikey=x").map(|query| query.to_query());
        assert_eq!(parsed, Ok("type=point&phone=1".into()));
    }

    proptest! {
        #[test]
        fn any_query_is_parsed_or_refused_with_400(query in "\\PC{0,80}") {
            if let Err(error) = HistoryQuery::parse(&query) {
                prop_assert_eq!((error.status.as_u16(), error.kind), (400, "bad_query"));
            }
        }

        #[test]
        fn the_forwarded_query_parses_to_the_same_values(
            from in prop::option::of(0..1000_i64), to in prop::option::of(1000..MAX_NUMBER),
            phone in prop::option::of("[+0-9 ]{0,9}[0-9]"), email in prop::option::of("[^\\pC\u{fffd}]{0,9}@"),
            page in prop::option::of(1..MAX_NUMBER),
        ) {
            let query = HistoryQuery { from, to, phone, email, page };
            prop_assert_eq!(HistoryQuery::parse(&query.to_query()), Ok(query));
        }
    }
}
