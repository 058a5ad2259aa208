//! `serve` in front of a sandbox that demands the key: who may call, what is forwarded, and that the key stays secret.

use crate::fake_upstream::FakeUpstream;
use crate::harness::{Bench, Program, Reply, SUCCESS, binary, request};

/// The API key of `serve`.
pub const KEY: &str = "k-6b1f0d2e9c7a4835";
/// A page's origin that `serve` allows.
pub const ORIGIN: &str = "https://brand.example";

/// Starts `serve` in front of the API at the address `upstream`.
pub fn serve(upstream: &str, options: &[&str]) -> Program {
    let mut command = binary();
    command.args([
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--allow-origin",
        ORIGIN,
        "--allow-origin",
        "http://localhost:8080",
    ]);
    command.args(["--upstream", upstream]).args(options).env("POINTS_RELAY_APIKEY", KEY);
    Program::start(command, 2)
}

/// Posts `body` to `/accumulate` from a page of `origin`, with `more` headers.
pub fn post(relay: &Program, origin: &str, body: &str, more: &[(&str, &str)]) -> Reply {
    let mut headers = vec![("content-type", "application/json"), ("origin", origin)];
    headers.extend(more);
    relay.send("POST", "/points/accumulate", &headers, body)
}

/// Gets `/history-point` from an allowed page.
pub fn history(relay: &Program, query: &str) -> Reply {
    relay.send("GET", &format!("/points/history-point?{query}"), &[("origin", ORIGIN)], "")
}

#[test]
fn serve_forwards_both_ways_and_keeps_the_key_secret() {
    let bench = Bench::new();
    std::fs::write(bench.path("key"), KEY).unwrap();
    let file = bench.path("key");
    let sandbox = bench.sandbox(&["--demand-key-file", file.to_str().unwrap()]);
    let relay = serve(&format!("http://{}", sandbox.address), &["--widget", bench.path("dist").to_str().unwrap()]);
    // An upstream may have its calls under a prefix; here `--upstream` lacks it.
    let without_prefix = post(&relay, ORIGIN, &request("TIVIx", "01"), &[]);
    assert_eq!(without_prefix.status, 405, "the sandbox's static files answer there");
    relay.kill();
    let relay =
        serve(&format!("http://{}/points", sandbox.address), &["--widget", bench.path("dist").to_str().unwrap()]);

    let code = bench.codes(1).remove(0);
    let body = request(&code, "0867000111");
    let answers = [
        post(&relay, ORIGIN, &body, &[("idempotency-key", "intent-1")]),
        post(&relay, ORIGIN, &body, &[("idempotency-key", "intent-1")]),
        post(&relay, ORIGIN, &body, &[]),
        history(&relay, "type=point&phone=0867000111"),
        relay.send(
            "GET",
            "/points/history-point?type=point&phone=0867000111",
            &[("sec-fetch-site", "same-origin")],
            "",
        ),
        relay.get("/"),
        relay.get("/health"),
        relay.get("/codes"),
    ];
    assert_eq!((answers[0].body.as_str(), answers[1].body.as_str()), (SUCCESS, SUCCESS));
    assert_eq!(answers[2].json()["message"], "Code has already been used");
    assert_eq!(answers[3].json().as_array().unwrap().len(), 2);
    assert_eq!(answers[3].json()[1]["code"], code);
    assert_eq!(answers[3].body, answers[4].body);
    assert_eq!((answers[5].status, answers[6].status, answers[7].status), (200, 200, 404));
    for answer in &answers[..4] {
        assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
        assert!(answer.header("vary").contains("origin"));
        assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("application/json", "no-store"));
    }
    for answer in &answers {
        assert!(!answer.body.contains(KEY) && !format!("{:?}", answer.headers).contains(KEY));
    }
    if cfg!(target_os = "linux") {
        let line = std::fs::read_to_string(format!("/proc/{}/cmdline", relay.pid())).unwrap();
        assert!(line.contains("serve") && !line.contains(KEY), "{line}");
    }
    for log in [relay.kill(), sandbox.kill()] {
        assert!(
            log.lines().any(|line| line.starts_with("POST /points/accumulate 200 ") && line.ends_with("ms")),
            "{log}"
        );
        assert!(log.contains("GET /points/history-point 200 "), "{log}");
        for personal in [KEY, &code, "0867000111", "thong", "intent-1", "?", "type=point"] {
            assert!(!log.contains(personal), "{personal} in {log}");
        }
    }
}

