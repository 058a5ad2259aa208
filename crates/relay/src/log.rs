//! The log on stderr: method, path, status and milliseconds of each request; never a query, a body or a header.

use std::io::Write;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::calls;
use crate::prefix::Prefix;

/// Writes a line. Ignores errors: a request must not fail because stderr is closed.
pub fn write_line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Middleware: logs the request once it has been answered.
pub async fn log_request(State(prefix): State<Prefix>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = path_to_log(request.uri().path(), &prefix);
    let start = Instant::now();
    let response = next.run(request).await;
    write_line(&format!("{method} {path} {} {}ms", response.status().as_u16(), start.elapsed().as_millis()));
    response
}

/// `path`, or a placeholder for a path under the prefix that is no call: it may hold anything, even a phone number.
fn path_to_log(path: &str, prefix: &Prefix) -> String {
    match path.strip_prefix(prefix.as_str()) {
        Some(call) if prefix.covers(path) && !calls::is_call(call) => format!("{prefix}/(unknown)"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_path_under_the_prefix_is_not_logged() -> Result<(), String> {
        let prefix = "/points".parse()?;
        assert_eq!(path_to_log("/points/accumulate", &prefix), "/points/accumulate");
        assert_eq!(path_to_log("/points/history-point/0867123456", &prefix), "/points/(unknown)");
        assert_eq!(path_to_log("/points-widget.js", &prefix), "/points-widget.js");
        Ok(())
    }
}
