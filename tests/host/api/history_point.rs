//! `GET /history-point`: every query string, and records read from answers of any shape.

mod any;

use crate::support::{CODE, email, fixture, json, phone, reply};
use points_core::api::history_point::{HistoryPoint, Range, Record};
use points_core::api::json::Json;
use points_core::api::{ApiError, Get, Reply};
use points_core::contact::HistoryOwner;

fn parse(reply: &Reply) -> Result<Vec<Record>, ApiError> {
    HistoryPoint::parse(reply)
}

fn query(owner: &HistoryOwner, range: Range, page: u32) -> Vec<(&'static str, String)> {
    HistoryPoint { owner: owner.clone(), range, page }.query()
}

fn rows(file: &str) -> Vec<Record> {
    parse(&reply(200, json(&fixture(file)))).unwrap()
}

/// As the API prints it; nothing here needs an escape.
fn text(query: &[(&str, String)]) -> String {
    let pairs: Vec<String> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    ["?", &pairs.join("&")].concat()
}

#[test]
fn every_combination_of_parameters_has_its_query() {
    let phone = HistoryOwner::Phone(phone("0867123456"));
    let email = HistoryOwner::Email(email("garnacho@gmail.com"));
    let span = |from, to| Range { from, to };
    for (who, range, page, expected) in [
        (&phone, span(None, None), 1, "?type=point&phone=0867123456&page=1"),
        (&email, span(None, None), 2, "?type=point&email=garnacho@gmail.com&page=2"),
        (
            &phone,
            span(Some(1692084490615.0), None),
            1,
            "?type=point&createdAtRangeFrom=1692084490615&phone=0867123456&page=1",
        ),
        (
            &phone,
            span(None, Some(1692084490615.9)),
            1,
            "?type=point&createdAtRangeTo=1692084490615&phone=0867123456&page=1",
        ),
        (
            &email,
            span(Some(0.0), Some(8.64e15)),
            21,
            "?type=point&createdAtRangeFrom=0&createdAtRangeTo=8640000000000000&email=garnacho@gmail.com&page=21",
        ),
        (&phone, span(Some(-1.0), None), 1, "?type=point&createdAtRangeFrom=-1&phone=0867123456&page=1"),
    ] {
        assert_eq!(text(&query(who, range, page)), expected);
    }
}

#[test]
fn a_parameter_is_the_normalised_value_as_it_is() {
    for (owner, expected) in [
        (HistoryOwner::Phone(phone("+6591234567")), ("phone", "+6591234567")),
        (HistoryOwner::Phone(phone("+84 867 123 456")), ("phone", "0867123456")),
        (HistoryOwner::Email(email("a&page=9#@gmail.com")), ("email", "a&page=9#@gmail.com")),
        (HistoryOwner::Email(email("tên@gmail.com")), ("email", "tên@gmail.com")),
    ] {
        let query = query(&owner, Range::default(), 1);
        let [kind, (name, value), page] = &query[..] else { panic!("{query:?}") };
        assert_eq!((kind, page), (&("type", "point".to_owned()), &("page", "1".to_owned())));
        assert_eq!((*name, value.as_str()), expected);
    }
}

#[test]
fn the_documented_record_is_read_whole() {
    let text = |text: &str| Some(text.to_owned());
    let record = Record {
        id: text("64db290a7796fe24bfe876b4"),
        code: text(CODE),
        counted: true,
        score: Some(100.0),
        product_code: text("TIVI01"),
        product_name: text("TV"),
        created_at: Some(1692084490615.0),
    };
    assert_eq!(rows("history-one.json"), [record]);
}

#[test]
fn a_broken_field_costs_that_field_and_a_broken_row_that_row() {
    let mut rows = rows("history-broken.json");
    let good = rows.pop().unwrap();
    assert_eq!((good.code.as_deref(), good.counted, good.score), (Some(CODE), true, Some(100.0)));
    assert!(rows.iter().all(|row| *row == Record::default()), "{rows:?}");
}

