//! Contacts, the customers: found by phone number or e-mail address, created where there is none, updated, loaded.
//!
//! The table `reaches` holds their contact details: one row a phone number or e-mail address, as it was sent, and in `same` as
//! it is compared.

use phonenumber::country::Id;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{StoreError, same_contact};
use crate::api::accumulate_request::{AccumulateRequest, NewContactDetail};
use crate::api::record::{Contact, ContactDetail};
use crate::random;

/// Finds or creates the customer of `request`, and stores the name and the contact details that are new.
///
/// Returns the `customerId`.
pub fn upsert(connection: &Connection, request: &AccumulateRequest, country: Id) -> Result<i64, StoreError> {
    let contact = match find(connection, request, country)? {
        Some(contact) => contact,
        None => {
            connection.execute("INSERT INTO contacts (id, name) VALUES (?1, '')", [random::id()?])?;
            connection.last_insert_rowid()
        }
    };
    if !request.name.trim().is_empty() {
        connection.execute("UPDATE contacts SET name = ?1 WHERE customer_id = ?2", params![request.name, contact])?;
    }
    insert_details(connection, contact, "phone", &request.phones, country)?;
    insert_details(connection, contact, "email", &request.emails, country)?;
    Ok(contact)
}

/// The contact of the first phone number that is known, else of the first e-mail address; the oldest one where several
/// share it.
fn find(connection: &Connection, request: &AccumulateRequest, country: Id) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare("SELECT min(contact) FROM reaches WHERE medium = ?1 AND same = ?2")?;
    for (medium, details) in [("phone", &request.phones), ("email", &request.emails)] {
        for detail in details {
            let same = same(medium, &detail.value, country);
            let contact: Option<i64> = statement.query_row(params![medium, same], |row| row.get(0))?;
            if contact.is_some() {
                return Ok(contact);
            }
        }
    }
    Ok(None)
}

/// What is compared of a contact detail.
fn same(medium: &str, value: &str, country: Id) -> String {
    if medium == "phone" { same_contact::phone(value, country) } else { same_contact::email(value) }
}

/// Writes anew what is compared of every detail, where that was done for another country, or never.
pub fn compare_anew(connection: &mut Connection, country: Id) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sql = "SELECT value FROM settings WHERE name = 'country'";
    let before: Option<String> = transaction.query_row(sql, [], |row| row.get(0)).optional()?;
    if before.as_deref() != Some(country.as_ref()) {
        let mut select = transaction.prepare("SELECT seq, medium, value FROM reaches")?;
        let mut update = transaction.prepare("UPDATE reaches SET same = ?2 WHERE seq = ?1")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for row in rows.collect::<Result<Vec<(i64, String, String)>, _>>()? {
            let (seq, medium, value) = row;
            update.execute(params![seq, same(&medium, &value, country)])?;
        }
        let sql = "INSERT OR REPLACE INTO settings (name, value) VALUES ('country', ?1)";
        transaction.execute(sql, [country.as_ref()])?;
    }
    transaction.commit()?;
    Ok(())
}

/// Inserts the details that the contact does not have yet.
fn insert_details(
    connection: &Connection,
    contact: i64,
    medium: &str,
    details: &[NewContactDetail],
    country: Id,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(
        "INSERT INTO reaches (id, contact, medium, kind, value, same) SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE NOT EXISTS (SELECT 1 FROM reaches WHERE contact = ?2 AND medium = ?3 AND same = ?6)",
    )?;
    for detail in details {
        let same = same(medium, &detail.value, country);
        statement.execute(params![random::id()?, contact, medium, detail.kind, detail.value, same])?;
    }
    Ok(())
}

/// The contact with the `customerId` `contact`, as records show it; `None` where there is no such customer.
pub fn load(connection: &Connection, contact: i64) -> Result<Option<Contact>, StoreError> {
    let mut statement = connection.prepare("SELECT id, name FROM contacts WHERE customer_id = ?1")?;
    let found = statement.query_row([contact], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((id, name)) = found else {
        return Ok(None);
    };
    let phones = load_details(connection, contact, "phone")?;
    let emails = load_details(connection, contact, "email")?;
    Ok(Some(Contact { phones, name, emails, lastname: String::new(), customer_id: contact, id }))
}

fn load_details(connection: &Connection, contact: i64, medium: &str) -> Result<Vec<ContactDetail>, StoreError> {
    let mut statement =
        connection.prepare("SELECT kind, id, value FROM reaches WHERE contact = ?1 AND medium = ?2 ORDER BY seq")?;
    let rows = statement.query_map(params![contact, medium], |row| {
        Ok(ContactDetail { kind: row.get(0)?, id: row.get(1)?, value: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
