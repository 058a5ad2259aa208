//! The schema, built by migrations: the file's `user_version` says how many of them it has.

use rusqlite::{Connection, TransactionBehavior};

use super::{StoreError, seed};

/// Never edit a migration that was released: add one.
const MIGRATIONS: [&str; 2] = [
    "
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE products (
        id TEXT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        score INTEGER NOT NULL,
        code_prefix TEXT NOT NULL
    ) STRICT;
    CREATE TABLE codes (
        code TEXT PRIMARY KEY,
        serial TEXT NOT NULL,
        product TEXT NOT NULL REFERENCES products (id),
        made_at INTEGER NOT NULL,
        used_at INTEGER
    ) STRICT;
    CREATE INDEX codes_unused ON codes (product) WHERE used_at IS NULL;
    CREATE TABLE contacts (
        customer_id INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL
    ) STRICT;
    CREATE TABLE reaches (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        contact INTEGER NOT NULL REFERENCES contacts (customer_id),
        medium TEXT NOT NULL CHECK (medium IN ('phone', 'email')),
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        UNIQUE (medium, value, contact)
    ) STRICT;
    CREATE INDEX reaches_of ON reaches (contact);
    CREATE TABLE records (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        contact INTEGER NOT NULL REFERENCES contacts (customer_id),
        product TEXT REFERENCES products (id),
        code TEXT NOT NULL,
        serial TEXT,
        score INTEGER NOT NULL,
        status INTEGER NOT NULL CHECK (status IN (0, 1)),
        created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX records_by_time ON records (created_at, seq);
    CREATE INDEX records_of ON records (contact);
    -- A code counts once: the database itself refuses a second success.
    CREATE UNIQUE INDEX records_one_success ON records (code) WHERE status = 1;
    CREATE TABLE replays (
        key TEXT PRIMARY KEY,
        body_digest BLOB NOT NULL,
        status INTEGER NOT NULL,
        answer TEXT NOT NULL,
        created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX replays_by_time ON replays (created_at);
",
    "
    -- What is the same of a value however it is written; empty until `Store::set_country` fills it.
    ALTER TABLE reaches ADD COLUMN same TEXT NOT NULL DEFAULT '';
    CREATE INDEX reaches_by_same ON reaches (medium, same);
",
];

/// Runs the migrations that the file lacks, and seeds a new file, in one transaction.
///
/// # Errors
/// [`StoreError::Newer`] for a file with more migrations than this program has, or a database that failed.
pub fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let Some(missing) = MIGRATIONS.get(version as usize..) else {
        return Err(StoreError::Newer { found: version, known: MIGRATIONS.len() as u32 });
    };
    for migration in missing {
        transaction.execute_batch(migration)?;
    }
    if version == 0 {
        seed::seed(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
    transaction.commit()?;
    Ok(())
}
