//! Every kind of answer of the real API, valid or not, and what `serve` then answers to the browser.

use std::io::{Read, Write};

use crate::chain::{KEY, ORIGIN, history, post, serve};
use crate::fake_upstream::FakeUpstream;
use crate::harness::{SUCCESS, request};

#[test]
fn status_and_json_of_the_api_are_passed_on() {
    for (status, headers, body) in [
        ("401 Unauthorized", "", r#"{"error":"no"}"#),
        ("403 Forbidden", "", "{}"),
        ("409 Conflict", "", r#"{"success":0}"#),
        ("429 Too Many Requests", "retry-after: 7\r\n", r#"{"message":"slow down"}"#),
        ("500 Internal Server Error", "", r#""oops""#),
        ("200 OK", "content-type: text/html\r\n", "\u{feff}{\"success\":1}"),
    ] {
        let upstream = FakeUpstream::answering(status, headers, body);
        let reply = post(&serve(&upstream.url, &[]), ORIGIN, &request("TIVIx", "01"), &[]);
        assert_eq!((reply.status, reply.body.as_str()), (status[..3].parse().unwrap(), body));
        assert_eq!(reply.header("content-type"), "application/json");
        assert_eq!(reply.header("retry-after"), if status.starts_with("429") { "7" } else { "" });
        assert_eq!(reply.header("access-control-allow-origin"), ORIGIN);
    }
}

#[test]
fn unusable_answers_become_errors_of_their_own() {
    let echo = format!(r#"{{"you sent":"{KEY}"}}"#);
    let large = format!("\"{}\"", "x".repeat(256 * 1024));
    let redirect_target = FakeUpstream::answering("200 OK", "", SUCCESS);
    let location = format!("location: {}/accumulate\r\n", redirect_target.url);
    let chunked = b"HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"suc".to_vec();
    for (upstream, expected) in [
        (FakeUpstream::answering("200 OK", "", "<html>Sign in to Wi-Fi</html>"), (502, "upstream_answer_not_json")),
        (FakeUpstream::answering("200 OK", "", ""), (502, "upstream_answer_not_json")),
        (FakeUpstream::answering("502 Bad Gateway", "", "<html>"), (502, "upstream_answer_not_json")),
        (FakeUpstream::answering("404 Not Found", "", "<html>"), (404, "upstream_refused")),
        (FakeUpstream::answering("200 OK", "", &large), (502, "upstream_answer_too_large")),
        (FakeUpstream::answering("200 OK", "", &echo), (502, "upstream_answer_withheld")),
        (FakeUpstream::answering("307 Temporary Redirect", &location, "{}"), (502, "upstream_redirect")),
        (FakeUpstream::answering("302 Found", &location, "{}"), (502, "upstream_redirect")),
        (FakeUpstream::start(chunked), (502, "upstream_unreachable")),
        (FakeUpstream::start(Vec::new()), (502, "upstream_unreachable")),
        (FakeUpstream::start(b"SSH-2.0-x\r\n\r\n".to_vec()), (502, "upstream_unreachable")),
    ] {
        let relay = serve(&upstream.url, &[]);
        let reply = post(&relay, ORIGIN, &request("TIVIx", "0867000111"), &[]);
        assert_eq!(reply.error(), (expected.0, expected.1.to_owned()));
        assert_eq!(reply.header("access-control-allow-origin"), ORIGIN);
        assert!(!reply.body.contains(KEY));
        assert_eq!(upstream.received().len(), 1, "a POST is sent once: {}", expected.1);
        let log = relay.kill();
        assert!(!log.contains(KEY) && !log.contains("0867"), "{log}");
    }
    assert!(redirect_target.received().is_empty(), "a redirect was followed");
}

#[test]
fn an_api_that_is_down_is_a_502() {
    // A port that nobody listens on: it was free a moment ago.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let relay = serve(&format!("http://{closed}"), &[]);
    assert_eq!(post(&relay, ORIGIN, &request("TIVIx", "01"), &[]).error(), (502, "upstream_unreachable".into()));
    assert_eq!(history(&relay, "type=point&phone=0867000111").error(), (502, "upstream_unreachable".into()));
    let log = relay.kill();
    assert!(log.contains("could not be reached") && !log.contains("0867"), "{log}");
}

#[test]
fn an_https_address_without_trusted_tls_is_a_502_and_never_gets_the_key() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let hello = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = [0; 4096];
        let count = stream.read(&mut bytes).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        bytes[..count].to_vec()
    });
    let relay = serve(&format!("https://127.0.0.1:{port}"), &[]);
    let reply = post(&relay, ORIGIN, &request("TIVIx", "01"), &[]);
    assert_eq!(reply.error(), (502, "upstream_unreachable".into()));
    let hello = hello.join().unwrap();
    assert_eq!(hello[0], 0x16, "a TLS handshake comes first");
    assert!(!String::from_utf8_lossy(&hello).contains(KEY));
    let log = relay.kill();
    assert!(!log.contains("panicked"), "{log}");
}
