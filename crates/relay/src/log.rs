//! One line a request on stderr: method, path, status, milliseconds. Never a query, a body, a header or a code.

use std::io::Write;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::prefix::Prefix;

/// Calls under the prefix whose path is known to be free of anything personal.
const CALLS: [&str; 2] = ["/accumulate", "/history-point"];

/// Writes a line; a closed stderr is no reason to fail a request.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Middleware around everything.
pub async fn requests(State(prefix): State<Prefix>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = loggable(request.uri().path(), &prefix);
    let start = Instant::now();
    let response = next.run(request).await;
    line(&format!("{method} {path} {} {}ms", response.status().as_u16(), start.elapsed().as_millis()));
    response
}

/// An unknown path under the prefix may hold anything, so it is not repeated.
fn loggable(path: &str, prefix: &Prefix) -> String {
    match path.strip_prefix(prefix.as_str()) {
        Some(call) if prefix.covers(path) && !CALLS.contains(&call) => {
            format!("{prefix}/(unknown)")
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_call_is_not_repeated() -> Result<(), String> {
        let prefix = "/points".parse()?;
        assert_eq!(loggable("/points/accumulate", &prefix), "/points/accumulate");
        assert_eq!(loggable("/points/history-point/0867123456", &prefix), "/points/(unknown)");
        assert_eq!(loggable("/points-widget.js", &prefix), "/points-widget.js");
        Ok(())
    }
}
