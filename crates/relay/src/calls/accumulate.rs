//! `POST /accumulate`: redeems one product code for one customer.

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::MethodFilter;

use super::Call;
use crate::api::accumulate_request::AccumulateRequest;
use crate::api_error::ApiError;
use crate::cli::Refusal;
use crate::request::idempotency_key::IdempotencyKey;
use crate::request::json_body;
use crate::response;
use crate::sandbox_state::Sandbox;
use crate::store::{Outcome, Redemption, StoredAnswer};
use crate::upstream::Upstream;

/// A valid request, parsed and as it came.
#[derive(Debug)]
pub struct Accumulate {
    request: AccumulateRequest,
    body: Bytes,
    idempotency_key: Option<IdempotencyKey>,
}

impl Call for Accumulate {
    const METHOD: MethodFilter = MethodFilter::POST;
    const PATH: &'static str = "/accumulate";

    async fn parse(request: Request) -> Result<Self, ApiError> {
        let (head, body) = request.into_parts();
        let idempotency_key = IdempotencyKey::from_headers(&head.headers)?;
        let body = json_body::read(&head.headers, body).await?;
        Ok(Self { request: AccumulateRequest::parse(&body)?, body, idempotency_key })
    }

    /// Sends the body byte for byte as it came, once.
    async fn forward(self, upstream: &Upstream) -> Result<Response, ApiError> {
        upstream.post_json(Self::PATH, self.body, self.idempotency_key).await
    }

    async fn answer(self, sandbox: &Sandbox) -> Result<Response, ApiError> {
        let Self { request, body, idempotency_key } = self;
        let (refusal, silent) = (sandbox.refusal, sandbox.silent_refusals);
        let render = move |outcome| render(outcome, refusal, silent);
        let redeem = sandbox.with_store(move |store| store.redeem(&request, &body, idempotency_key.as_ref(), render));
        match redeem.await? {
            Redemption::Answered(answer) => {
                let status = StatusCode::from_u16(answer.status).map_err(|_| ApiError::internal())?;
                Ok(response::json_text(status, answer.body))
            }
            Redemption::KeyReused => {
                let message = "This Idempotency-Key came before with another body. Use a new key for a new intent.";
                Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", message))
            }
        }
    }
}

/// The sandbox's answer: a success as documented, a refusal as its options say, since the real API does not.
fn render(outcome: Outcome, refusal: Refusal, silent: bool) -> StoredAnswer {
    let message = match outcome {
        Outcome::Success => {
            return StoredAnswer { status: 200, body: r#"{"success":1}"#.into() };
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
    StoredAnswer { status, body }
}
