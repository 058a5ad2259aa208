//! The only client of the real API: adds the key, limits time and size, passes on status and JSON, nothing else.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::sync::Semaphore;
use ureq::{Agent, Body, RequestBuilder, http};
use url::{Host, Url};

use crate::api_error::{self, ApiError};
use crate::idempotency::{self, IdempotencyKey};
use crate::log;
use crate::request::history::HistoryQuery;
use crate::secret::ApiKey;
use crate::start_error::StartError;

/// Over connecting, headers and body of one call; the widget waits for 15 s.
pub const TIME_LIMIT: Duration = Duration::from_secs(12);
/// Largest answer that is passed on, in bytes.
pub const MAX_ANSWER: u64 = 256 * 1024;
/// Calls under way at a time; more are told to come back, so that a slow API does not pile up threads.
const MAX_CALLS: usize = 64;

/// The real API at one address.
#[derive(Debug)]
pub struct Upstream {
    base: String,
    key: ApiKey,
    agent: Agent,
    calls: Arc<Semaphore>,
}

/// What came back, read whole.
struct Answer {
    status: StatusCode,
    retry_after: Option<HeaderValue>,
    body: Vec<u8>,
}

impl Upstream {
    /// # Errors
    /// [`StartError::Option`] unless `url` is https (or http to this machine) without user, query or fragment.
    pub fn new(url: &str, key: ApiKey, time_limit: Duration) -> Result<Self, StartError> {
        let (base, local) = base(url).map_err(|why| StartError::Option { name: "--upstream", why })?;
        let config = Agent::config_builder()
            .timeout_global(Some(time_limit))
            // A redirect could carry the key elsewhere, or turn a POST into something else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .https_only(!local)
            // A POST on a connection that the API is just closing would be lost with an unknown outcome.
            .max_idle_connections(0)
            .user_agent(concat!("points-relay/", env!("CARGO_PKG_VERSION")))
            .accept("application/json");
        let config = if local { config.proxy(None) } else { config };
        Ok(Self { base, key, agent: config.build().into(), calls: Arc::new(Semaphore::new(MAX_CALLS)) })
    }

    /// Sends a body that was found valid, as it is, once.
    ///
    /// # Errors
    /// 502, 503 or 504: see [`Self::call`].
    pub async fn accumulate(&self, body: Bytes, key: Option<IdempotencyKey>) -> Result<Response, ApiError> {
        let request = self.agent.post(format!("{}/accumulate", self.base));
        let mut request = self.keyed(request).header("content-type", "application/json");
        if let Some(key) = &key {
            request = request.header(idempotency::HEADER, key.as_str());
        }
        self.call(move || request.send(&body[..])).await
    }

    /// # Errors
    /// 502, 503 or 504: see [`Self::call`].
    pub async fn history(&self, query: &HistoryQuery) -> Result<Response, ApiError> {
        let request = self.agent.get(format!("{}/history-point?{}", self.base, query.to_query()));
        let request = self.keyed(request);
        self.call(move || request.call()).await
    }

    fn keyed<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        request.header("apikey", self.key.reveal())
    }

    /// Runs `send` where blocking is allowed. It runs to its end even when the caller has gone.
    ///
    /// # Errors
    /// 502 `upstream_unreachable`, `upstream_answer_too_large`, `upstream_answer_not_json`, `upstream_redirect`;
    /// 503 `busy`; 504 `upstream_timeout`.
    async fn call<F>(&self, send: F) -> Result<Response, ApiError>
    where
        F: FnOnce() -> Result<http::Response<Body>, ureq::Error> + Send + 'static,
    {
        let permit = Arc::clone(&self.calls).try_acquire_owned().map_err(|_| ApiError::busy(2))?;
        let work = tokio::task::spawn_blocking(move || {
            let answer = send().and_then(read);
            drop(permit);
            answer
        });
        let answer = work.await.map_err(|_| ApiError::internal())?.map_err(|error| explain(&error))?;
        self.pass_on(answer)
    }

    fn pass_on(&self, answer: Answer) -> Result<Response, ApiError> {
        let Answer { status, retry_after, body } = answer;
        if status.is_redirection() {
            return Err(bad_gateway("upstream_redirect", "The points service sent the request elsewhere."));
        }
        if self.key.is_within(&body) {
            log::line("the upstream's answer contained the key and was withheld");
            return Err(bad_gateway("upstream_answer_withheld", "The answer of the points service was not usable."));
        }
        let mut response = if is_json(&body) {
            api_error::json_text(status, body)
        } else if status.is_client_error() {
            // The status says enough, and it is not lost for the sake of an HTML page.
            let message = "The points service refused the request.";
            let error = ApiError::new(status, "upstream_refused", message);
            axum::response::IntoResponse::into_response(error)
        } else {
            return Err(bad_gateway("upstream_answer_not_json", "The points service answered with something else."));
        };
        if let Some(value) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        Ok(response)
    }
}

fn read(mut response: http::Response<Body>) -> Result<Answer, ureq::Error> {
    let body = response.body_mut().with_config().limit(MAX_ANSWER).read_to_vec()?;
    let retry_after = response.headers().get(header::RETRY_AFTER).cloned();
    Ok(Answer { status: response.status(), retry_after, body })
}

fn bad_gateway(kind: &'static str, message: &str) -> ApiError {
    ApiError::new(StatusCode::BAD_GATEWAY, kind, message)
}

/// The cause is logged by its kind only: texts of the library may contain the address with its query.
fn explain(error: &ureq::Error) -> ApiError {
    match error {
        ureq::Error::Timeout(_) => {
            let message = "The points service did not answer in time. Whether it acted is unknown.";
            ApiError::new(StatusCode::GATEWAY_TIMEOUT, "upstream_timeout", message)
        }
        ureq::Error::BodyExceedsLimit(_) => {
            bad_gateway("upstream_answer_too_large", "The answer of the points service was too large.")
        }
        other => {
            log::line(&format!("the upstream could not be reached: {}", cause(other)));
            bad_gateway("upstream_unreachable", "The points service could not be reached. Whether it acted is unknown.")
        }
    }
}

fn cause(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::HostNotFound => "its name does not resolve",
        ureq::Error::ConnectionFailed => "no connection",
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => "connection refused",
        ureq::Error::Io(_) => "the connection broke",
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => "no trusted TLS connection",
        ureq::Error::Protocol(_) | ureq::Error::Http(_) => "its answer was not HTTP",
        _ => "the request failed",
    }
}

/// Whether a browser would read `body` as JSON; a byte-order mark is passed over, as `Response.text()` does.
fn is_json(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}

/// The address to put calls behind, and whether it is this machine's.
fn base(text: &str) -> Result<(String, bool), String> {
    let example = "write for example https://api.example";
    let url = Url::parse(text).map_err(|error| format!("this is no address ({error}); {example}"))?;
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        return Err(format!("the address may have no user, password, ? or #; {example}"));
    }
    match url.scheme() {
        "https" => Ok((url.as_str().trim_end_matches('/').to_owned(), local)),
        "http" if local => Ok((url.as_str().trim_end_matches('/').to_owned(), local)),
        _ => Err(format!("the key may only travel over https, except to this machine; {example}")),
    }
}

#[cfg(test)]
mod tests;
