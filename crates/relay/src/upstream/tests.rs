//! Tests of recognising JSON, and of the time limit.

use super::*;

#[test]
fn json_is_recognised() {
    assert!(is_json(b"[]") && is_json(b"\xef\xbb\xbf{\"success\":1}"));
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    assert!(is_json(deep.as_bytes()));
    assert!(!is_json(b"") && !is_json(b"<html>") && !is_json(b"{\"success\":1"));
}

#[test]
fn a_silent_upstream_is_a_timeout() -> Result<(), Box<dyn std::error::Error>> {
    // Nobody accepts the connections, so they wait in the listener's queue without an answer.
    let silent = std::net::TcpListener::bind("127.0.0.1:0")?;
    let key = ApiKey::parse("k", "it")?;
    let upstream = Upstream::new(&format!("http://{}", silent.local_addr()?), key, Duration::from_millis(300))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let error = runtime.block_on(upstream.get("/history-point?type=point&phone=1")).err();
    assert_eq!(error.map(|error| (error.status.as_u16(), error.kind)), Some((504, "upstream_timeout")));
    Ok(())
}
