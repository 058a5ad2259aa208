//! The list of calls: `serve`, the sandbox, CORS and the log all read it.
//!
//! To add a call, write `calls/<name>.rs` with a type that implements [`Call`], and add that type to [`CALLS`]. The
//! sandbox's query for it goes into `store/`.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, any, on};

use crate::api_error::ApiError;
use crate::prefix::Prefix;
use crate::sandbox_state::Sandbox;
use crate::upstream::Upstream;

pub mod accumulate;
pub mod history_point;

/// Every call, in no particular order.
pub const CALLS: &[Route] = &[Route::to::<accumulate::Accumulate>(), Route::to::<history_point::HistoryPoint>()];

/// One call of the API. The value is a request that has been parsed and found valid.
pub trait Call: Sized + Send + 'static {
    /// The HTTP method.
    const METHOD: MethodFilter;

    /// The path below the prefix, and below the real API's base address: `/accumulate`.
    ///
    /// The log shows it, so it holds nothing personal.
    const PATH: &'static str;

    /// Reads and checks a request, for `serve` and for the sandbox alike.
    ///
    /// # Errors
    /// 4xx, with the reason.
    fn parse(request: Request) -> impl Future<Output = Result<Self, ApiError>> + Send;

    /// What `serve` does: sends the request to the real API and passes its answer on.
    ///
    /// # Errors
    /// 4xx for a request that must not reach the real API; 502, 503 or 504 when that gives no usable answer.
    fn forward(self, upstream: &Upstream) -> impl Future<Output = Result<Response, ApiError>> + Send;

    /// What the sandbox does: answers from its database.
    ///
    /// # Errors
    /// 500 or 503 when the database fails, and whatever else the call itself refuses.
    fn answer(self, sandbox: &Sandbox) -> impl Future<Output = Result<Response, ApiError>> + Send;
}

/// An entry of [`CALLS`]: a [`Call`] without its type, so that different calls fit into one list.
#[derive(Debug)]
pub struct Route {
    /// [`Call::METHOD`].
    pub method: MethodFilter,
    /// [`Call::PATH`].
    pub path: &'static str,
    forward: fn() -> MethodRouter<Arc<Upstream>>,
    answer: fn() -> MethodRouter<Arc<Sandbox>>,
}

impl Route {
    /// The entry of the call `C`.
    pub const fn to<C: Call>() -> Self {
        Self {
            method: C::METHOD,
            path: C::PATH,
            forward: || on(C::METHOD, forward::<C>),
            answer: || on(C::METHOD, answer::<C>),
        }
    }

    /// The handler of `serve`: parse, then forward.
    pub fn forward(&self) -> MethodRouter<Arc<Upstream>> {
        (self.forward)()
    }

    /// The handler of the sandbox: parse, then answer.
    pub fn answer(&self) -> MethodRouter<Arc<Sandbox>> {
        (self.answer)()
    }
}

async fn forward<C: Call>(State(upstream): State<Arc<Upstream>>, request: Request) -> Result<Response, ApiError> {
    C::parse(request).await?.forward(&upstream).await
}

async fn answer<C: Call>(State(sandbox): State<Arc<Sandbox>>, request: Request) -> Result<Response, ApiError> {
    C::parse(request).await?.answer(&sandbox).await
}

/// Every call under `prefix`, handled as `handler` says: [`Route::forward`] or [`Route::answer`].
///
/// Other methods get a 405 and other paths under `prefix` a 404, both as JSON.
pub fn router<S: Clone + Send + Sync + 'static>(
    prefix: &Prefix,
    handler: impl Fn(&Route) -> MethodRouter<S>,
) -> Router<S> {
    let calls = CALLS
        .iter()
        .fold(Router::new(), |router, call| router.route(&format!("{prefix}{}", call.path), handler(call)))
        .method_not_allowed_fallback(|| async { ApiError::method_not_allowed() });
    let not_found = || any(|| async { ApiError::not_found() });
    calls
        .route(prefix.as_str(), not_found())
        .route(&format!("{prefix}/"), not_found())
        .route(&format!("{prefix}/{{*rest}}"), not_found())
}

/// The methods that the calls use, each once: what CORS allows.
pub fn methods() -> Vec<Method> {
    let known = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    let is_used = |method: &Method| {
        MethodFilter::try_from(method.clone()).is_ok_and(|filter| CALLS.iter().any(|call| call.method == filter))
    };
    known.into_iter().filter(is_used).collect()
}

/// Whether `path`, without the prefix, is that of a call.
pub fn is_call(path: &str) -> bool {
    CALLS.iter().any(|call| call.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_fixed_text_that_the_log_may_show() {
        for Route { path, .. } in CALLS {
            let segments: Vec<&str> = path.split('/').collect();
            assert!(segments.len() > 1 && segments[0].is_empty(), "{path} starts with /");
            for segment in &segments[1..] {
                let is_plain = segment.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                assert!(is_plain && !segment.is_empty(), "{path}: {segment:?}");
            }
        }
    }

    #[test]
    fn the_routers_of_serve_and_of_the_sandbox_take_every_call() -> Result<(), String> {
        // `Router::route` panics where two calls have the same method and path.
        let prefix = "/points".parse()?;
        let (forwarding, answering) = (router(&prefix, Route::forward), router(&prefix, Route::answer));
        assert!(forwarding.has_routes() && answering.has_routes());
        Ok(())
    }

    #[test]
    fn cors_allows_the_method_of_every_call_and_no_other() {
        let filters: Vec<MethodFilter> = methods().into_iter().flat_map(MethodFilter::try_from).collect();
        assert!(CALLS.iter().all(|call| filters.contains(&call.method)));
        assert!(filters.iter().all(|filter| CALLS.iter().any(|call| call.method == *filter)));
    }
}
