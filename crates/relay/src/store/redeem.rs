//! One try to redeem a code: customer, code, record and the answer to replay, all in one transaction.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::{Store, StoreError, contacts};
use crate::idempotency::IdempotencyKey;
use crate::request::accumulate::Accumulate;
use crate::{clock, random};

/// How long an answer can be replayed, in milliseconds: a day is longer than any client keeps trying.
const REPLAY_KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// What a try came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Success,
    /// The code exists and was redeemed before.
    Used,
    /// There is no such code.
    Unknown,
}

/// The HTTP answer of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON text.
    pub body: String,
}

/// What a request led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// This answer, new or replayed, is on disk.
    Answered(Answer),
    /// The key came before with another body; nothing was recorded.
    KeyTaken,
}

/// A code as the database has it.
struct Known {
    serial: String,
    product: String,
    score: i64,
    used: bool,
}

impl Store {
    /// Tries to redeem. `raw_body` identifies the request under `key`; `word` makes the answer of an outcome.
    ///
    /// Returns only after the commit, so an answer always stands for what is on disk.
    pub fn redeem(
        &self,
        request: &Accumulate,
        raw_body: &[u8],
        key: Option<&IdempotencyKey>,
        word: impl FnOnce(Outcome) -> Answer,
    ) -> Result<Attempt, StoreError> {
        let mut connection = self.connection();
        // Immediate: the lock is taken before the code is read, so that no other program redeems it in between.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now = clock::now_ms();
        let digest = Sha256::digest(raw_body);
        if let Some(key) = key
            && let Some((first_digest, answer)) = replay(&transaction, key)?
        {
            let same = first_digest == digest.as_slice();
            return Ok(if same { Attempt::Answered(answer) } else { Attempt::KeyTaken });
        }
        let answer = word(record_try(&transaction, request, now)?);
        if let Some(key) = key {
            transaction.execute("DELETE FROM replays WHERE created_at < ?1", [now - REPLAY_KEPT_MS])?;
            transaction.execute(
                "INSERT INTO replays (key, body_digest, status, answer, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![key.as_str(), digest.as_slice(), answer.status, answer.body, now],
            )?;
        }
        transaction.commit()?;
        Ok(Attempt::Answered(answer))
    }
}

/// The digest of the body and the answer that `key` stands for.
fn replay(transaction: &Transaction<'_>, key: &IdempotencyKey) -> Result<Option<(Vec<u8>, Answer)>, StoreError> {
    let sql = "SELECT body_digest, status, answer FROM replays WHERE key = ?1";
    let found = transaction
        .query_row(sql, [key.as_str()], |row| Ok((row.get(0)?, Answer { status: row.get(1)?, body: row.get(2)? })));
    Ok(found.optional()?)
}

/// Uses up the code if that is possible, and records the try, failed or not.
fn record_try(transaction: &Transaction<'_>, request: &Accumulate, now: i64) -> Result<Outcome, StoreError> {
    let contact = contacts::settle(transaction, request)?;
    let known = find(transaction, &request.code)?;
    let outcome = match &known {
        None => Outcome::Unknown,
        Some(known) if known.used => Outcome::Used,
        Some(_) => Outcome::Success,
    };
    let won = outcome == Outcome::Success;
    if won {
        transaction.execute("UPDATE codes SET used_at = ?1 WHERE code = ?2", params![now, request.code])?;
    }
    let score = known.as_ref().filter(|_| won).map_or(0, |known| known.score);
    transaction.execute(
        "INSERT INTO records (id, contact, product, code, serial, score, status, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            random::id()?,
            contact,
            known.as_ref().map(|known| &known.product),
            request.code,
            known.as_ref().map(|known| &known.serial),
            score,
            won,
            now,
        ],
    )?;
    Ok(outcome)
}

fn find(transaction: &Transaction<'_>, code: &str) -> Result<Option<Known>, StoreError> {
    let sql = "SELECT codes.serial, codes.product, products.score, codes.used_at IS NOT NULL
               FROM codes JOIN products ON products.id = codes.product WHERE codes.code = ?1";
    let found = transaction.query_row(sql, [code], |row| {
        Ok(Known { serial: row.get(0)?, product: row.get(1)?, score: row.get(2)?, used: row.get(3)? })
    });
    Ok(found.optional()?)
}
