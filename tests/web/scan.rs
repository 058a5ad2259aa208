//! The widget's side of the scanner: when it opens and closes, and what becomes of what it tells.

use crate::page::{Page, attributes, frame, location, scanner_so_far, scanner_tells};
use wasm_bindgen_test::wasm_bindgen_test;

const FOUND: &str = r#"{"code":"TIVInpmx8b98pfg","source":"photo","format":"qr_code"}"#;

async fn open() -> Page {
    let page = Page::open(&[], "", &[]);
    page.tap("Scan the code").await;
    page.says("the scanner").await;
    page
}

#[wasm_bindgen_test]
async fn a_text_is_answered_with_its_code_and_a_code_is_filled_in_and_told() {
    let page = open().await;
    assert_eq!(scanner_tells(r#"{"text":"https://shop.example/?code=TIVInpmx8b98pfg"}"#), "TIVInpmx8b98pfg");
    assert_eq!(scanner_tells(r#"{"text":"xin chào"}"#), "undefined");
    assert_eq!(page.field("Code").value(), "", "an answer takes nothing");
    scanner_tells(FOUND);
    frame().await;
    assert_eq!(page.field("Code").value(), "TIVInpmx8b98pfg");
    assert_eq!(page.heard().last().unwrap(), r#"points-scan {"source":"photo","format":"qr_code"}"#);
    scanner_tells(r#"{"done":"found"}"#);
    frame().await;
    assert_eq!(scanner_so_far(), "open, close");
    assert_eq!(page.focused(), "name");
}

#[wasm_bindgen_test]
async fn the_form_makes_room_and_comes_back_as_it_was() {
    let page = Page::open(&[], "", &[]);
    page.fill("Full name", "Garnacho").await;
    page.tap("Scan the code").await;
    page.says("the scanner").await;
    let form = page.root.query_selector("form").unwrap().unwrap();
    assert!(form.has_attribute("hidden"));
    scanner_tells(r#"{"done":"scan"}"#);
    frame().await;
    assert!(!form.has_attribute("hidden"));
    assert_eq!((page.field("Full name").value().as_str(), page.focused().as_str()), ("Garnacho", "scan"));
}

#[wasm_bindgen_test]
async fn another_language_reset_and_the_end_close_it() {
    let mut page = open().await;
    page.widget.as_ref().unwrap().update(attributes(&[]), location("", "vi"));
    frame().await;
    assert_eq!(scanner_so_far(), "open, close");
    page.tap("Quét mã").await;
    page.widget.as_ref().unwrap().reset();
    assert_eq!(scanner_so_far(), "open, close, open, close");
    page.tap("Quét mã").await;
    drop(page.widget.take());
    assert_eq!(scanner_so_far(), "open, close, open, close, open, close");
}

#[wasm_bindgen_test]
async fn where_it_does_not_come_the_field_says_so_and_is_not_wrong() {
    let page = Page::open_with(&[], "", &[], false, None, None);
    page.tap("Scan the code").await;
    page.says("The scanner didn't start.").await;
    assert_eq!(page.field("Code").get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn a_typed_code_is_told_once_as_such_and_a_hint_keeps_nobody_from_sending() {
    let page = Page::open(&[], "", &[]);
    page.fill("Code", "T1VI").await;
    page.says("1 or I?").await;
    page.fill("Full name", "Garnacho").await;
    page.fill("Phone", "0867123456").await;
    page.press("Collect points").await;
    page.has_sent(1).await;
    assert_eq!(page.heard().last().unwrap(), r#"points-scan {"source":"typed","format":null}"#);
    assert!(page.requests()[0].contains(r#""code":"T1VI""#), "{:?}", page.requests());
    page.fill("Code", "TIVInpmx8b98pfg").await;
    assert!(!page.text().contains("1 or I?"));
}
