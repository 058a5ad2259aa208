//! Redeeming: what is sent, and what is said of each answer.

use crate::page::{Page, attributes, break_fetch, frame, location, mutated, observe, storage_reads, without_beginning};
use wasm_bindgen_test::wasm_bindgen_test;

const SUCCESS: Option<(u16, &str)> = Some((200, include_str!("../fixtures/accumulate-success.json")));
const HISTORY: Option<(u16, &str)> = Some((200, include_str!("../fixtures/history-one.json")));
const EMPTY: Option<(u16, &str)> = Some((200, "[]"));
const CODE: &str = "TIVInpmx8b98pfg";

async fn send(answers: &[Option<(u16, &str)>]) -> Page {
    let page = Page::open(&[], &format!("?code={CODE}"), answers);
    page.fill("Full name", "Garnacho").await;
    page.fill("Phone", "+84 867 123 456").await;
    page.press("Collect points").await;
    page
}

#[wasm_bindgen_test]
async fn a_linked_code_is_sent_as_documented_and_its_points_are_read_from_the_history() {
    let page = send(&[SUCCESS, HISTORY]).await;
    page.says("+100 points").await;
    assert!(page.text().contains("TV · TIVI01"));
    let requests = page.requests();
    let body = r#"{"code":"TIVInpmx8b98pfg","data":{"emails":[],"name":"Garnacho","phones":[{"type":"Work","value":"0867123456"}]}}"#;
    assert_eq!(requests[0], format!("POST /points/accumulate {body}"));
    assert_eq!(without_beginning(&requests[1]).0, "GET /points/history-point?type=point&phone=0867123456&page=1 ");
    let heard = page.heard();
    assert!(heard[1].starts_with("points-ready"), "{heard:?}");
    assert_eq!(heard[0], r#"points-scan {"source":"link","format":null}"#);
    assert_eq!(heard[2], r#"points-accumulated {"score":100,"product":{"code":"TIVI01","name":"TV"}}"#);
}

#[wasm_bindgen_test]
async fn points_that_the_history_has_not_got_yet_are_on_their_way_and_come_later() {
    let page = send(&[SUCCESS, EMPTY, HISTORY]).await;
    page.says("Your points are being added").await;
    page.says("+100 points").await;
    assert_eq!(page.requests().len(), 3);
}

#[wasm_bindgen_test]
async fn a_refused_code_that_the_customer_has_already_is_said_to_be_theirs() {
    let page = send(&[Some((400, r#"{"message":"invalid code"}"#)), HISTORY]).await;
    page.says("You've already used this code. +100 points · 15 Aug 2023, 14:28").await;
    assert_eq!(page.field("Code").value(), CODE);
    assert_eq!(page.heard().last().unwrap(), r#"points-rejected {"reason":"yours"}"#);
}

#[wasm_bindgen_test]
async fn of_a_code_that_is_the_customer_s_already_only_what_is_known_is_said() {
    for (members, says) in [
        (r#","score":100"#, "You've already used this code. +100 points"),
        (r#","createdAt":1692084490615"#, "You've already used this code. 15 Aug 2023, 14:28"),
        ("", "You've already used this code."),
    ] {
        let history = format!(r#"[{{"code":"{CODE}","status":1{members}}}]"#);
        let page = send(&[Some((400, r#"{"message":"invalid code"}"#)), Some((200, &history))]).await;
        page.says(says).await;
        let note = page.root.get_element_by_id("code-note").unwrap();
        assert_eq!(note.text_content().unwrap().trim_end(), says);
    }
}

#[wasm_bindgen_test]
async fn every_refusal_says_what_to_do_and_loses_nothing() {
    for (status, body, says) in [
        (409, "", "This code has already been used."),
        (200, r#"{"success":0}"#, "This code wasn't accepted."),
        (200, r#"{"success":0,"message":"Mã không tồn tại"}"#, "We can't find this code."),
    ] {
        let page = send(&[Some((status, body)), EMPTY]).await;
        page.says(says).await;
        assert_eq!(page.field("Code").value(), CODE);
        assert_eq!(page.field("Phone").value(), "+84 867 123 456");
        assert_eq!(page.field("Code").get_attribute("aria-invalid").as_deref(), Some("true"));
    }
}

#[wasm_bindgen_test]
async fn a_brand_that_is_not_set_up_is_told_apart_from_a_wrong_code() {
    for status in [401, 403, 404] {
        let page = send(&[Some((status, "{}"))]).await;
        page.says("let the brand know").await;
    }
    let page = send(&[Some((429, "{}"))]).await;
    page.says("It's busy right now").await;
}

#[wasm_bindgen_test]
async fn an_unknown_outcome_is_never_called_a_failure_and_the_history_settles_it() {
    let truncated = r#"{"success":"#;
    for lost in
        [None, Some((502, "<html>")), Some((200, "")), Some((200, truncated)), Some((200, r#"{"success":"1"}"#))]
    {
        let page = send(&[lost, HISTORY]).await;
        page.says("We can't tell yet if your points arrived").await;
        assert!(page.text().contains(CODE), "the code is kept in sight");
        assert_eq!(page.heard().last().unwrap(), "points-unconfirmed {}");
        page.press("Check again").await;
        page.says("+100 points").await;
        let posts = page.requests().iter().filter(|request| request.starts_with("POST")).count();
        assert_eq!(posts, 1, "a code is never sent again by itself");
    }
}

#[wasm_bindgen_test]
async fn sending_again_knowingly_after_an_unknown_outcome_may_find_the_code_used_by_oneself() {
    let page = send(&[None, Some((409, "")), HISTORY]).await;
    page.says("We can't tell yet").await;
    page.press("Send this code again").await;
    page.says("+100 points").await;
    assert_eq!(
        page.heard().last().unwrap(),
        r#"points-accumulated {"score":100,"product":{"code":"TIVI01","name":"TV"}}"#
    );
}

#[wasm_bindgen_test]
async fn an_answer_of_a_million_bytes_is_not_read_to_its_end() {
    let huge = format!(r#"{{"success":1,"padding":"{}"}}"#, "x".repeat(1_000_000));
    let page = send(&[Some((200, &huge))]).await;
    page.says("We can't tell yet").await;
}

#[wasm_bindgen_test]
async fn a_byte_order_mark_deep_and_extra_fields_do_not_hide_a_success() {
    let deep = format!("\u{FEFF}{{\"success\":1,\"new\":{}1{}}}", "[".repeat(3_000), "]".repeat(3_000));
    let page = send(&[Some((200, &deep)), HISTORY]).await;
    page.says("+100 points").await;
}

#[wasm_bindgen_test]
async fn a_code_that_a_keyboard_changed_is_told_before_a_try_is_spent() {
    let page = Page::open(&[], "", &[]);
    page.fill("Full name", "Garnacho").await;
    page.fill("Phone", "0867123456").await;
    page.fill("Code", "QUÁTnpmx8b98pf").await;
    page.press("Collect points").await;
    page.says("Your keyboard has changed letters of the code.").await;
    assert_eq!((page.focused(), page.requests().len()), ("code".to_owned(), 0));
    page.fill("Code", "QUATsnpmx8b98pf").await;
    assert!(!page.text().contains("Your keyboard"));
}

#[wasm_bindgen_test]
async fn the_code_that_the_pattern_finds_is_shown_and_sent() {
    let page = Page::open(&[], "", &[None]);
    page.fill("Full name", "Garnacho").await;
    page.fill("Phone", "0867123456").await;
    page.fill("Code", "TIVI-npmx-8b98-pfg").await;
    page.press("Collect points").await;
    page.has_sent(1).await;
    assert!(page.requests()[0].contains(r#""code":"TIVInpmx8b98pfg""#), "{:?}", page.requests());
}

#[wasm_bindgen_test]
async fn a_number_is_sent_as_it_is_dialled_in_the_brands_country() {
    let page = Page::open(&[], "", &[None]);
    page.fill("Code", CODE).await;
    page.fill("Full name", "Garnacho").await;
    page.fill("Phone", "+66 81 234 5678").await;
    page.widget.as_ref().unwrap().update(attributes(&[("country", "TH")]), location("", "en"));
    frame().await;
    page.press("Collect points").await;
    page.has_sent(1).await;
    assert!(page.requests()[0].contains(r#""value":"0812345678""#), "{:?}", page.requests());
}

#[wasm_bindgen_test]
async fn the_field_for_the_code_asks_for_a_latin_keyboard_that_leaves_letters_alone() {
    let page = Page::open(&[], "", &[]);
    let field = page.field("Code");
    let kind = ["type", "inputmode", "autocapitalize", "autocorrect", "spellcheck", "autocomplete"];
    // The type stays `text` and nothing is completed: no password manager takes it for an address.
    assert_eq!(
        kind.map(|name| field.get_attribute(name).unwrap_or_default()),
        ["text", "email", "none", "off", "false", "off"]
    );
}

#[wasm_bindgen_test]
async fn another_language_keeps_what_was_typed() {
    let page = Page::open(&[], "", &[]);
    page.fill("Full name", "Garnacho").await;
    page.widget.as_ref().unwrap().update(attributes(&[]), location("", "vi"));
    frame().await;
    assert_eq!(page.field("Họ và tên").value(), "Garnacho");
}

#[wasm_bindgen_test]
async fn a_freed_widget_leaves_nothing_behind_and_a_late_answer_harms_nothing() {
    let mut page = send(&[]).await;
    drop(page.widget.take());
    frame().await;
    assert_eq!(page.text(), "");
    assert_eq!(page.heard().len(), 2, "nothing is announced after the end");
}

#[wasm_bindgen_test]
async fn after_a_reload_an_unknown_code_is_looked_for_before_anything_is_sent() {
    let page = Page::open_again("", &[HISTORY], CODE);
    frame().await;
    page.says("We don't know yet if this code went through").await;
    assert_eq!(page.field("Code").value(), CODE);
    page.fill("Full name", "Garnacho").await;
    page.fill("Phone", "0867123456").await;
    page.press("Collect points").await;
    page.says("+100 points").await;
    assert!(page.requests().iter().all(|request| request.starts_with("GET")), "{:?}", page.requests());
}

#[wasm_bindgen_test]
async fn another_code_goes_first_and_the_unknown_one_is_one_tap_away() {
    let page = Page::open_again("?code=TIVIother1", &[], CODE);
    frame().await;
    assert_eq!(page.field("Code").value(), "TIVIother1");
    page.press(&format!("We don't know yet if {CODE} went through. Check again")).await;
    assert_eq!(page.field("Code").value(), CODE);
    page.says("We don't know yet if this code went through").await;
}

#[wasm_bindgen_test]
async fn from_an_unknown_outcome_the_customer_may_go_on_to_the_next_code() {
    let page = send(&[None]).await;
    page.says("We can't tell yet").await;
    page.press("Enter another code").await;
    page.says(&format!("We don't know yet if {CODE} went through. Check again")).await;
    assert_eq!(page.field("Code").value(), "");
    assert_eq!(page.field("Phone").value(), "+84 867 123 456");
}

#[wasm_bindgen_test]
async fn too_many_requests_count_down_and_a_customer_may_try_before() {
    let page = send(&[Some((429, "{}")), SUCCESS, HISTORY]).await;
    page.says("your code didn't go through").await;
    page.press("Collect points").await;
    page.says("+100 points").await;
}

#[wasm_bindgen_test]
async fn what_a_page_puts_in_place_of_fetch_may_break_in_any_way() {
    for kind in ["text", "nothing", "object", "throw", "null"] {
        let page = Page::open(&[], &format!("?code={CODE}"), &[]);
        break_fetch(kind);
        page.fill("Full name", "Garnacho").await;
        page.fill("Phone", "0867123456").await;
        page.press("Collect points").await;
        page.says("We can't tell yet").await;
    }
}

#[wasm_bindgen_test]
async fn input_that_the_server_finds_wrong_leads_back_to_the_code() {
    for status in [400, 422] {
        let page = send(&[Some((status, "{}"))]).await;
        page.says("Something doesn't look right").await;
        frame().await;
        assert_eq!(page.focused(), "code");
    }
}

#[wasm_bindgen_test]
async fn a_key_press_reads_no_storage_and_changes_no_other_part() {
    let page = Page::open_again("", &[], "TIVI9");
    observe(&page.root);
    for (label, id, texts) in [
        ("Code", "code", ["T", "TI", "T1VI", "TIVI"]),
        ("Full name", "name", ["G", "Ga", "Gar", "Garnacho"]),
        ("Phone", "phone", ["0", "0867", "0167123456", "0867123456"]),
        ("Email", "email", ["g", "g@", "g@gmail", "g@gmail.com"]),
    ] {
        page.fill(label, texts[0]).await; // the first one takes back what the form said of the field
        mutated();
        let reads = storage_reads();
        for text in &texts[1..] {
            page.fill(label, text).await;
            let changed = mutated();
            let has_note = ["T1VI", "0167123456"].contains(text);
            assert!(changed == id || changed.is_empty() && !has_note, "{label} {text}: {changed}");
        }
        assert_eq!(storage_reads(), reads, "{label}");
    }
}
