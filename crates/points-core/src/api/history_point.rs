//! `GET /history-point`: the records of one customer, a page at a time.

use super::json::Json;
use super::{ApiError, Get, Reply};
use crate::contact::HistoryOwner;

/// What a full page holds: after a shorter one there is no other.
pub const PAGE: usize = 20;

/// Milliseconds since the epoch.
pub type Millis = f64;

/// A span of time; each end is inclusive and optional.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    pub from: Option<Millis>,
    pub to: Option<Millis>,
}

/// One page of the records of one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPoint {
    pub owner: HistoryOwner,
    pub range: Range,
    /// From 1.
    pub page: u32,
}

impl Get for HistoryPoint {
    const PATH: &'static str = "/history-point";
    type Answer = Vec<Record>;

    fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = vec![("type", "point".to_owned())];
        for (name, end) in [("createdAtRangeFrom", self.range.from), ("createdAtRangeTo", self.range.to)] {
            query.extend(end.map(|millis| (name, (millis as i64).to_string())));
        }
        let name = match &self.owner {
            HistoryOwner::Phone(_) => "phone",
            HistoryOwner::Email(_) => "email",
        };
        query.push((name, self.owner.as_str().to_owned()));
        query.push(("page", self.page.to_string()));
        query
    }

    /// The records in the server's order; a row that is no object is left out.
    ///
    /// # Errors
    /// [`ApiError::Protocol`] where the answer is not a list.
    fn parse(reply: &Reply) -> Result<Vec<Record>, ApiError> {
        match (reply.status, &reply.body) {
            (200..=299, Some(Json::List(rows))) => Ok(rows.iter().filter_map(record).collect()),
            (400 | 422, _) => Err(ApiError::Rejected),
            _ => Err(ApiError::from_status(reply).unwrap_or(ApiError::Protocol)),
        }
    }
}

/// One record of the history. Every field is absent where the answer lacks it or has it in another type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub id: Option<String>,
    pub code: Option<String>,
    /// `status` 1: the points count.
    pub counted: bool,
    /// Points, where they are a finite number that is not negative.
    pub score: Option<f64>,
    pub product_code: Option<String>,
    pub product_name: Option<String>,
    /// When it was made, where that is a time JavaScript can represent.
    pub created_at: Option<Millis>,
}

fn record(row: &Json) -> Option<Record> {
    const LATEST: f64 = 8.64e15; // the end of JavaScript's time
    let Json::Object(_) = row else { return None };
    let text = |json: &Json| json.text().map(clip).filter(|text| !text.trim().is_empty());
    let product = row.get("product");
    Some(Record {
        id: text(row.get("id")),
        code: text(row.get("code")),
        counted: row.get("status").number() == Some(1.0),
        score: row.get("score").number().filter(|score| *score >= 0.0),
        product_code: text(product.get("code")),
        product_name: text(product.get("name")),
        created_at: row.get("createdAt").number().filter(|millis| millis.abs() <= LATEST),
    })
}

/// A text short enough to show, without the characters that reorder what stands around them.
fn clip(text: &str) -> String {
    const LONGEST: usize = 120;
    let shown: String = text.chars().filter(|c| !crate::contact::is_invisible(*c)).collect();
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => [&shown[..end], "…"].concat(),
        None => shown,
    }
}
