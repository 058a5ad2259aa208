//! `GET /history-point`: one page of a customer's history, newest first, as a bare JSON array.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::MethodFilter;

use super::Call;
use crate::api::history_query::HistoryQuery;
use crate::api_error::ApiError;
use crate::sandbox_state::Sandbox;
use crate::upstream::Upstream;
use crate::{clock, response};

/// A request with a valid query.
#[derive(Debug)]
pub struct HistoryPoint(HistoryQuery);

impl Call for HistoryPoint {
    const METHOD: MethodFilter = MethodFilter::GET;
    const PATH: &'static str = "/history-point";

    async fn parse(request: Request) -> Result<Self, ApiError> {
        HistoryQuery::parse(request.uri().query().unwrap_or_default()).map(Self)
    }

    /// Asks for one customer only: no browser may list everyone's history.
    async fn forward(self, upstream: &Upstream) -> Result<Response, ApiError> {
        let Self(query) = self;
        if query.phone.is_none() && query.email.is_none() {
            return Err(ApiError::bad_request("contact_required", "Give the customer's phone or email."));
        }
        upstream.get(&format!("{}?{}", Self::PATH, query.to_query())).await
    }

    async fn answer(self, sandbox: &Sandbox) -> Result<Response, ApiError> {
        let visible_until = match sandbox.history_lag_ms {
            // Without a lag every record shows, even one that is in the future since the clock was set back.
            0 => i64::MAX,
            lag => clock::now_ms() - lag,
        };
        let records = sandbox.with_store(move |store| store.history(&self.0, visible_until)).await?;
        Ok(response::json(StatusCode::OK, &records))
    }
}
