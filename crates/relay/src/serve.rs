//! The production relay: checks who asks and what, and forwards the two calls to the real API with the key.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use tower_http::cors::AllowOrigin;

use crate::api_error::ApiError;
use crate::cli::ServeOptions;
use crate::idempotency::IdempotencyKey;
use crate::request::accumulate::Accumulate;
use crate::request::body;
use crate::request::history::HistoryQuery;
use crate::secret::ApiKey;
use crate::serve::origin::Origins;
use crate::start_error::StartError;
use crate::upstream::{self, Upstream};
use crate::{endpoints, listen, log, static_files};

pub mod origin;

/// The variable that may hold the key; a key on the command line would show in every process list.
pub const KEY_VARIABLE: &str = "POINTS_RELAY_APIKEY";

/// Runs `serve` until a signal.
///
/// # Errors
/// Whatever keeps it from starting.
pub fn run(options: ServeOptions) -> Result<(), StartError> {
    let key = ApiKey::find(options.key_file.as_deref(), KEY_VARIABLE)?.ok_or_else(|| {
        StartError::Key(format!("There is no API key. Set {KEY_VARIABLE}, or name a file with --key-file"))
    })?;
    let upstream = Arc::new(Upstream::new(&options.upstream, key, upstream::TIME_LIMIT)?);
    let origins = Arc::new(Origins::parse(&options.allow_origin)?);
    let files = options.widget.as_deref().map(|folder| files(folder, options.key_file.as_deref())).transpose()?;
    let prefix = options.prefix;
    let calls = endpoints::router(&prefix, post(accumulate), get(history))
        .with_state(upstream)
        .layer(endpoints::cors(AllowOrigin::list(origins.header_values())))
        // Outside of CORS: a page that is refused gets no CORS headers either.
        .layer(middleware::from_fn_with_state(origins, origin::guard))
        .layer(middleware::from_fn(endpoints::private));
    let health = endpoints::health();
    let router = Router::new().route("/health", health).merge(calls);
    let router = match files {
        Some(files) => router.merge(files),
        None => router.fallback(|| async { ApiError::not_found() }),
    };
    let router = router.layer(middleware::from_fn_with_state(prefix.clone(), log::requests));
    listen::block_on(async {
        let (listener, address) = listen::bind(options.listen).await?;
        let host = listen::browsable(address);
        listen::announce(&[format!("Listening: {address}"), format!("API: http://{host}{prefix}")]);
        listen::serve(listener, router).await
    })
}

fn files(folder: &Path, key_file: Option<&Path>) -> Result<Router, StartError> {
    if let Some(file) = key_file {
        static_files::keep_out(folder, "the key file", file)?;
    }
    static_files::router(folder)
}

/// `POST /accumulate`: the body goes on byte for byte, once it has been found valid.
async fn accumulate(
    State(upstream): State<Arc<Upstream>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let key = IdempotencyKey::of(&headers)?;
    let raw = body::read_json(&headers, body).await?;
    Accumulate::parse(&raw)?;
    upstream.accumulate(raw, key).await
}

/// `GET /history-point`: of one customer only; nobody lists everyone's history from a browser.
async fn history(State(upstream): State<Arc<Upstream>>, RawQuery(query): RawQuery) -> Result<Response, ApiError> {
    let query = HistoryQuery::parse(query.as_deref().unwrap_or_default())?;
    if query.phone.is_none() && query.email.is_none() {
        return Err(ApiError::bad_request("contact_required", "Give the customer's phone or email."));
    }
    upstream.history(&query).await
}
