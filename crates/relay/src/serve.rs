//! The command `serve`, the relay in production: forwards the calls of allowed pages to the real API, with the key.

use std::path::Path;
use std::sync::Arc;

use axum::{Router, middleware};
use tower_http::cors::AllowOrigin;

use crate::access::allowed_origins::{AllowedOrigins, require_allowed_origin};
use crate::access::api_key::ApiKey;
use crate::access::cors;
use crate::api_error::ApiError;
use crate::calls::{self, Route};
use crate::cli::ServeOptions;
use crate::command_error::CommandError;
use crate::upstream::{self, Upstream};
use crate::{listen, log, response, static_files};

/// The environment variable that may hold the key; on the command line, every process list would show it.
pub const KEY_VARIABLE: &str = "POINTS_RELAY_APIKEY";

/// Runs `serve` until a signal stops it.
///
/// # Errors
/// No usable key, upstream address or origin; no widget folder, or one with the key file in it; an address that cannot
/// be listened on.
pub fn run(options: ServeOptions) -> Result<(), CommandError> {
    let key = ApiKey::find(options.key_file.as_deref(), KEY_VARIABLE)?.ok_or_else(|| {
        CommandError::Key(format!("There is no API key. Set {KEY_VARIABLE}, or name a file with --key-file"))
    })?;
    let upstream = Arc::new(Upstream::new(&options.upstream, key, upstream::TIME_LIMIT)?);
    let origins = Arc::new(AllowedOrigins::parse(&options.allow_origin)?);
    let files =
        options.widget.as_deref().map(|folder| widget_files(folder, options.key_file.as_deref())).transpose()?;
    let prefix = options.prefix;
    let calls = calls::router(&prefix, Route::forward)
        .with_state(upstream)
        .layer(cors::layer(AllowOrigin::list(origins.header_values())))
        // Outside of CORS: a page that is refused gets no CORS headers either.
        .layer(middleware::from_fn_with_state(origins, require_allowed_origin))
        .layer(middleware::from_fn(response::no_store));
    let router = Router::new().route("/health", response::health()).merge(calls);
    let router = match files {
        Some(files) => router.merge(files),
        None => router.fallback(|| async { ApiError::not_found() }),
    };
    let router = router.layer(middleware::from_fn_with_state(prefix.clone(), log::log_request));
    listen::block_on(async {
        let (listener, address) = listen::bind(options.listen).await?;
        let host = listen::browser_address(address);
        listen::print_lines(&[format!("Listening: {address}"), format!("API: http://{host}{prefix}")]);
        listen::serve(listener, router).await
    })
}

fn widget_files(folder: &Path, key_file: Option<&Path>) -> Result<Router, CommandError> {
    if let Some(file) = key_file {
        static_files::require_outside(folder, "the key file", file)?;
    }
    static_files::router(folder)
}
