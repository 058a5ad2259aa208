//! A refusal's reason is read from the words that a server is likely to use; without known words it stays unknown.

use super::accumulate::meaning;
use crate::support::{fixture, from_value, reply};
use points_core::api::accumulate::parse;
use serde_json::{Value, json};

fn cases() -> Vec<Value> {
    serde_json::from_str(&fixture("accumulate-refusals.json")).unwrap()
}

#[test]
fn in_an_answer_of_success_0_the_words_tell_why() {
    for mut case in cases() {
        case["body"]["success"] = json!(0);
        let result = parse(&reply(200, from_value(&case["body"])));
        assert_eq!(meaning(result), case["means"].as_str().unwrap(), "{case}");
    }
}

#[test]
fn in_a_400_and_a_422_the_words_tell_a_refusal_from_wrong_input() {
    for case in cases() {
        let means = case["means"].as_str().unwrap();
        let means = if means == "refused" { "rejected" } else { means };
        for status in [400, 422] {
            assert_eq!(meaning(parse(&reply(status, from_value(&case["body"])))), means, "{status} {case}");
        }
    }
}

#[test]
fn a_409_means_used_unless_its_words_say_otherwise() {
    for case in cases() {
        let means = if case["means"] == "invalid" { "invalid" } else { "used" };
        for status in [409, 410] {
            assert_eq!(meaning(parse(&reply(status, from_value(&case["body"])))), means, "{status} {case}");
        }
    }
}
