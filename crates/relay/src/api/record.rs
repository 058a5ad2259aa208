//! One record of the history, in exactly the shape that the API's documentation gives.

use serde::Serialize;

/// A phone number or an e-mail address of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactDetail {
    /// `Work` in every documented answer.
    #[serde(rename = "type")]
    pub kind: String,
    /// 24 hex digits.
    #[serde(rename = "_id")]
    pub id: String,
    /// The number or the address, as it was sent.
    pub value: String,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Oldest first.
    pub phones: Vec<ContactDetail>,
    /// Empty when no request gave one.
    pub name: String,
    /// Oldest first.
    pub emails: Vec<ContactDetail>,
    /// Empty in every answer of the sandbox.
    pub lastname: String,
    /// Counts up from 1.
    pub customer_id: i64,
    /// 24 hex digits.
    pub id: String,
}

/// A product that has codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Product {
    /// Such as `TIVI01`.
    pub code: String,
    /// For people.
    pub name: String,
    /// 24 hex digits.
    pub id: String,
}

/// One attempt to redeem a code, successful or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// 1: accumulation.
    #[serde(rename = "type")]
    pub kind: u8,
    /// Points; 0 for a failed attempt.
    pub score: i64,
    /// 1: success, 0: failure.
    pub status: i64,
    /// Null for a code that does not exist.
    pub product: Option<Product>,
    /// The customer, as the database has it now.
    pub contact: Contact,
    /// 24 hex digits: the brand's organisation, the same in all records.
    pub org: String,
    /// As it was sent.
    pub code: String,
    /// The code without its product's prefix; null for a code that does not exist.
    pub serial_number: Option<String>,
    /// Milliseconds since the epoch.
    pub created_at: i64,
    /// 24 hex digits.
    pub id: String,
}
