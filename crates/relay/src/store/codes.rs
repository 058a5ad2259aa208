//! One-time codes: creating them, and listing the unused ones.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{Store, StoreError};
use crate::{clock, random};

/// A code that nobody has redeemed, and its product, as the code sheet prints them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedCode {
    /// What a customer types, such as `TIVInpmx8b98pfg`.
    pub code: String,
    /// The product's name, for people.
    pub product_name: String,
    /// Points that the code is worth.
    pub score: i64,
}

/// The outcome of [`Store::create_codes`].
#[derive(Debug)]
pub enum CreatedCodes {
    /// The new codes, stored.
    Codes(Vec<String>),
    /// There is no such product, and nothing was created.
    UnknownProduct {
        /// The codes of all products.
        known: Vec<String>,
    },
}

impl Store {
    /// Creates `count` codes of `product` (its code, such as `TIVI01`), all or none.
    ///
    /// # Errors
    /// The database failed, or the operating system gave no randomness.
    pub fn create_codes(&self, product: &str, count: u32) -> Result<CreatedCodes, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = transaction
            .query_row("SELECT id, code_prefix FROM products WHERE code = ?1", [product], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })
            .optional()?;
        let Some((id, code_prefix)) = found else {
            return Ok(CreatedCodes::UnknownProduct { known: product_codes(&transaction)? });
        };
        let codes = insert_codes(&transaction, &id, &code_prefix, count)?;
        transaction.commit()?;
        Ok(CreatedCodes::Codes(codes))
    }

    /// The codes of all products, such as `TIVI01`.
    ///
    /// # Errors
    /// The database failed.
    pub fn product_codes(&self) -> Result<Vec<String>, StoreError> {
        product_codes(&self.connection())
    }

    /// Up to `count` unused codes: of `product`, or else of every product in turn.
    ///
    /// # Errors
    /// The database failed.
    pub fn unused_codes(&self, product: Option<&str>, count: u32) -> Result<Vec<UnusedCode>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT codes.code, products.name, products.score
             FROM codes JOIN products ON products.id = codes.product
             WHERE codes.used_at IS NULL AND (?1 IS NULL OR products.code = ?1)
             ORDER BY row_number() OVER (PARTITION BY products.id ORDER BY codes.rowid), products.rowid
             LIMIT ?2",
        )?;
        let rows = statement.query_map(params![product, count], |row| {
            Ok(UnusedCode { code: row.get(0)?, product_name: row.get(1)?, score: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Inserts `count` new codes of the product with the id `product_id`.
pub(super) fn insert_codes(
    connection: &Connection,
    product_id: &str,
    code_prefix: &str,
    count: u32,
) -> Result<Vec<String>, StoreError> {
    let mut statement =
        connection.prepare("INSERT OR IGNORE INTO codes (code, serial, product, made_at) VALUES (?1, ?2, ?3, ?4)")?;
    let now = clock::now_ms();
    let mut codes = Vec::new();
    while codes.len() < count as usize {
        let serial = random::serial()?;
        let code = format!("{code_prefix}{serial}");
        // No row changes when the code exists already: then another serial is drawn.
        if statement.execute(params![code, serial, product_id, now])? == 1 {
            codes.push(code);
        }
    }
    Ok(codes)
}

fn product_codes(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare("SELECT code FROM products ORDER BY rowid")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
