//! The command `sandbox`: answers the calls from a local database, serves the widget's folder and a sheet of codes.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use tower_http::cors::AllowOrigin;

use crate::access::api_key::{ApiKey, require_key};
use crate::access::cors;
use crate::calls::{self, Route};
use crate::cli::SandboxOptions;
use crate::command_error::CommandError;
use crate::prefix::Prefix;
use crate::sandbox_state::Sandbox;
use crate::store::codes::UnusedCode;
use crate::store::{Store, StoreError};
use crate::{listen, log, response, static_files};

mod code_sheet;

/// The environment variable that may hold the key that callers must send.
pub const KEY_VARIABLE: &str = "POINTS_SANDBOX_APIKEY";
/// How many unused codes a start prints, and the product that gets new ones when fewer are left.
const PRINTED_CODES: u32 = 3;
const PRINTED_PRODUCT: &str = "TIVI01";

/// Runs `sandbox` until a signal stops it.
///
/// # Errors
/// An unusable key or database; no widget folder, or one with the database or the key file in it; an address that
/// cannot be listened on.
pub fn run(options: SandboxOptions) -> Result<(), CommandError> {
    let key = ApiKey::find(options.demand_key_file.as_deref(), KEY_VARIABLE)?;
    let files = static_files::router(&options.widget)?;
    static_files::require_outside(&options.widget, "the database", &options.database)?;
    if let Some(file) = &options.demand_key_file {
        static_files::require_outside(&options.widget, "the key file", file)?;
    }
    let mut store = Store::open(&options.database)?;
    let database_error =
        |error: StoreError| CommandError::Database { path: options.database.clone(), error: error.to_string() };
    store.set_country(options.country).map_err(database_error)?;
    let codes = codes_to_print(&store).map_err(database_error)?;
    listen::block_on(async {
        let (listener, address) = listen::bind(options.listen).await?;
        let host = listen::browser_address(address).to_string();
        let prefix = options.prefix;
        let lines = startup_lines(&address.to_string(), &host, &prefix, &codes);
        let sandbox = Sandbox {
            store: Arc::new(store),
            refusal: options.refusal,
            silent_refusals: options.silent_refusals,
            history_lag_ms: i64::try_from(options.history_lag_ms).unwrap_or(i64::MAX),
            host,
        };
        let router = router(sandbox, &prefix, key, Duration::from_millis(options.latency_ms))
            .merge(files)
            .layer(middleware::from_fn_with_state(prefix, log::log_request));
        listen::print_lines(&lines);
        listen::serve(listener, router).await
    })
}

/// What is printed once the port is open. Programs wait for these lines: how each begins must not change.
fn startup_lines(address: &str, host: &str, prefix: &Prefix, codes: &[UnusedCode]) -> Vec<String> {
    let mut lines = vec![
        format!("Listening: {address}"),
        format!("Demo page: http://{host}/"),
        format!("API: http://{host}{prefix}"),
        format!("Code sheet: http://{host}/codes"),
    ];
    for UnusedCode { code, product_name, score } in codes {
        let link = code_sheet::deep_link(host, code);
        lines.push(format!("Fresh code: {code} {link} ({product_name}, {score} points)"));
    }
    lines
}

/// The calls, behind `key` where there is one and answered after `latency`; `/codes` and `/health` are open.
fn router(sandbox: Sandbox, prefix: &Prefix, key: Option<ApiKey>, latency: Duration) -> Router {
    let calls = calls::router(prefix, Route::answer);
    // The layer added last runs first: a preflight, which browsers send without a key, is answered by CORS.
    let calls = match key {
        Some(key) => calls.layer(middleware::from_fn_with_state(Arc::new(key), require_key)),
        None => calls,
    };
    let calls = calls
        .layer(middleware::from_fn_with_state(latency, delay))
        .layer(cors::layer(AllowOrigin::any()))
        .layer(middleware::from_fn(response::no_store));
    Router::new()
        .route("/codes", get(code_sheet::page))
        .route("/health", response::health())
        .merge(calls)
        .with_state(Arc::new(sandbox))
}

/// Three unused codes, of different products while there are some.
fn codes_to_print(store: &Store) -> Result<Vec<UnusedCode>, StoreError> {
    let codes = store.unused_codes(None, PRINTED_CODES)?;
    if codes.len() >= PRINTED_CODES as usize {
        return Ok(codes);
    }
    store.create_codes(PRINTED_PRODUCT, PRINTED_CODES)?;
    store.unused_codes(None, PRINTED_CODES)
}

/// Middleware: holds the answer back for `latency`. The work is done before, as behind a slow network, so a client that
/// gives up does not know the outcome.
async fn delay(State(latency): State<Duration>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    response
}
