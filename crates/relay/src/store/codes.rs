//! One-time codes: made, listed while unused, and the command `codes new`.

use std::io::{self, BufWriter, Write};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{Store, StoreError};
use crate::cli::{CodesCommand, CodesOptions};
use crate::start_error::StartError;
use crate::{clock, random};

/// An unused code and its product, as the sheet prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreshCode {
    pub code: String,
    pub product_name: String,
    /// Points that the code is worth.
    pub score: i64,
}

/// What came of a wish for new codes.
#[derive(Debug)]
pub enum Made {
    Codes(Vec<String>),
    /// No such product; these are there.
    UnknownProduct {
        known: Vec<String>,
    },
}

/// Runs `codes new`: the codes are stored before the first one is printed.
///
/// # Errors
/// No database, an unknown product, or a write that failed.
pub fn run(options: CodesOptions) -> Result<(), StartError> {
    let CodesCommand::New(options) = options.command;
    // A mistyped path should be an error, not a second database.
    if !options.database.exists() {
        return Err(StartError::NoDatabase { path: options.database });
    }
    let made = Store::open(&options.database)?.make_codes(&options.product, options.count);
    match made {
        Ok(Made::Codes(codes)) => match print_lines(&codes) {
            // The reader had enough (`| head`).
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            printed => printed.map_err(StartError::Io),
        },
        Ok(Made::UnknownProduct { known }) => Err(StartError::UnknownProduct { given: options.product, known }),
        Err(error) => Err(StartError::Database { path: options.database, error: error.to_string() }),
    }
}

fn print_lines(lines: &[String]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// Puts `count` new codes of the product with `product_id` into the database.
pub(super) fn insert(
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
        // A serial drawn twice is drawn again.
        if statement.execute(params![code, serial, product_id, now])? == 1 {
            codes.push(code);
        }
    }
    Ok(codes)
}

impl Store {
    /// Makes `count` codes of `product` (its code, such as `TIVI01`), all or none.
    pub fn make_codes(&self, product: &str, count: u32) -> Result<Made, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = transaction
            .query_row("SELECT id, code_prefix FROM products WHERE code = ?1", [product], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })
            .optional()?;
        let Some((id, code_prefix)) = found else {
            return Ok(Made::UnknownProduct { known: product_codes(&transaction)? });
        };
        let codes = insert(&transaction, &id, &code_prefix, count)?;
        transaction.commit()?;
        Ok(Made::Codes(codes))
    }

    /// The codes of all products, such as `TIVI01`.
    pub fn products(&self) -> Result<Vec<String>, StoreError> {
        product_codes(&self.connection())
    }

    /// Up to `count` unused codes, of one product or else of each in turn.
    pub fn fresh_codes(&self, product: Option<&str>, count: u32) -> Result<Vec<FreshCode>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT codes.code, products.name, products.score
             FROM codes JOIN products ON products.id = codes.product
             WHERE codes.used_at IS NULL AND (?1 IS NULL OR products.code = ?1)
             ORDER BY row_number() OVER (PARTITION BY products.id ORDER BY codes.rowid), products.rowid
             LIMIT ?2",
        )?;
        let rows = statement.query_map(params![product, count], |row| {
            Ok(FreshCode { code: row.get(0)?, product_name: row.get(1)?, score: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn product_codes(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare("SELECT code FROM products ORDER BY rowid")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
