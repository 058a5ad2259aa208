//! One record of the history, in exactly the shape the API documents.

use serde::Serialize;

/// A phone number or an e-mail address of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// `Work` in every documented answer.
    #[serde(rename = "type")]
    pub kind: String,
    /// 24 hex digits.
    #[serde(rename = "_id")]
    pub id: String,
    pub value: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    pub phones: Vec<Reach>,
    pub name: String,
    pub emails: Vec<Reach>,
    pub lastname: String,
    /// Counts up from 1.
    pub customer_id: i64,
    pub id: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Product {
    pub code: String,
    pub name: String,
    pub id: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// 1: accumulation.
    #[serde(rename = "type")]
    pub kind: u8,
    /// Points; 0 for a failed try.
    pub score: i64,
    /// 1: success, 0: failure.
    pub status: i64,
    /// Null for a code that does not exist.
    pub product: Option<Product>,
    pub contact: Contact,
    pub org: String,
    /// As it was sent.
    pub code: String,
    /// Null for a code that does not exist.
    pub serial_number: Option<String>,
    /// Milliseconds since the epoch.
    pub created_at: i64,
    pub id: String,
}
