//! Customers: matched by phone, then by e-mail, else made; what is new about them is added.

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use crate::random;
use crate::record::{Contact, Reach};
use crate::request::accumulate::{Accumulate, ReachGiven};

/// The customer of `request`: its `customerId`.
pub fn settle(connection: &Connection, request: &Accumulate) -> Result<i64, StoreError> {
    let contact = match find(connection, request)? {
        Some(contact) => contact,
        None => {
            connection.execute("INSERT INTO contacts (id, name) VALUES (?1, '')", [random::id()?])?;
            connection.last_insert_rowid()
        }
    };
    if !request.name.trim().is_empty() {
        connection.execute("UPDATE contacts SET name = ?1 WHERE customer_id = ?2", params![request.name, contact])?;
    }
    add(connection, contact, "phone", &request.phones)?;
    add(connection, contact, "email", &request.emails)?;
    Ok(contact)
}

/// The first phone, then the first e-mail, that someone has; the oldest contact where several share it.
fn find(connection: &Connection, request: &Accumulate) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare("SELECT min(contact) FROM reaches WHERE medium = ?1 AND value = ?2")?;
    for (medium, reaches) in [("phone", &request.phones), ("email", &request.emails)] {
        for reach in reaches {
            let contact: Option<i64> = statement.query_row(params![medium, reach.value], |row| row.get(0))?;
            if contact.is_some() {
                return Ok(contact);
            }
        }
    }
    Ok(None)
}

fn add(connection: &Connection, contact: i64, medium: &str, reaches: &[ReachGiven]) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare("INSERT OR IGNORE INTO reaches (id, contact, medium, kind, value) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for reach in reaches {
        statement.execute(params![random::id()?, contact, medium, reach.kind, reach.value])?;
    }
    Ok(())
}

/// A contact as records show it, or none where there is no such customer.
pub fn load(connection: &Connection, contact: i64) -> Result<Option<Contact>, StoreError> {
    let mut statement = connection.prepare("SELECT id, name FROM contacts WHERE customer_id = ?1")?;
    let found = statement.query_row([contact], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((id, name)) = found else {
        return Ok(None);
    };
    let phones = reaches(connection, contact, "phone")?;
    let emails = reaches(connection, contact, "email")?;
    Ok(Some(Contact { phones, name, emails, lastname: String::new(), customer_id: contact, id }))
}

fn reaches(connection: &Connection, contact: i64, medium: &str) -> Result<Vec<Reach>, StoreError> {
    let mut statement =
        connection.prepare("SELECT kind, id, value FROM reaches WHERE contact = ?1 AND medium = ?2 ORDER BY seq")?;
    let rows = statement.query_map(params![contact, medium], |row| {
        Ok(Reach { kind: row.get(0)?, id: row.get(1)?, value: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
