//! Pages of the history: newest first, filtered by time and by how the customer can be reached.

use std::collections::HashMap;

use rusqlite::{Connection, Row, named_params};

use super::{PAGE_SIZE, Store, StoreError, contacts};
use crate::record::{Contact, Product, Record};
use crate::request::history::HistoryQuery;

/// Both ends of the range are included; a phone and an e-mail together must belong to the same customer.
const PAGE: &str = "
    SELECT records.id, records.contact, records.code, records.serial, records.score, records.status,
           records.created_at, products.code, products.name, products.id,
           (SELECT value FROM settings WHERE name = 'org')
    FROM records LEFT JOIN products ON products.id = records.product
    WHERE records.created_at BETWEEN :from AND :to
      AND (:phone IS NULL OR records.contact IN
           (SELECT contact FROM reaches WHERE medium = 'phone' AND value = :phone))
      AND (:email IS NULL OR records.contact IN
           (SELECT contact FROM reaches WHERE medium = 'email' AND value = :email))
    ORDER BY records.created_at DESC, records.seq DESC
    LIMIT :size OFFSET :skip";

impl Store {
    /// One page of at most [`PAGE_SIZE`] records that were made at or before `visible_until` (milliseconds).
    pub fn history(&self, query: &HistoryQuery, visible_until: i64) -> Result<Vec<Record>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare(PAGE)?;
        let page = query.page.unwrap_or(1);
        let parameters = named_params! {
            ":from": query.from.unwrap_or(0),
            ":to": query.to.unwrap_or(i64::MAX).min(visible_until),
            ":phone": query.phone,
            ":email": query.email,
            ":size": PAGE_SIZE,
            ":skip": page.saturating_sub(1).saturating_mul(PAGE_SIZE),
        };
        let mut rows = statement.query(parameters)?;
        let mut contacts = HashMap::new();
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let contact = contact_of(&connection, &mut contacts, row.get(1)?)?;
            records.push(record(row, contact)?);
        }
        Ok(records)
    }
}

fn contact_of(
    connection: &Connection,
    known: &mut HashMap<i64, Contact>,
    customer: i64,
) -> Result<Contact, StoreError> {
    if let Some(contact) = known.get(&customer) {
        return Ok(contact.clone());
    }
    let contact = contacts::load(connection, customer)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    known.insert(customer, contact.clone());
    Ok(contact)
}

fn record(row: &Row<'_>, contact: Contact) -> Result<Record, StoreError> {
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
