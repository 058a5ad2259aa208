//! Which pages may call: those of the told origins, and the relay's own; everyone else is turned away.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::api_error::ApiError;
use crate::start_error::StartError;

/// The told origins, each exactly as a browser sends it.
#[derive(Debug)]
pub struct Origins(Vec<HeaderValue>);

impl Origins {
    /// # Errors
    /// [`StartError::Option`] for text that no browser would send as `Origin`, such as one with a path.
    pub fn parse(texts: &[String]) -> Result<Self, StartError> {
        texts.iter().map(|text| origin(text)).collect::<Result<_, _>>().map(Self)
    }

    pub fn header_values(&self) -> Vec<HeaderValue> {
        self.0.clone()
    }

    /// Exactly one `Origin`, on the list; or none, and the browser says that the page is the relay's own.
    ///
    /// Browsers leave `Origin` out of same-origin GETs; `Sec-Fetch-Site` cannot be set by a page.
    fn allow(&self, headers: &HeaderMap) -> bool {
        let mut given = headers.get_all(header::ORIGIN).iter();
        match (given.next(), given.next()) {
            (Some(origin), None) => self.0.contains(origin),
            (None, _) => headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin"),
            _ => false,
        }
    }
}

fn origin(text: &str) -> Result<HeaderValue, StartError> {
    let wrong = |why: String| StartError::Option { name: "--allow-origin", why };
    let example = "write scheme and host, and the port if it is not the usual one, for example https://brand.example";
    let url = Url::parse(text).map_err(|_| wrong(format!("{text} is no origin; {example}")))?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(wrong(format!("{text} is no origin of a web page; {example}")));
    }
    let exact = url.origin().ascii_serialization();
    if exact != text {
        return Err(wrong(format!("{text} is not what browsers send; write {exact}")));
    }
    HeaderValue::from_str(&exact).map_err(|_| wrong(format!("{text} is no origin; {example}")))
}

/// Middleware: 403 for requests that the list does not allow.
pub async fn guard(State(origins): State<Arc<Origins>>, request: Request, next: Next) -> Response {
    if origins.allow(request.headers()) {
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

    fn allows(list: &[&str], headers: &[(&'static str, &'static str)]) -> Result<bool, StartError> {
        let list: Vec<String> = list.iter().map(|text| (*text).to_owned()).collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        Ok(Origins::parse(&list)?.allow(&map))
    }

    #[test]
    fn origins_match_exactly_or_not_at_all() -> Result<(), StartError> {
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
    fn what_a_browser_never_sends_is_refused_at_the_start() {
        for bad in ["brand.example", "https://brand.example/", "https://brand.example:443", "*", "null", "ftp://x", ""]
        {
            assert!(Origins::parse(&[bad.to_owned()]).is_err(), "{bad:?}");
        }
    }
}
