//! Tests of the addresses that are allowed, of telling JSON, and of the time limit.

use super::*;

#[test]
fn plain_http_is_for_this_machine_only() {
    for good in
        ["https://api.example", "https://api.example/v1/", "http://127.0.0.1:9", "http://[::1]:9", "http://localhost:9"]
    {
        assert!(base(good).is_ok(), "{good}");
    }
    for bad in [
        "http://api.example",
        "http://10.0.0.1",
        "http://localhost.evil.example",
        "ftp://localhost",
        "api.example",
        "https://u:p@api.example",
        "https://api.example/?a=1",
        "https://api.example/#a",
        "",
    ] {
        assert!(base(bad).is_err(), "{bad:?}");
    }
    assert_eq!(base("https://api.example/v1/"), Ok(("https://api.example/v1".into(), false)));
}

#[test]
fn json_is_told_from_pages() {
    assert!(is_json(b"[]") && is_json(b"\xef\xbb\xbf{\"success\":1}"));
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    assert!(is_json(deep.as_bytes()));
    assert!(!is_json(b"") && !is_json(b"<html>") && !is_json(b"{\"success\":1"));
}

#[test]
fn a_silent_upstream_is_a_timeout() -> Result<(), Box<dyn std::error::Error>> {
    // Connections wait in the listener's queue and nobody ever answers them.
    let silent = std::net::TcpListener::bind("127.0.0.1:0")?;
    let key = ApiKey::parse("k", "it")?;
    let upstream = Upstream::new(&format!("http://{}", silent.local_addr()?), key, Duration::from_millis(300))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let query = HistoryQuery::parse("type=point&phone=1").map_err(|error| error.message)?;
    let error = runtime.block_on(upstream.history(&query)).err();
    assert_eq!(error.map(|error| (error.status.as_u16(), error.kind)), Some((504, "upstream_timeout")));
    Ok(())
}
