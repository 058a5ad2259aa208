//! The origin rule: only pages of the allowed origins, and the relay's own pages, may call.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::api_error::ApiError;
use crate::command_error::CommandError;

/// The origins that `--allow-origin` names, each exactly as a browser sends it.
#[derive(Debug)]
pub struct AllowedOrigins(Vec<HeaderValue>);

impl AllowedOrigins {
    /// Parses the values of `--allow-origin`, such as `https://brand.example`.
    ///
    /// # Errors
    /// [`CommandError::Option`] for text that no browser would send as `Origin`, such as one with a path.
    pub fn parse(texts: &[String]) -> Result<Self, CommandError> {
        texts.iter().map(|text| parse_origin(text)).collect::<Result<_, _>>().map(Self)
    }

    /// The list as CORS takes it.
    pub fn header_values(&self) -> Vec<HeaderValue> {
        self.0.clone()
    }

    /// Whether a request with `headers` may pass: its one `Origin` is on the list; or it has none, and the browser says
    /// that the page is the relay's own.
    ///
    /// Browsers leave `Origin` out of same-origin GETs; `Sec-Fetch-Site` cannot be set by a page.
    fn allows(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(header::ORIGIN).iter();
        match (origins.next(), origins.next()) {
            (Some(origin), None) => self.0.contains(origin),
            (None, _) => headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin"),
            _ => false,
        }
    }
}

fn parse_origin(text: &str) -> Result<HeaderValue, CommandError> {
    let invalid = |why: String| CommandError::Option { name: "--allow-origin", why };
    let example = "write scheme and host, and the port if it is not the usual one, for example https://brand.example";
    let url = Url::parse(text).map_err(|_| invalid(format!("{text} is no origin; {example}")))?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(invalid(format!("{text} is no origin of a web page; {example}")));
    }
    let exact = url.origin().ascii_serialization();
    if exact != text {
        return Err(invalid(format!("{text} is not what browsers send; write {exact}")));
    }
    HeaderValue::from_str(&exact).map_err(|_| invalid(format!("{text} is no origin; {example}")))
}

/// Middleware: 403 `origin_not_allowed` for requests that the list does not allow.
pub async fn require_allowed_origin(
    State(origins): State<Arc<AllowedOrigins>>,
    request: Request,
    next: Next,
) -> Response {
    if origins.allows(request.headers()) {
        return next.run(request).await;
    }
    let message = "Requests from this origin are not allowed.";
    let mut response = ApiError::new(StatusCode::FORBIDDEN, "origin_not_allowed", message).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("origin"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(list: &[&str], headers: &[(&'static str, &'static str)]) -> Result<bool, CommandError> {
        let list: Vec<String> = list.iter().map(|text| (*text).to_owned()).collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        Ok(AllowedOrigins::parse(&list)?.allows(&map))
    }

    #[test]
    fn only_an_exact_match_is_allowed() -> Result<(), CommandError> {
        let list = ["https://brand.example", "http://localhost:8080"];
        assert!(allows(&list, &[("origin", "https://brand.example")])?);
        assert!(allows(&list, &[("origin", "http://localhost:8080")])?);
        assert!(allows(&list, &[("sec-fetch-site", "same-origin")])?);
        for headers in [
            &[][..],
            &[("origin", "null")],
            &[("origin", "http://brand.example")],
            &[("origin", "https://brand.example:8443")],
            &[("origin", "https://brand.example.evil.example")],
            &[("origin", "https://BRAND.example")],
            &[("origin", "https://brand.example"), ("origin", "https://evil.example")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")],
        ] {
            assert!(!allows(&list, headers)?, "{headers:?}");
        }
        Ok(())
    }

    #[test]
    fn text_that_no_browser_sends_as_origin_is_refused() {
        for bad in ["brand.example", "https://brand.example/", "https://brand.example:443", "*", "null", "ftp://x", ""]
        {
            assert!(AllowedOrigins::parse(&[bad.to_owned()]).is_err(), "{bad:?}");
        }
    }
}
