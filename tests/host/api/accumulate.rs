//! `POST /accumulate`: the body is the documented one, and only the number 1 is a success.

use crate::support::{CODE, code, email, fixture, from_value, json, name, phone, quick, reply};
use points_core::api::accumulate::{parse, request};
use points_core::api::json::Json;
use points_core::api::{ApiError, Refusal, Reply, TransportError};
use points_core::contact::Contact;
use proptest::prelude::*;
use serde_json::Value;

#[track_caller]
fn is_sent_as(contact: Contact, file: &str) {
    let sent = serde_json::to_value(request(&code(CODE), &contact)).unwrap();
    let expected: Value = serde_json::from_str(&fixture(file)).unwrap();
    assert_eq!(sent, expected);
}

#[test]
fn the_body_is_the_documented_one() {
    let contact =
        Contact { name: Some(name("thong")), phone: Some(phone("023232")), email: Some(email("xyz@example.com")) };
    is_sent_as(contact, "accumulate-request.json");
}

#[test]
fn without_an_e_mail_the_list_is_empty() {
    let contact = Contact { name: Some(name("thong")), phone: Some(phone("+84 867 123 456")), email: None };
    is_sent_as(contact, "accumulate-request-no-email.json");
}

#[test]
fn both_members_are_there_even_without_a_contact() {
    let sent = serde_json::to_value(request(&code(CODE), &Contact::default())).unwrap();
    assert_eq!(sent, serde_json::json!({ "code": CODE, "data": { "emails": [], "name": "", "phones": [] } }));
}

#[test]
fn the_documented_answer_is_a_success() {
    assert_eq!(parse(&reply(200, json(&fixture("accumulate-success.json")))), Ok(()));
}

/// The words of the fixtures for what an answer means.
pub fn meaning(result: Result<(), ApiError>) -> String {
    match result {
        Ok(()) => "success",
        Err(ApiError::Refused(Refusal::Used)) => "used",
        Err(ApiError::Refused(Refusal::Invalid)) => "invalid",
        Err(ApiError::Refused(Refusal::Unknown)) => "refused",
        Err(ApiError::Rejected) => "rejected",
        Err(ApiError::Unauthorized) => "unauthorized",
        Err(ApiError::NotFound) => "not-found",
        Err(ApiError::RateLimited(None)) => "rate-limited",
        Err(ApiError::RateLimited(Some(seconds))) => return format!("rate-limited {seconds}"),
        Err(ApiError::Unavailable) => "unavailable",
        Err(ApiError::Protocol) => "unknown",
        Err(ApiError::Offline) => "offline",
    }
    .to_owned()
}

#[test]
fn every_answer_means_what_the_fixture_says() {
    let cases: Vec<Value> = serde_json::from_str(&fixture("accumulate-answers.json")).unwrap();
    assert!(cases.len() > 50);
    for case in cases {
        let status = u16::try_from(case["status"].as_u64().unwrap()).unwrap();
        let retry_after = case["retry_after"].as_u64().map(|seconds| u32::try_from(seconds).unwrap());
        let reply = Reply { retry_after, ..reply(status, from_value(&case["body"])) };
        assert_eq!(meaning(parse(&reply)), case["means"].as_str().unwrap(), "{case}");
    }
}

#[test]
fn an_infinite_success_is_none() {
    assert_eq!(parse(&reply(200, json(r#"{ "success": 1e400 }"#))), Err(ApiError::Protocol));
}

#[test]
fn deep_and_many_extra_fields_do_not_matter() {
    let deep = ["[".repeat(100), "]".repeat(100)].concat();
    let many: String = (0..1000).map(|at| format!(r#""extra{at}": null, "#)).collect();
    let text = format!(r#"{{ {many} "deep": {deep}, "success": 1 }}"#);
    assert_eq!(parse(&reply(200, json(&text))), Ok(()));
}

#[test]
fn only_a_device_that_knows_it_is_offline_has_sent_nothing() {
    assert_eq!(ApiError::from(TransportError::Offline), ApiError::Offline);
    assert_eq!(ApiError::from(TransportError::OnTheWay), ApiError::Unavailable);
}

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn nothing_but_the_number_one_in_a_2xx_is_a_success(
        status in 0..1000_u16,
        success in -2.0..3.0_f64,
        text in ".{0,9}",
    ) {
        let list = Json::List(vec![Json::Number(1.0)]);
        for value in [Json::Number(success), Json::Text(text), Json::Bool(true), Json::Null, list] {
            let body = Json::Object(vec![("success".to_owned(), value)]);
            prop_assert_ne!(parse(&reply(status, body)), Ok(()));
        }
        let one = Json::Object(vec![("success".to_owned(), Json::Number(1.0))]);
        prop_assert_eq!(parse(&reply(status, one)).is_ok(), (200..300).contains(&status));
    }

    #[test]
    fn a_servers_failure_never_says_that_the_code_was_refused(status in 500..1000_u16, message in ".{0,9}(used|not found)") {
        let body = Json::Object(vec![("success".to_owned(), Json::Number(0.0)), ("message".to_owned(), Json::Text(message))]);
        prop_assert_eq!(parse(&reply(status, body)), Err(ApiError::Unavailable));
    }
}
