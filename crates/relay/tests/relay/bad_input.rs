//! Invalid requests: each is refused with its status and kind, and changes nothing in the database.

use serde_json::json;

use crate::harness::{Bench, request};

#[test]
fn invalid_requests_are_refused_and_change_nothing() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let rows = bench.rows();
    let valid = request(printed_code(&sandbox.lines), "0867");
    let detail = json!({ "type": "Work", "value": "1" });
    let body = |code: serde_json::Value, data: serde_json::Value| json!({ "code": code, "data": data }).to_string();
    let bodies = [
        (400, "not_json", String::new()),
        (400, "not_json", "{".into()),
        (400, "not_json", valid.clone() + "x"),
        (422, "invalid_request", "[".repeat(10_000)),
        (400, "not_json", "\u{feff}".to_owned() + &valid),
        (422, "invalid_request", "null".into()),
        (422, "invalid_request", "[]".into()),
        (422, "invalid_request", json!({ "code": "A" }).to_string()),
        (422, "invalid_request", json!({ "data": { "phones": [detail] } }).to_string()),
        (422, "invalid_request", body(json!(5), json!({ "phones": [detail] }))),
        (422, "invalid_request", body(json!(""), json!({ "phones": [detail] }))),
        (422, "invalid_request", body(json!(" \u{a0}"), json!({ "phones": [detail] }))),
        (422, "invalid_request", body(json!("A\u{0}"), json!({ "phones": [detail] }))),
        (422, "invalid_request", body(json!("A".repeat(129)), json!({ "phones": [detail] }))),
        (422, "invalid_request", body(json!("A"), json!(null))),
        (422, "invalid_request", body(json!("A"), json!({}))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": [], "emails": [] }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": null }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": "1" }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": [{ "value": "1" }] }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": [{ "type": "Work", "value": 1 }] }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": [{ "type": "Work", "value": " " }] }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": [detail], "name": 5 }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": [detail], "name": "n".repeat(201) }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": vec![detail.clone(); 6] }))),
        (422, "invalid_request", body(json!("A"), json!({ "phones": [detail], "scoreAvailable": 9 }))),
        (413, "too_large", valid.clone() + &" ".repeat(16 * 1024)),
        (413, "too_large", "x".repeat(900_000)),
    ];
    for (status, kind, body) in &bodies {
        let start: String = body.chars().take(80).collect();
        assert_eq!(sandbox.post(body).error(), (*status, (*kind).to_owned()), "{start}");
    }
    for content_type in [&[][..], &[("content-type", "text/plain")], &[("content-type", "application/jsonx")]] {
        let reply = sandbox.send("POST", "/points/accumulate", content_type, &valid);
        assert_eq!(reply.error(), (415, "not_json_type".into()));
    }
    for key in ["", "two words", "\u{e9}", &"k".repeat(65)] {
        assert_eq!(sandbox.post_keyed(&valid, key).error(), (400, "bad_idempotency_key".into()), "{key}");
    }
    assert_eq!(bench.rows(), rows);

    // A body of exactly the limit is accepted, and so is a content type with a parameter.
    let padded = valid.clone() + &" ".repeat(16 * 1024 - valid.len());
    let json = [("content-type", "Application/JSON; charset=utf-8")];
    assert_eq!(sandbox.send("POST", "/points/accumulate", &json, &padded).status, 200);
    assert_ne!(bench.rows(), rows);
}

/// The first code that the sandbox printed at its start.
fn printed_code(lines: &[String]) -> &str {
    lines[4].split(' ').nth(2).unwrap()
}

#[test]
fn bad_queries_are_400() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    for query in [
        "",
        "type=gift",
        "type=",
        "type=point&type=point",
        "type=point&page=0",
        "type=point&page=-1",
        "type=point&page=%2B1",
        "type=point&page=1.5",
        "type=point&page=",
        "type=point&page=one",
        "type=point&page=9007199254740992",
        "type=point&page=1&page=1",
        "type=point&createdAtRangeFrom=x",
        "type=point&createdAtRangeFrom=-5",
        "type=point&createdAtRangeTo=1e9",
        "type=point&createdAtRangeTo=99999999999999999999",
        "type=point&createdAtRangeFrom=2&createdAtRangeTo=1",
        "type=point&phone=",
        "type=point&phone=1&phone=2",
        "type=point&phone=%00",
        "type=point&email=%ff",
        "type=point&email=a&email=a",
    ] {
        let reply = sandbox.get(&format!("/points/history-point?{query}"));
        assert_eq!(reply.error(), (400, "bad_query".into()), "{query}");
    }
}

#[test]
fn unknown_paths_and_methods_are_json_errors() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    for path in ["/points", "/points/", "/points/unlisted", "/points/accumulate/", "/points/accumulate/x"] {
        for method in ["GET", "POST", "DELETE"] {
            let reply = sandbox.send(method, path, &[], "");
            assert_eq!(reply.error(), (404, "not_found".into()), "{method} {path}");
            assert_eq!(reply.header("cache-control"), "no-store");
        }
    }
    for (method, path, allowed) in [
        ("GET", "/points/accumulate", "POST"),
        ("PUT", "/points/accumulate", "POST"),
        ("POST", "/points/history-point?type=point", "GET,HEAD"),
    ] {
        let reply = sandbox.send(method, path, &[("content-type", "application/json")], "");
        assert_eq!(reply.error(), (405, "method_not_allowed".into()), "{method} {path}");
        assert_eq!(reply.header("allow"), allowed);
    }
}

#[test]
fn a_page_of_any_origin_may_call_the_sandbox() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let preflight_headers = [
        ("origin", "https://brand.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type,idempotency-key"),
    ];
    let preflight = sandbox.send("OPTIONS", "/points/accumulate", &preflight_headers, "");
    assert_eq!(preflight.status, 200);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    assert_eq!(preflight.header("access-control-allow-methods"), "GET,POST");
    assert_eq!(preflight.header("access-control-allow-headers"), "content-type,idempotency-key");
    assert_eq!(preflight.header("access-control-max-age"), "600");
    // Tracing scripts of a page add headers to each of its requests.
    let headers = "content-type,idempotency-key,traceparent,x-datadog-trace-id";
    let traced_headers = [preflight_headers[0], preflight_headers[1], ("access-control-request-headers", headers)];
    let traced = sandbox.send("OPTIONS", "/points/accumulate", &traced_headers, "");
    assert_eq!(traced.header("access-control-allow-headers"), headers);
    // Errors have the CORS headers, too: without them a page could not read why it was refused.
    for reply in [sandbox.post("{"), sandbox.get("/points/history-point?type=point")] {
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert_eq!(reply.header("access-control-expose-headers"), "retry-after");
    }
}