#[test]
fn markup_stays_text_and_nothing_invisible_gets_through() {
    let [markup, direction] = &rows("history-markup.json")[..] else { panic!("two rows") };
    assert_eq!(markup.code.as_deref(), Some("<script>alert(1)</script>"));
    assert_eq!(markup.product_code.as_deref(), Some("javascript:alert(1)"));
    assert_eq!(markup.product_name.as_deref(), Some("<img src=x onerror=alert(1)>"));
    assert_eq!(direction.code.as_deref(), Some("TIVIgfp89b8xmpn"));
    assert_eq!(direction.product_code.as_deref(), Some("TIVI[31m01"));
    assert_eq!(direction.product_name.as_deref(), Some("TV new"));
    assert_eq!(direction.created_at, Some(-1.0));
}

#[test]
fn a_name_is_cut_at_120_characters() {
    for (name, shown) in [
        ("ễ".repeat(120), "ễ".repeat(120)),
        ("ễ".repeat(121), "ễ".repeat(120) + "…"),
        ("x".repeat(10_000), "x".repeat(120) + "…"),
        ("\u{202E}".repeat(10_000) + "TV", "TV".to_owned()),
    ] {
        let text = serde_json::json!([{ "product": { "name": name } }]).to_string();
        let rows = parse(&reply(200, json(&text))).unwrap();
        assert_eq!(rows[0].product_name.as_deref(), Some(&shown[..]));
    }
}

#[test]
fn a_text_of_nothing_visible_is_absent() {
    for text in ["", " ", "\u{200B}", "\u{202E} \u{FEFF}", "\0"] {
        let body = serde_json::json!([{ "id": text, "code": text, "product": { "name": text } }]).to_string();
        assert_eq!(parse(&reply(200, json(&body))), Ok(vec![Record::default()]), "{text:?}");
    }
}

#[test]
fn more_rows_than_a_page_holds_are_all_read_in_their_order() {
    let text: Vec<String> = (0..21).map(|at| format!(r#"{{ "id": "{at}" }}"#)).collect();
    let rows = parse(&reply(200, json(&format!("[{}]", text.join(","))))).unwrap();
    let ids: Vec<String> = rows.into_iter().filter_map(|row| row.id).collect();
    assert_eq!(ids, (0..21).map(|at| at.to_string()).collect::<Vec<_>>());
}

#[test]
fn points_and_times_are_numbers_that_make_sense() {
    for (field, score) in
        [("0", Some(0.0)), ("0.5", Some(0.5)), ("1e9", Some(1e9)), ("-1", None), ("1e400", None), ("\"5\"", None)]
    {
        let text = format!(r#"[{{ "score": {field} }}]"#);
        assert_eq!(parse(&reply(200, json(&text))).unwrap()[0].score, score, "{field}");
    }
    for (field, time) in [
        ("0", Some(0.0)),
        ("8.64e15", Some(8.64e15)),
        ("-8.64e15", Some(-8.64e15)),
        ("8.65e15", None),
        ("-8.65e15", None),
        ("1e400", None),
    ] {
        let text = format!(r#"[{{ "createdAt": {field} }}]"#);
        assert_eq!(parse(&reply(200, json(&text))).unwrap()[0].created_at, time, "{field}");
    }
}

#[test]
fn an_empty_list_is_an_empty_history() {
    assert_eq!(parse(&reply(200, json("[]"))), Ok(vec![]));
}

#[test]
fn an_answer_that_is_no_list_is_no_history() {
    for body in ["null", "{}", "1", "\"[]\"", "true", r#"{ "data": [] }"#] {
        assert_eq!(parse(&reply(200, json(body))), Err(ApiError::Protocol), "{body}");
    }
}

#[test]
fn every_status_has_its_meaning_whatever_the_body() {
    for (status, error) in [
        (400, ApiError::Rejected),
        (422, ApiError::Rejected),
        (401, ApiError::Unauthorized),
        (403, ApiError::Unauthorized),
        (404, ApiError::NotFound),
        (405, ApiError::NotFound),
        (429, ApiError::RateLimited(None)),
        (500, ApiError::Unavailable),
        (502, ApiError::Unavailable),
        (503, ApiError::Unavailable),
        (304, ApiError::Protocol),
        (409, ApiError::Protocol),
    ] {
        for body in [Json::Null, json("[]"), json(&fixture("history-one.json"))] {
            assert_eq!(parse(&reply(status, body)), Err(error), "{status}");
        }
    }
}
