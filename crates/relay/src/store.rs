//! The sandbox's database: opened, migrated and seeded here; each kind of work on it has its own file below.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use crate::start_error::StartError;

mod catalogue;
pub mod codes;
mod contacts;
mod history;
mod migrations;
mod redeem;

pub use redeem::{Answer, Attempt, Outcome};

/// Records on a page of the history (the API's documentation).
pub const PAGE_SIZE: i64 = 20;

/// What a piece of work on the database can fail with.
#[derive(Debug)]
pub enum StoreError {
    /// Another program held the write lock for longer than [`BUSY_LIMIT`].
    Busy,
    Sqlite(rusqlite::Error),
    /// The file was made by a program that knows more migrations.
    Newer {
        found: u32,
        known: u32,
    },
    /// The operating system gave no randomness.
    Random(std::io::Error),
}

/// How long a write waits for another program, such as `codes new`.
const BUSY_LIMIT: Duration = Duration::from_secs(5);

/// One connection behind a lock: SQLite has one writer anyhow, and pages are small.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens `path`; makes it, its folders and its catalogue when absent.
    ///
    /// # Errors
    /// [`StartError::Database`] when the file cannot be made or written, is no database, or is of a newer version.
    pub fn open(path: &Path) -> Result<Self, StartError> {
        let failed = |error: String| StartError::Database { path: path.to_owned(), error };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| failed(format!("its folder cannot be made: {e}")))?;
        }
        let mut connection = Connection::open(path).map_err(|e| failed(e.to_string()))?;
        Self::prepare(&mut connection).map_err(|error| failed(error.to_string()))?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn prepare(connection: &mut Connection) -> Result<(), StoreError> {
        connection.busy_timeout(BUSY_LIMIT)?;
        // The mode is an answer of this pragma, and stays in the file.
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        // FULL: an answered success survives a power cut, not only a crash of this program.
        connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
        migrations::run(connection)
    }

    /// A panic elsewhere cannot leave half a write: an unfinished transaction is rolled back when it is dropped.
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
