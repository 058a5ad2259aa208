//! One attempt to redeem a code: customer, code, record and the answer to replay, all in one transaction.

use phonenumber::country::Id;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::{Store, StoreError, contacts};
use crate::api::accumulate_request::AccumulateRequest;
use crate::request::idempotency_key::IdempotencyKey;
use crate::{clock, random};

/// How long an answer can be replayed, in milliseconds: a day, since no client retries for longer.
const REPLAY_TTL_MS: i64 = 24 * 60 * 60 * 1000;

/// What happened to the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The code was unused, and is used now.
    Success,
    /// The code exists and was redeemed before.
    Used,
    /// There is no such code.
    Unknown,
}

/// The HTTP answer of an attempt, stored for replays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// HTTP status.
    pub status: u16,
    /// JSON text.
    pub body: String,
}

/// The result of [`Store::redeem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redemption {
    /// This answer, new or replayed, is on disk.
    Answered(StoredAnswer),
    /// The idempotency key came before with another body; nothing was recorded.
    KeyReused,
}

/// A code as the database has it.
struct CodeRow {
    serial: String,
    product: String,
    score: i64,
    is_used: bool,
}

impl Store {
    /// Redeems the code of `request`, or replays the answer that `key` got before.
    ///
    /// `raw_body` tells whether a second request with `key` is the same one; `render` makes the answer of an outcome.
    /// Returns only after the commit, so what an answer says is on disk.
    ///
    /// # Errors
    /// The database failed, or the operating system gave no randomness; then nothing was recorded.
    pub fn redeem(
        &self,
        request: &AccumulateRequest,
        raw_body: &[u8],
        key: Option<&IdempotencyKey>,
        render: impl FnOnce(Outcome) -> StoredAnswer,
    ) -> Result<Redemption, StoreError> {
        let mut connection = self.connection();
        // Immediate: takes the write lock before the code is read, so that no other program redeems it in between.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now = clock::now_ms();
        let digest = Sha256::digest(raw_body);
        if let Some(key) = key
            && let Some((first_digest, answer)) = find_replay(&transaction, key)?
        {
            let is_same = first_digest == digest.as_slice();
            return Ok(if is_same { Redemption::Answered(answer) } else { Redemption::KeyReused });
        }
        let answer = render(redeem_code(&transaction, request, self.country, now)?);
        if let Some(key) = key {
            transaction.execute("DELETE FROM replays WHERE created_at < ?1", [now - REPLAY_TTL_MS])?;
            transaction.execute(
                "INSERT INTO replays (key, body_digest, status, answer, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![key.as_str(), digest.as_slice(), answer.status, answer.body, now],
            )?;
        }
        transaction.commit()?;
        Ok(Redemption::Answered(answer))
    }
}

/// The first request with `key`: the digest of its body, and its answer.
fn find_replay(
    transaction: &Transaction<'_>,
    key: &IdempotencyKey,
) -> Result<Option<(Vec<u8>, StoredAnswer)>, StoreError> {
    let sql = "SELECT body_digest, status, answer FROM replays WHERE key = ?1";
    let found = transaction.query_row(sql, [key.as_str()], |row| {
        Ok((row.get(0)?, StoredAnswer { status: row.get(1)?, body: row.get(2)? }))
    });
    Ok(found.optional()?)
}

/// Marks the code as used where it is unused, and records the attempt, successful or not.
fn redeem_code(
    transaction: &Transaction<'_>,
    request: &AccumulateRequest,
    country: Id,
    now: i64,
) -> Result<Outcome, StoreError> {
    let contact = contacts::upsert(transaction, request, country)?;
    let code = find_code(transaction, &request.code)?;
    let outcome = match &code {
        None => Outcome::Unknown,
        Some(code) if code.is_used => Outcome::Used,
        Some(_) => Outcome::Success,
    };
    let is_success = outcome == Outcome::Success;
    if is_success {
        transaction.execute("UPDATE codes SET used_at = ?1 WHERE code = ?2", params![now, request.code])?;
    }
    let score = code.as_ref().filter(|_| is_success).map_or(0, |code| code.score);
    transaction.execute(
        "INSERT INTO records (id, contact, product, code, serial, score, status, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            random::id()?,
            contact,
            code.as_ref().map(|code| &code.product),
            request.code,
            code.as_ref().map(|code| &code.serial),
            score,
            is_success,
            now,
        ],
    )?;
    Ok(outcome)
}

fn find_code(transaction: &Transaction<'_>, code: &str) -> Result<Option<CodeRow>, StoreError> {
    let sql = "SELECT codes.serial, codes.product, products.score, codes.used_at IS NOT NULL
               FROM codes JOIN products ON products.id = codes.product WHERE codes.code = ?1";
    let found = transaction.query_row(sql, [code], |row| {
        Ok(CodeRow { serial: row.get(0)?, product: row.get(1)?, score: row.get(2)?, is_used: row.get(3)? })
    });
    Ok(found.optional()?)
}
