//! What a brand's page reads and hears of the widget is what `npm/custom-elements.json` says: attributes with their defaults,
//! and events. The element's own part is in `tests/js/public-face.test.mjs`.

use crate::support::from_value;
use points_core::api::{ApiError, Refusal};
use points_core::config::{Config, Warning};
use points_core::page_event::{self, ALL, PRODUCT, error_kind, reason};
use points_core::redeem::Reason;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const MANIFEST: &str = include_str!("../../npm/custom-elements.json");

/// A list of the element's declaration: `attributes`, `events`.
fn declared(list: &str) -> Vec<Value> {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    manifest["modules"][0]["declarations"][0][list].as_array().unwrap().clone()
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

/// The type of an event's `detail`, as TypeScript has it.
fn detail(event: &str) -> String {
    let events = declared("events");
    let found = events.iter().find(|declared| text(declared, "name") == event);
    let found = found.unwrap_or_else(|| panic!("{event} is not in npm/custom-elements.json"));
    found["type"]["text"].as_str().unwrap().to_owned()
}

/// The literals in a type: `'a' | 'b'`.
fn choices(of: &str) -> BTreeSet<&str> {
    of.split('\'').skip(1).step_by(2).collect()
}

/// The members of an object type that lies so deep in others: `{ a: string; b: { c: string } }` has `c` at 2.
fn members(of: &str, depth: usize) -> BTreeSet<String> {
    let (mut found, mut name, mut at) = (BTreeSet::new(), String::new(), 0);
    for c in of.chars() {
        match c {
            '{' => at += 1,
            '}' => at -= 1,
            ':' if at == depth => _ = found.insert(std::mem::take(&mut name)),
            c if c.is_alphanumeric() => name.push(c),
            _ => name.clear(),
        }
    }
    found
}

fn set<T: Into<String> + Copy>(names: &[T]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).into()).collect()
}

#[test]
fn the_events_are_those_of_the_manifest_with_their_members() {
    let names: BTreeSet<String> = declared("events").iter().map(|event| text(event, "name").to_owned()).collect();
    assert_eq!(names, set(&ALL.map(|event| event.name)));
    for event in ALL {
        assert_eq!(members(&detail(event.name), 1), set(event.detail), "{}", event.name);
    }
    assert_eq!(members(&detail(page_event::ACCUMULATED.name), 2), set(&PRODUCT));
}

#[test]
fn an_event_has_the_words_of_the_manifest() {
    let reasons = BTreeSet::from([Reason::Yours, Reason::Used, Reason::Invalid, Reason::Refused].map(reason));
    assert_eq!(choices(&detail("points-rejected")), reasons);
    let mut kinds = BTreeSet::from(
        [
            ApiError::Offline,
            ApiError::RateLimited(None),
            ApiError::Refused(Refusal::Used),
            ApiError::Rejected,
            ApiError::Unauthorized,
            ApiError::NotFound,
            ApiError::Unavailable,
            ApiError::Protocol,
        ]
        .map(error_kind),
    );
    kinds.insert("load"); // which the element tells of
    assert_eq!(choices(&detail("points-error")), kinds);
}

/// What is read of these attributes.
fn read(attributes: Value) -> (Config, Vec<Warning>) {
    Config::read(&from_value(&attributes))
}

#[test]
fn a_wrong_value_is_replaced_by_the_default_that_is_written_down() {
    let mut warned = 0;
    for attribute in declared("attributes") {
        let (name, default) = (text(&attribute, "name"), text(&attribute, "default"));
        let (_, warnings) = read(json!({ name: "no such value" }));
        for warning in warnings.iter().filter(|_| !default.is_empty()) {
            assert_eq!((warning.attribute, warning.instead), (name, default));
            warned += 1;
        }
        if !default.is_empty() {
            assert_eq!(read(json!({ name: default })), read(json!({})), "{name}: {default}");
        }
    }
    assert!(warned > 3);
}

#[test]
fn every_attribute_is_read_but_those_of_the_elements_own() {
    // The style sheet reads `theme`; here it only warns.
    let others = ["lang", "code-pattern", "formats", "messages"];
    for attribute in declared("attributes") {
        let name = text(&attribute, "name");
        let value = if name == "consent-href" { "/privacy" } else { "no such value" };
        let mut attributes = json!({ "consent-href": "/" });
        let before = read(attributes.clone());
        attributes[name] = json!(value);
        assert_eq!(read(attributes) != before, !others.contains(&name), "{name}");
    }
}
