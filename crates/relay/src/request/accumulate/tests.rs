//! Tests of the request's parser: the documented requests pass, near misses do not, and nothing panics.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn kind_of(body: &str) -> Result<Accumulate, (u16, &'static str)> {
    Accumulate::parse(body.as_bytes()).map_err(|error| (error.status.as_u16(), error.kind))
}

#[test]
fn the_documented_requests_are_accepted() -> Result<(), ApiError> {
    let full = Accumulate::parse(include_bytes!("../../../../../tests/fixtures/accumulate-request.json"))?;
    assert_eq!(full.code, "TIVInpmx8b98pfg");
    assert_eq!(full.name, "thong");
    assert_eq!(full.phones, [ReachGiven { kind: "Work".into(), value: "023232".into() }]);
    assert_eq!(full.emails, [ReachGiven { kind: "Work".into(), value: "xyz@example.com".into() }]);
    let no_email = Accumulate::parse(include_bytes!("../../../../../tests/fixtures/accumulate-request-no-email.json"))?;
    assert!(no_email.emails.is_empty() && no_email.phones.len() == 1);
    Ok(())
}

#[test]
fn what_a_second_reader_could_read_otherwise_is_refused() {
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
        assert_eq!(kind_of(&body), Err((422, "invalid_request")), "{body}");
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let body = "[".repeat(16_000);
    assert!(kind_of(&body).is_err());
    let body = format!(r#"{{"code":"A","data":{}"#, r#"{"data":"#.repeat(2_000));
    assert!(kind_of(&body).is_err());
}

#[test]
fn limits_hold_at_their_edge() {
    let body = |code: usize, name: usize, value: usize, count: usize| {
        let reach = json!({"type": "Work", "value": "é".repeat(value)});
        json!({"code": "c".repeat(code), "data": {"name": "ễ".repeat(name), "phones": vec![reach; count]}}).to_string()
    };
    assert!(kind_of(&body(128, 200, 254, 5)).is_ok());
    for beyond in [body(129, 1, 1, 1), body(1, 201, 1, 1), body(1, 1, 255, 1), body(1, 1, 1, 6)] {
        assert_eq!(kind_of(&beyond), Err((422, "invalid_request")));
    }
    for empty in [body(0, 1, 1, 1), body(1, 1, 0, 1), body(1, 1, 1, 0)] {
        assert_eq!(kind_of(&empty), Err((422, "invalid_request")));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered_with_a_client_error_or_accepted(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Err(error) = Accumulate::parse(&bytes) {
            prop_assert!(matches!(error.status.as_u16(), 400 | 422));
        }
    }

    #[test]
    fn valid_values_come_through_unchanged(
        code in "[A-Za-z0-9]{1,128}", name in "[\\PC]{0,60}", phone in "\\+?[0-9]{1,15}", email in "[a-z]{1,9}@[a-z]{1,9}",
    ) {
        let reach = |value: &str| json!([{ "type": "Work", "value": value }]);
        let body = json!({"code": code, "data": {"name": name, "phones": reach(&phone), "emails": reach(&email)}});
        let parsed = kind_of(&body.to_string());
        let given = |value: String| vec![ReachGiven { kind: "Work".into(), value }];
        prop_assert_eq!(parsed, Ok(Accumulate { code, name, phones: given(phone), emails: given(email) }));
    }

    #[test]
    fn control_characters_are_refused_anywhere(at in 0_usize..3, control in "[\u{1}-\u{1f}\u{7f}-\u{9f}]") {
        let mut texts = ["A", "n", "1"].map(String::from);
        texts[at].push_str(&control);
        let body = json!({"code": texts[0], "data": {"name": texts[1], "phones": [{"type": "Work", "value": texts[2]}]}});
        prop_assert_eq!(kind_of(&body.to_string()), Err((422, "invalid_request")));
    }
}
