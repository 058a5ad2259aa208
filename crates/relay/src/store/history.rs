//! Pages of the history: newest first, filtered by time, phone number and e-mail address.

use std::collections::HashMap;

use rusqlite::{Connection, Row, named_params};

use super::{PAGE_SIZE, Store, StoreError, contacts, same_contact};
use crate::api::history_query::HistoryQuery;
use crate::api::record::{Contact, Product, Record};

/// Both ends of the range are included; a phone number and an e-mail address together must be of the same customer.
const PAGE_SQL: &str = "
    SELECT records.id, records.contact, records.code, records.serial, records.score, records.status,
           records.created_at, products.code, products.name, products.id,
           (SELECT value FROM settings WHERE name = 'org')
    FROM records LEFT JOIN products ON products.id = records.product
    WHERE records.created_at BETWEEN :from AND :to
      AND (:phone IS NULL OR records.contact IN
           (SELECT contact FROM reaches WHERE medium = 'phone' AND same = :phone))
      AND (:email IS NULL OR records.contact IN
           (SELECT contact FROM reaches WHERE medium = 'email' AND same = :email))
    ORDER BY records.created_at DESC, records.seq DESC
    LIMIT :size OFFSET :skip";

impl Store {
    /// One page of `query`: at most [`PAGE_SIZE`] records, created at or before `visible_until` (milliseconds since the
    /// epoch).
    ///
    /// # Errors
    /// The database failed.
    pub fn history(&self, query: &HistoryQuery, visible_until: i64) -> Result<Vec<Record>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare(PAGE_SQL)?;
        let page = query.page.unwrap_or(1);
        let parameters = named_params! {
            ":from": query.from.unwrap_or(0),
            ":to": query.to.unwrap_or(i64::MAX).min(visible_until),
            ":phone": query.phone.as_deref().map(|phone| same_contact::phone(phone, self.country)),
            ":email": query.email.as_deref().map(same_contact::email),
            ":size": PAGE_SIZE,
            ":skip": page.saturating_sub(1).saturating_mul(PAGE_SIZE),
        };
        let mut rows = statement.query(parameters)?;
        let mut contacts = HashMap::new();
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let contact = load_contact(&connection, &mut contacts, row.get(1)?)?;
            records.push(read_record(row, contact)?);
        }
        Ok(records)
    }
}

/// Loads a contact, or takes it from `loaded`, the contacts that the page has shown before.
fn load_contact(
    connection: &Connection,
    loaded: &mut HashMap<i64, Contact>,
    customer: i64,
) -> Result<Contact, StoreError> {
    if let Some(contact) = loaded.get(&customer) {
        return Ok(contact.clone());
    }
    let contact = contacts::load(connection, customer)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    loaded.insert(customer, contact.clone());
    Ok(contact)
}

/// The record in `row`, a row of [`PAGE_SQL`].
fn read_record(row: &Row<'_>, contact: Contact) -> Result<Record, StoreError> {
    let product = match row.get::<_, Option<String>>(7)? {
        Some(code) => Some(Product { code, name: row.get(8)?, id: row.get(9)? }),
        None => None,
    };
    Ok(Record {
        kind: 1,
        score: row.get(4)?,
        status: row.get(5)?,
        product,
        contact,
        org: row.get(10)?,
        code: row.get(2)?,
        serial_number: row.get(3)?,
        created_at: row.get(6)?,
        id: row.get(0)?,
    })
}
