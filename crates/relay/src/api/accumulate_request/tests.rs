//! Tests of the body's parser: it accepts the documented requests, refuses near misses, and never panics.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn parse(body: &str) -> Result<AccumulateRequest, (u16, &'static str)> {
    AccumulateRequest::parse(body.as_bytes()).map_err(|error| (error.status.as_u16(), error.kind))
}

#[test]
fn the_documented_requests_are_accepted() -> Result<(), ApiError> {
    let full = AccumulateRequest::parse(include_bytes!("../../../../../tests/fixtures/accumulate-request.json"))?;
    assert_eq!(full.code, "TIVInpmx8b98pfg");
    assert_eq!(full.name, "thong");
    assert_eq!(full.phones, [NewContactDetail { kind: "Work".into(), value: "023232".into() }]);
    assert_eq!(full.emails, [NewContactDetail { kind: "Work".into(), value: "xyz@example.com".into() }]);
    let no_email =
        AccumulateRequest::parse(include_bytes!("../../../../../tests/fixtures/accumulate-request-no-email.json"))?;
    assert!(no_email.emails.is_empty() && no_email.phones.len() == 1);
    Ok(())
}

#[test]
fn bodies_that_two_parsers_could_read_differently_are_refused() {
    let phone = r#""phones":[{"type":"Work","value":"1"}]"#;
    for body in [
        format!(r#"{{"code":"A","code":"B","data":{{{phone}}}}}"#),
        format!(r#"{{"code":"A","data":{{{phone},{phone}}}}}"#),
        format!(r#"{{"code":"A","data":{{{phone}}},"org":"x"}}"#),
        format!(r#"{{"code":"A","data":{{{phone},"scoreAvailable":9}}}}"#),
        r#"["A",{"phones":[{"type":"Work","value":"1"}]}]"#.into(),
        r#"{"code":"A","data":[[],"",[{"type":"Work","value":"1"}]]}"#.into(),
        r#"{"code":"A","data":{"phones":[["Work","1"]]}}"#.into(),
    ] {
        assert_eq!(parse(&body), Err((422, "invalid_request")), "{body}");
    }
}

#[test]
fn deep_nesting_is_an_error_and_does_not_overflow_the_stack() {
    let body = "[".repeat(16_000);
    assert!(parse(&body).is_err());
    let body = format!(r#"{{"code":"A","data":{}"#, r#"{"data":"#.repeat(2_000));
    assert!(parse(&body).is_err());
}

#[test]
fn values_up_to_their_limit_are_accepted_and_longer_or_empty_ones_refused() {
    let body = |code: usize, name: usize, value: usize, count: usize| {
        let detail = json!({"type": "Work", "value": "é".repeat(value)});
        json!({"code": "c".repeat(code), "data": {"name": "ễ".repeat(name), "phones": vec![detail; count]}}).to_string()
    };
    assert!(parse(&body(128, 200, 254, 5)).is_ok());
    for too_long in [body(129, 1, 1, 1), body(1, 201, 1, 1), body(1, 1, 255, 1), body(1, 1, 1, 6)] {
        assert_eq!(parse(&too_long), Err((422, "invalid_request")));
    }
    for empty in [body(0, 1, 1, 1), body(1, 1, 0, 1), body(1, 1, 1, 0)] {
        assert_eq!(parse(&empty), Err((422, "invalid_request")));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_accepted_or_refused_with_400_or_422(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Err(error) = AccumulateRequest::parse(&bytes) {
            prop_assert!(matches!(error.status.as_u16(), 400 | 422));
        }
    }

    #[test]
    fn valid_values_are_parsed_unchanged(
        code in "[A-Za-z0-9]{1,128}", name in "[\\PC]{0,60}", phone in "\\+?[0-9]{1,15}", email in "[a-z]{1,9}@[a-z]{1,9}",
    ) {
        let details = |value: &str| json!([{ "type": "Work", "value": value }]);
        let body = json!({"code": code, "data": {"name": name, "phones": details(&phone), "emails": details(&email)}});
        let parsed = parse(&body.to_string());
        let expected = |value: String| vec![NewContactDetail { kind: "Work".into(), value }];
        prop_assert_eq!(parsed, Ok(AccumulateRequest { code, name, phones: expected(phone), emails: expected(email) }));
    }

    #[test]
    fn control_characters_are_refused_anywhere(at in 0_usize..3, control in "[\u{1}-\u{1f}\u{7f}-\u{9f}]") {
        let mut texts = ["A", "n", "1"].map(String::from);
        texts[at].push_str(&control);
        let body = json!({"code": texts[0], "data": {"name": texts[1], "phones": [{"type": "Work", "value": texts[2]}]}});
        prop_assert_eq!(parse(&body.to_string()), Err((422, "invalid_request")));
    }
}
