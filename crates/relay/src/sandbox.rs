//! The sandbox: the two calls answered from a local database, the widget's folder, and a sheet of codes to scan.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::cors::AllowOrigin;

use crate::api_error::ApiError;
use crate::cli::{Refusal, SandboxOptions};
use crate::prefix::Prefix;
use crate::secret::ApiKey;
use crate::start_error::StartError;
use crate::store::codes::FreshCode;
use crate::store::{Store, StoreError};
use crate::{endpoints, listen, log, static_files};

mod calls;
mod sheet;

/// The variable that may hold the demanded key.
pub const KEY_VARIABLE: &str = "POINTS_SANDBOX_APIKEY";
/// Codes shown at the start, and the product of which more are made should they run out.
const SHOWN_CODES: u32 = 3;
const SHOWN_PRODUCT: &str = "TIVI01";

/// What every request needs.
#[derive(Debug)]
struct Sandbox {
    store: Store,
    refusal: Refusal,
    silent: bool,
    key: Option<ApiKey>,
    latency: Duration,
    history_lag_ms: i64,
    /// `host:port` for deep links where a request names no usable host.
    host: String,
}

impl Sandbox {
    /// Runs `work` where blocking is allowed. It runs to its end even when the caller has gone.
    async fn with_store<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let sandbox = Arc::clone(self);
        match tokio::task::spawn_blocking(move || work(&sandbox.store)).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(StoreError::Busy)) => Err(ApiError::busy(1)),
            Ok(Err(error)) => {
                log::line(&format!("the database failed: {error}"));
                Err(ApiError::internal())
            }
            Err(_) => Err(ApiError::internal()),
        }
    }
}

/// Runs `sandbox` until a signal.
///
/// # Errors
/// Whatever keeps it from starting.
pub fn run(options: SandboxOptions) -> Result<(), StartError> {
    let key = ApiKey::find(options.demand_key_file.as_deref(), KEY_VARIABLE)?;
    let files = static_files::router(&options.widget)?;
    static_files::keep_out(&options.widget, "the database", &options.database)?;
    if let Some(file) = &options.demand_key_file {
        static_files::keep_out(&options.widget, "the key file", file)?;
    }
    let store = Store::open(&options.database)?;
    let failed = |error: StoreError| StartError::Database { path: options.database.clone(), error: error.to_string() };
    let codes = shown_codes(&store).map_err(failed)?;
    listen::block_on(async {
        let (listener, address) = listen::bind(options.listen).await?;
        let host = listen::browsable(address).to_string();
        let prefix = options.prefix;
        let lines = greeting(&address.to_string(), &host, &prefix, &codes);
        let sandbox = Arc::new(Sandbox {
            store,
            refusal: options.refusal,
            silent: options.silent_refusals,
            key,
            latency: Duration::from_millis(options.latency_ms),
            history_lag_ms: i64::try_from(options.history_lag_ms).unwrap_or(i64::MAX),
            host,
        });
        let router = router(sandbox, &prefix).merge(files).layer(middleware::from_fn_with_state(prefix, log::requests));
        listen::announce(&lines);
        listen::serve(listener, router).await
    })
}

/// What is printed once requests are taken. Programs wait for these lines: their beginnings stay as they are.
fn greeting(address: &str, host: &str, prefix: &Prefix, codes: &[FreshCode]) -> Vec<String> {
    let mut lines = vec![
        format!("Listening: {address}"),
        format!("Demo page: http://{host}/"),
        format!("API: http://{host}{prefix}"),
        format!("Code sheet: http://{host}/codes"),
    ];
    for fresh in codes {
        let (code, link) = (&fresh.code, sheet::deep_link(host, &fresh.code));
        let worth = format!("{}, {} points", fresh.product_name, fresh.score);
        lines.push(format!("Fresh code: {code} {link} ({worth})"));
    }
    lines
}

fn router(sandbox: Arc<Sandbox>, prefix: &Prefix) -> Router {
    let key = middleware::from_fn_with_state(Arc::clone(&sandbox), demand_key);
    let delay = middleware::from_fn_with_state(Arc::clone(&sandbox), delay);
    // Read from the last: a preflight is answered before the key is demanded, since browsers send it without.
    let calls = endpoints::router(prefix, post(calls::accumulate), get(calls::history))
        .layer(key)
        .layer(delay)
        .layer(endpoints::cors(AllowOrigin::any()))
        .layer(middleware::from_fn(endpoints::private));
    Router::new()
        .route("/codes", get(sheet::page))
        .route("/health", endpoints::health())
        .merge(calls)
        .with_state(sandbox)
}

/// Three unused codes, of different products while there are some.
fn shown_codes(store: &Store) -> Result<Vec<FreshCode>, StoreError> {
    let codes = store.fresh_codes(None, SHOWN_CODES)?;
    if codes.len() >= SHOWN_CODES as usize {
        return Ok(codes);
    }
    store.make_codes(SHOWN_PRODUCT, SHOWN_CODES)?;
    store.fresh_codes(None, SHOWN_CODES)
}

async fn demand_key(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let Some(key) = &sandbox.key else {
        return next.run(request).await;
    };
    let given = request.headers().get("apikey");
    if given.is_some_and(|given| key.matches(given.as_bytes())) {
        return next.run(request).await;
    }
    let status = axum::http::StatusCode::UNAUTHORIZED;
    ApiError::new(status, "unauthorized", "The header apikey is missing or holds another key.").into_response()
}

/// The work is done before the delay, as behind a slow network: who gives up does not know the outcome.
async fn delay(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if !sandbox.latency.is_zero() {
        tokio::time::sleep(sandbox.latency).await;
    }
    response
}
