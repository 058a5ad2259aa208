//! The only client of the real API: adds the key, limits time and size, and passes on status and JSON, nothing else.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use ureq::{Agent, Body, RequestBuilder, http};

use crate::access::api_key::{self, ApiKey};
use crate::api_error::ApiError;
use crate::command_error::CommandError;
use crate::request::idempotency_key::{self, IdempotencyKey};
use crate::{log, response};

mod base_url;

/// For connecting, headers and body of one request together; the widget waits for 15 s.
pub const TIME_LIMIT: Duration = Duration::from_secs(12);
/// Largest answer that is passed on, in bytes.
pub const MAX_ANSWER: u64 = 256 * 1024;
/// Requests that may be open at a time; the next one gets a 503, so that a slow API does not pile up threads.
const MAX_OPEN_REQUESTS: usize = 64;

/// The real API at one base address.
#[derive(Debug)]
pub struct Upstream {
    /// Without a trailing `/`.
    base_url: String,
    key: ApiKey,
    agent: Agent,
    permits: Arc<Semaphore>,
}

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    retry_after: Option<HeaderValue>,
    body: Vec<u8>,
}

impl Upstream {
    /// A client for the API at `url`. `time_limit` is for one request.
    ///
    /// # Errors
    /// [`CommandError::Option`] unless `url` is https (or http to this machine) without user, query or fragment.
    pub fn new(url: &str, key: ApiKey, time_limit: Duration) -> Result<Self, CommandError> {
        let (base_url, is_local) =
            base_url::parse(url).map_err(|why| CommandError::Option { name: "--upstream", why })?;
        let config = Agent::config_builder()
            .timeout_global(Some(time_limit))
            // A redirect could carry the key elsewhere, or turn a POST into something else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .https_only(!is_local)
            // A POST on a connection that the API is just closing would be lost with an unknown outcome.
            .max_idle_connections(0)
            .user_agent(concat!("points-relay/", env!("CARGO_PKG_VERSION")))
            .accept("application/json");
        let config = if is_local { config.proxy(None) } else { config };
        let permits = Arc::new(Semaphore::new(MAX_OPEN_REQUESTS));
        Ok(Self { base_url, key, agent: config.build().into(), permits })
    }

    /// Sends `GET {base}{path_and_query}`, which is encoded already: `/history-point?type=point`.
    ///
    /// # Errors
    /// 502, 503 or 504: see [`Self::send`].
    pub async fn get(&self, path_and_query: &str) -> Result<Response, ApiError> {
        let request = self.agent.get(format!("{}{path_and_query}", self.base_url));
        let request = self.add_key(request);
        self.send(move || request.call()).await
    }

    /// Sends `POST {base}{path}` with a JSON body, as it is and once, and with `idempotency_key` where there is one.
    ///
    /// # Errors
    /// 502, 503 or 504: see [`Self::send`].
    pub async fn post_json(
        &self,
        path: &str,
        body: Bytes,
        idempotency_key: Option<IdempotencyKey>,
    ) -> Result<Response, ApiError> {
        let request = self.agent.post(format!("{}{path}", self.base_url));
        let mut request = self.add_key(request).header("content-type", "application/json");
        if let Some(key) = &idempotency_key {
            request = request.header(idempotency_key::HEADER, key.as_str());
        }
        self.send(move || request.send(&body[..])).await
    }

    fn add_key<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        request.header(api_key::HEADER, self.key.reveal())
    }

    /// Runs `exchange` on a thread that may block. It runs to its end even when the caller has gone.
    ///
    /// # Errors
    /// 502 `upstream_unreachable`, `upstream_answer_too_large`, `upstream_answer_not_json`, `upstream_answer_withheld`,
    /// `upstream_redirect`; 503 `busy`; 504 `upstream_timeout`.
    async fn send<F>(&self, exchange: F) -> Result<Response, ApiError>
    where
        F: FnOnce() -> Result<http::Response<Body>, ureq::Error> + Send + 'static,
    {
        let permit = Arc::clone(&self.permits).try_acquire_owned().map_err(|_| ApiError::busy(2))?;
        let work = tokio::task::spawn_blocking(move || {
            let answer = exchange().and_then(read_answer);
            drop(permit);
            answer
        });
        let answer = work.await.map_err(|_| ApiError::internal())?.map_err(|error| exchange_error(&error))?;
        self.pass_on(answer)
    }

    /// The answer for the browser: status, JSON and `Retry-After` of the API's, or an error where it must not see that.
    fn pass_on(&self, answer: Answer) -> Result<Response, ApiError> {
        let Answer { status, retry_after, body } = answer;
        if status.is_redirection() {
            return Err(bad_gateway("upstream_redirect", "The points service sent the request elsewhere."));
        }
        if self.key.occurs_in(&body) {
            log::write_line("the upstream's answer contained the key and was withheld");
            return Err(bad_gateway("upstream_answer_withheld", "The answer of the points service was not usable."));
        }
        let mut response = if is_json(&body) {
            response::json_text(status, body)
        } else if status.is_client_error() {
            // An HTML page with a 4xx is still a refusal, so the status is passed on without the page.
            let message = "The points service refused the request.";
            ApiError::new(status, "upstream_refused", message).into_response()
        } else {
            return Err(bad_gateway("upstream_answer_not_json", "The points service answered with something else."));
        };
        if let Some(value) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        Ok(response)
    }
}

fn read_answer(mut response: http::Response<Body>) -> Result<Answer, ureq::Error> {
    let body = response.body_mut().with_config().limit(MAX_ANSWER).read_to_vec()?;
    let retry_after = response.headers().get(header::RETRY_AFTER).cloned();
    Ok(Answer { status: response.status(), retry_after, body })
}

fn bad_gateway(kind: &'static str, message: &str) -> ApiError {
    ApiError::new(StatusCode::BAD_GATEWAY, kind, message)
}

/// What the caller is told of a failed exchange. The log gets the kind of the cause only, since the library's text may
/// contain the address with its query.
fn exchange_error(error: &ureq::Error) -> ApiError {
    match error {
        ureq::Error::Timeout(_) => {
            let message = "The points service did not answer in time. Whether it acted is unknown.";
            ApiError::new(StatusCode::GATEWAY_TIMEOUT, "upstream_timeout", message)
        }
        ureq::Error::BodyExceedsLimit(_) => {
            bad_gateway("upstream_answer_too_large", "The answer of the points service was too large.")
        }
        other => {
            log::write_line(&format!("the upstream could not be reached: {}", cause(other)));
            bad_gateway("upstream_unreachable", "The points service could not be reached. Whether it acted is unknown.")
        }
    }
}

/// The cause of a failed exchange, for the log.
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

/// Whether a browser would parse `body` as JSON; like `Response.text()`, skips a byte-order mark.
fn is_json(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}

#[cfg(test)]
mod tests;
