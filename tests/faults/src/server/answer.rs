//! Answers as bytes: whole ones, and the beginnings of those that are cut.

/// What lets a page of another origin read an answer.
pub const CORS: &[(&str, &str)] =
    &[("access-control-allow-origin", "*"), ("access-control-expose-headers", "retry-after")];

/// The head of an answer, up to and with its empty line.
pub fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} As-Planned\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    text.into_bytes()
}

/// A whole answer that any page may read.
pub fn whole(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    closed(status, &[headers, CORS].concat(), body)
}

/// A whole answer without permission for other origins.
pub fn closed(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    [head(status, &[headers, &[("content-length", length.as_str())]].concat()), body.to_vec()].concat()
}

pub fn json(status: u16, body: impl AsRef<[u8]>) -> Vec<u8> {
    whole(status, &[("content-type", "application/json"), ("cache-control", "no-store")], body.as_ref())
}

pub fn html(status: u16, body: &str) -> Vec<u8> {
    whole(status, &[("content-type", "text/html; charset=utf-8")], body.as_bytes())
}

/// The head of an answer of which more follows than what is given here.
pub fn begun(headers: &[(&str, &str)], part: &[u8]) -> Vec<u8> {
    [head(200, &[&[("content-type", "application/json")], headers, CORS].concat()), part.to_vec()].concat()
}

/// What a preflight wants to hear, for as long as no other case asks.
pub fn preflight() -> Vec<u8> {
    let allow = [
        ("access-control-allow-methods", "GET, POST"),
        ("access-control-allow-headers", "content-type, idempotency-key"),
        ("access-control-max-age", "600"),
    ];
    whole(200, &allow, b"")
}