#[test]
fn requests_of_other_origins_are_refused_and_not_forwarded() {
    let upstream = FakeUpstream::answering("200 OK", "", SUCCESS);
    let relay = serve(&upstream.url, &[]);
    let body = request("TIVIx", "01");
    let preflight = [("access-control-request-method", "POST"), ("access-control-request-headers", "content-type")];
    for origin in [
        Some("https://evil.example"),
        Some("http://brand.example"),
        Some("https://brand.example:444"),
        Some("https://brand.example.evil.example"),
        Some("null"),
        None,
    ] {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(origin.map(|origin| ("origin", origin)));
        let preflight_headers = [&headers[..], &preflight].concat();
        for reply in [
            relay.send("POST", "/points/accumulate", &headers, &body),
            relay.send("GET", "/points/history-point?type=point&phone=1", &headers, ""),
            relay.send("OPTIONS", "/points/accumulate", &preflight_headers, ""),
        ] {
            assert_eq!(reply.error(), (403, "origin_not_allowed".into()), "{origin:?}");
            assert!(!reply.headers.keys().any(|name| name.as_str().starts_with("access-control")), "{origin:?}");
        }
    }
    let cross_site = [("content-type", "application/json"), ("sec-fetch-site", "cross-site")];
    assert_eq!(relay.send("POST", "/points/accumulate", &cross_site, &body).status, 403);
    assert!(upstream.received().is_empty());

    let allowed = [&[("origin", "http://localhost:8080")], &preflight[..]].concat();
    let reply = relay.send("OPTIONS", "/points/accumulate", &allowed, "");
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, "http://localhost:8080"));
    assert_eq!(reply.header("access-control-max-age"), "600");
    assert!(upstream.received().is_empty(), "a preflight is not forwarded");
}

#[test]
fn serve_forwards_valid_requests_of_listed_calls_only_and_unchanged() {
    let upstream = FakeUpstream::answering("200 OK", "x-secret: 1\r\n", SUCCESS);
    let relay = serve(&upstream.url, &[]);
    let origin = [("origin", ORIGIN), ("content-type", "application/json")];
    for path in [
        "/points/unlisted",
        "/points/accumulate/",
        "/points/accumulate/../unlisted",
        "/points/accumulate%2f..%2funlisted",
        "/points/redeem",
        "/unlisted",
    ] {
        let reply = relay.send("POST", path, &origin, &request("TIVIx", "01"));
        assert_eq!(reply.error(), (404, "not_found".into()), "{path}");
    }
    for body in
        ["{", r#"{"code":"A","data":{}}"#, r#"{"code":"A","code":"B","data":{"phones":[{"type":"Work","value":"1"}]}}"#]
    {
        assert!([400, 422].contains(&post(&relay, ORIGIN, body, &[]).status));
    }
    assert_eq!(history(&relay, "type=point").error(), (400, "contact_required".into()));
    assert_eq!(history(&relay, "type=point&phone=").error(), (400, "bad_query".into()));
    assert_eq!(history(&relay, "type=gift&phone=1").error(), (400, "bad_query".into()));
    assert!(upstream.received().is_empty());

    // The body is forwarded byte for byte, with its white space and escapes.
    let body = "{ \"code\":\"TIVI\\u0078\",\n\"data\": {\"phones\":[{\"type\":\"Work\",\"value\":\"01\"}] } }";
    let more = [("idempotency-key", "intent-1"), ("apikey", "guess"), ("cookie", "c=1"), ("authorization", "x")];
    let reply = post(&relay, ORIGIN, body, &more);
    assert_eq!((reply.status, reply.body.as_str()), (200, SUCCESS));
    assert_eq!((reply.header("set-cookie"), reply.header("x-secret")), ("", ""));
    assert_eq!(history(&relay, "type=point&phone=%2B84&page=2&org=all&createdAtRangeFrom=7").status, 200);
    let [posted, got] = &upstream.received()[..] else { panic!("two requests: {:?}", upstream.received()) };
    assert!(
        posted.starts_with("POST /accumulate HTTP/1.1\r\n") && posted.ends_with(&format!("\r\n\r\n{body}")),
        "{posted}"
    );
    let head = posted.to_lowercase();
    for line in [&format!("apikey: {KEY}"), "idempotency-key: intent-1", "content-type: application/json"] {
        assert_eq!(head.matches(&format!("\r\n{line}\r\n")).count(), 1, "{line} in {posted}");
    }
    for absent in ["guess", "cookie", "authorization", "origin"] {
        assert!(!head.contains(absent), "{absent} in {posted}");
    }
    let query = "type=point&createdAtRangeFrom=7&page=2&phone=%2B84";
    assert!(got.starts_with(&format!("GET /history-point?{query} HTTP/1.1\r\n")), "{got}");
}
