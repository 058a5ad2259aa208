//! The sandbox's two calls: parse, ask the store, word the answer.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::Sandbox;
use crate::api_error::{self, ApiError};
use crate::cli::Refusal;
use crate::clock;
use crate::idempotency::IdempotencyKey;
use crate::request::accumulate::Accumulate;
use crate::request::body;
use crate::request::history::HistoryQuery;
use crate::store::{Answer, Attempt, Outcome};

/// `POST /accumulate`: one try with one code.
pub async fn accumulate(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let key = IdempotencyKey::of(&headers)?;
    let raw = body::read_json(&headers, body).await?;
    let request = Accumulate::parse(&raw)?;
    let (refusal, silent) = (sandbox.refusal, sandbox.silent);
    let word = move |outcome| word(outcome, refusal, silent);
    let attempt = sandbox.with_store(move |store| store.redeem(&request, &raw, key.as_ref(), word)).await?;
    match attempt {
        Attempt::Answered(answer) => {
            let status = StatusCode::from_u16(answer.status).map_err(|_| ApiError::internal())?;
            Ok(api_error::json_text(status, answer.body))
        }
        Attempt::KeyTaken => {
            let message = "This Idempotency-Key came before with another body. Use a new key for a new intent.";
            Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", message))
        }
    }
}

/// Success is worded as documented; refusals as the options say, since the vendor does not.
fn word(outcome: Outcome, refusal: Refusal, silent: bool) -> Answer {
    let message = match outcome {
        Outcome::Success => {
            return Answer { status: 200, body: r#"{"success":1}"#.into() };
        }
        Outcome::Used => "Code has already been used",
        Outcome::Unknown => "Code does not exist",
    };
    let status = match refusal {
        Refusal::Success0 => 200,
        Refusal::BadRequest => 400,
        Refusal::Conflict => 409,
    };
    let body = if silent {
        r#"{"success":0}"#.into()
    } else {
        serde_json::json!({ "success": 0, "message": message }).to_string()
    };
    Answer { status, body }
}

/// `GET /history-point`: a page of records, newest first, as a bare array.
pub async fn history(State(sandbox): State<Arc<Sandbox>>, RawQuery(query): RawQuery) -> Result<Response, ApiError> {
    let query = HistoryQuery::parse(query.as_deref().unwrap_or_default())?;
    let visible_until = match sandbox.history_lag_ms {
        // Without a lag the clock has no say: a record shows even after the clock was set back.
        0 => i64::MAX,
        lag => clock::now_ms() - lag,
    };
    let records = sandbox.with_store(move |store| store.history(&query, visible_until)).await?;
    Ok(api_error::json(StatusCode::OK, &records))
}
