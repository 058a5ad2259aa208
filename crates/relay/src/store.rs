//! The sandbox's SQLite database: opens, migrates and seeds it; its queries are in `store/`, one file a subject.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use phonenumber::country::Id;
use rusqlite::Connection;

use crate::command_error::CommandError;

pub mod codes;
mod contacts;
mod history;
mod migrations;
mod redeem;
mod same_contact;
mod seed;

pub use redeem::{Outcome, Redemption, StoredAnswer};

/// Records on a page of the history, as the API's documentation says.
pub const PAGE_SIZE: i64 = 20;

/// Why a query failed.
#[derive(Debug)]
pub enum StoreError {
    /// Another program held the write lock for longer than [`BUSY_LIMIT`].
    Busy,
    /// Everything else that SQLite reports.
    Sqlite(rusqlite::Error),
    /// The file was written by a newer program, which has more migrations.
    Newer {
        /// Migrations in the file.
        found: u32,
        /// Migrations in this program.
        known: u32,
    },
    /// The operating system gave no randomness.
    Random(std::io::Error),
}

/// How long a write waits for the lock of another program, such as `codes new`.
const BUSY_LIMIT: Duration = Duration::from_secs(5);

/// The database: one connection behind a mutex, since SQLite has one writer at a time and reads are short.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    /// Of phone numbers without `+`.
    country: Id,
}

impl Store {
    /// Opens the file `path`. Creates and seeds it, and creates its folders, when it is absent.
    ///
    /// # Errors
    /// [`CommandError::Database`] when the file cannot be created or written, is no database, or is of a newer version.
    pub fn open(path: &Path) -> Result<Self, CommandError> {
        let failed = |error: String| CommandError::Database { path: path.to_owned(), error };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| failed(format!("its folder cannot be made: {e}")))?;
        }
        let mut connection = Connection::open(path).map_err(|e| failed(e.to_string()))?;
        Self::configure(&mut connection).map_err(|error| failed(error.to_string()))?;
        Ok(Self { connection: Mutex::new(connection), country: Id::VN })
    }

    /// Takes numbers without `+` for numbers of `country`, also those that are stored.
    ///
    /// # Errors
    /// The database failed.
    pub fn set_country(&mut self, country: Id) -> Result<(), StoreError> {
        self.country = country;
        contacts::compare_anew(&mut self.connection(), country)
    }

    /// Sets what every connection needs, and migrates the file.
    fn configure(connection: &mut Connection) -> Result<(), StoreError> {
        connection.busy_timeout(BUSY_LIMIT)?;
        // This pragma answers with a row, so `execute` would refuse it. The file keeps the mode.
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        // FULL: a success that was answered survives a power cut, not only a crash of this program.
        connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
        migrations::run(connection)
    }

    /// Locks the connection. A panic of another thread cannot have left half a write, since dropping an unfinished
    /// transaction rolls it back, so a poisoned lock is used as it is.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy) => Self::Busy,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Random(error)
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Busy => f.write_str("another program is writing to it"),
            Self::Sqlite(error) => write!(f, "{error}"),
            Self::Newer { found, known } => {
                write!(f, "it is of version {found}, made by a newer program; this one knows up to {known}")
            }
            Self::Random(error) => write!(f, "no randomness from the operating system: {error}"),
        }
    }
}
