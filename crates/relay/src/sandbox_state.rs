//! What the sandbox's handlers share: the database and the options that change answers.

use std::sync::Arc;

use crate::api_error::ApiError;
use crate::cli::Refusal;
use crate::log;
use crate::store::{Store, StoreError};

/// The state of every sandbox handler.
#[derive(Debug)]
pub struct Sandbox {
    pub(crate) store: Arc<Store>,
    /// The HTTP status of a refused code.
    pub refusal: Refusal,
    /// Whether refusals have no `message`.
    pub silent_refusals: bool,
    /// Age at which a record becomes visible in the history, in milliseconds.
    pub history_lag_ms: i64,
    /// `host:port` for links on the code sheet where a request names no usable host.
    pub host: String,
}

impl Sandbox {
    /// Runs `work` on a thread that may block. It runs to its end even when the caller has gone.
    ///
    /// # Errors
    /// 503 `busy` when another program keeps the database locked, 500 `internal` for everything else.
    pub async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let store = Arc::clone(&self.store);
        match tokio::task::spawn_blocking(move || work(&store)).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(StoreError::Busy)) => Err(ApiError::busy(1)),
            Ok(Err(error)) => {
                log::write_line(&format!("the database failed: {error}"));
                Err(ApiError::internal())
            }
            Err(_) => Err(ApiError::internal()),
        }
    }
}
