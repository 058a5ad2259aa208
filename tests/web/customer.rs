//! Who collects: agreeing to the brand's notice, being remembered, being forgotten.

use crate::page::{Page, attributes, frame, location, saved_so_far};
use wasm_bindgen_test::wasm_bindgen_test;

const SUCCESS: Option<(u16, &str)> = Some((200, include_str!("../fixtures/accumulate-success.json")));
const HISTORY: Option<(u16, &str)> = Some((200, include_str!("../fixtures/history-one.json")));
const CODE: &str = "TIVInpmx8b98pfg";
const NOTICE: [(&str, &str); 2] = [("consent-href", "/privacy"), ("consent-version", "2026-01")];
const GARNACHO: [&str; 4] = ["Garnacho", "0867 123 456", "", "2026-01"];

async fn fill(page: &Page) {
    page.fill("Code", CODE).await;
    page.fill("Full name", "Garnacho").await;
    page.fill("Phone", "0867 123 456").await;
}

async fn tick(page: &Page, label: &str) {
    page.field(label).click();
    frame().await;
}

#[wasm_bindgen_test]
async fn nothing_is_sent_before_the_customer_agrees_and_the_page_hears_of_it_once() {
    let page = Page::open(&NOTICE, "", &[SUCCESS, HISTORY, SUCCESS, HISTORY]);
    fill(&page).await;
    assert!(!page.field("I agree").checked(), "not ticked for anybody");
    let link = page.root.query_selector("a").unwrap().unwrap();
    assert_eq!(link.get_attribute("href").as_deref(), Some("/privacy"));
    page.press("Collect points").await;
    page.says("Tick this box to continue.").await;
    assert_eq!((page.focused(), page.requests().len()), ("consent".to_owned(), 0));

    tick(&page, "I agree").await;
    assert!(!page.text().contains("Tick this box"));
    page.press("Collect points").await;
    page.says("+100 points").await;
    let consents = || page.heard().into_iter().filter(|event| event.starts_with("points-consent")).collect::<Vec<_>>();
    assert_eq!(consents(), [r#"points-consent {"version":"2026-01","at":"number"}"#]);

    page.press("Enter another code").await;
    assert!(!page.text().contains("I agree"), "once is enough");
    page.fill("Code", "TIVI2").await;
    page.press("Collect points").await;
    page.says("Your points are being added").await;
    assert_eq!(consents().len(), 1);
}

fn consents(page: &Page) -> usize {
    page.heard().iter().filter(|event| event.starts_with("points-consent")).count()
}

/// A widget whose customer has agreed, and collected.
async fn agreed(answers: &[Option<(u16, &str)>]) -> Page {
    let page = Page::open(&NOTICE, "", answers);
    fill(&page).await;
    tick(&page, "I agree").await;
    page.press("Collect points").await;
    page.says("+100 points").await;
    page
}

#[wasm_bindgen_test]
async fn consent_is_one_persons_another_name_and_number_is_asked_again() {
    let page = agreed(&[SUCCESS, HISTORY, SUCCESS, HISTORY]).await;
    page.press("Enter another code").await;
    page.fill("Phone", "0912 345 678").await;
    frame().await;
    assert!(!page.field("I agree").checked(), "nobody has agreed for this number");
    page.fill("Code", "TIVI2").await;
    page.press("Collect points").await;
    page.says("Tick this box").await;
    assert_eq!((page.focused(), page.requests().len(), consents(&page)), ("consent".to_owned(), 2, 1));
    tick(&page, "I agree").await;
    page.press("Collect points").await;
    page.says("Your points are being added").await;
    assert_eq!(consents(&page), 2);
}

#[wasm_bindgen_test]
async fn consent_is_one_persons_who_comes_after_a_reset_is_asked_again() {
    let page = agreed(&[SUCCESS, HISTORY]).await;
    page.widget.as_ref().unwrap().reset();
    frame().await;
    fill(&page).await;
    frame().await;
    assert!(!page.field("I agree").checked());
}

#[wasm_bindgen_test]
async fn a_remembered_customers_consent_does_not_hold_for_another_number() {
    let page = Page::open_to(&GARNACHO, &NOTICE, &[]);
    page.press("Change").await;
    assert!(!page.text().contains("I agree"));
    page.fill("Phone", "0912 345 678").await;
    frame().await;
    assert!(!page.field("I agree").checked());
}

#[wasm_bindgen_test]
async fn a_history_is_not_asked_for_before_the_customer_agrees() {
    let page = Page::open(&NOTICE, "", &[HISTORY]);
    page.fill("Phone", "0867 123 456").await;
    page.press("History").await;
    page.says("I agree").await;
    assert_eq!((page.field("Phone or").value(), page.requests().len()), ("0867123456".to_owned(), 0));
    page.press("Show history").await;
    page.says("Tick this box").await;
    assert_eq!((page.focused(), page.requests().len(), consents(&page)), ("consent".to_owned(), 0, 0));
    tick(&page, "I agree").await;
    page.press("Show history").await;
    page.says("TIVInpmx8b98pfg").await;
    assert_eq!((page.requests().len(), consents(&page)), (1, 1));
}

#[wasm_bindgen_test]
async fn a_customer_who_agreed_sees_the_history_at_once() {
    let page = agreed(&[SUCCESS, HISTORY, HISTORY]).await;
    page.press("See my history").await;
    page.says("TIVInpmx8b98pfg").await;
    assert_eq!(consents(&page), 1);
}

#[wasm_bindgen_test]
async fn a_new_version_of_the_notice_asks_again() {
    let page = Page::open_to(&GARNACHO, &NOTICE, &[]);
    assert!(!page.text().contains("I agree"), "this version was agreed to");
    let newer = [("consent-href", "/privacy"), ("consent-version", "2026-02")];
    page.widget.as_ref().unwrap().update(attributes(&newer), location("", "en"));
    frame().await;
    assert!(!page.field("I agree").checked());
}

#[wasm_bindgen_test]
async fn nobody_is_kept_who_did_not_ask_for_it() {
    let page = Page::open(&[], "", &[SUCCESS, HISTORY]);
    fill(&page).await;
    assert!(!page.field("Remember me").checked());
    page.press("Collect points").await;
    page.says("+100 points").await;
    assert_eq!(saved_so_far(), "");
}

#[wasm_bindgen_test]
async fn to_untick_the_box_is_to_be_forgotten() {
    let page = Page::open_to(&GARNACHO, &[], &[]);
    page.press("Change").await;
    tick(&page, "Remember me").await;
    assert_eq!((saved_so_far(), page.field("Full name").value()), ("nobody".to_owned(), "Garnacho".to_owned()));
}

#[wasm_bindgen_test]
async fn who_asks_is_kept_and_sees_one_field_the_next_time() {
    let page = Page::open(&[], "", &[SUCCESS, HISTORY]);
    fill(&page).await;
    tick(&page, "Remember me").await;
    page.press("Collect points").await;
    page.says("+100 points").await;
    assert_eq!(saved_so_far(), r#"["Garnacho","0867 123 456","",null]"#);
    page.press("Enter another code").await;
    page.says("Points go to").await;
    assert!(!page.text().contains("Full name"));
}

#[wasm_bindgen_test]
async fn a_remembered_customer_types_only_the_code() {
    let page = Page::open_to(&GARNACHO, &NOTICE, &[SUCCESS, HISTORY]);
    page.says("Points go to").await;
    assert!(page.text().contains("Garnacho") && page.text().contains("086•••3456"), "{}", page.text());
    page.fill("Code", CODE).await;
    page.press("Collect points").await;
    page.says("+100 points").await;
    assert!(page.requests()[0].contains(r#""value":"0867123456""#));
    assert_eq!(saved_so_far(), "", "another widget may have been told to forget");
}

#[wasm_bindgen_test]
async fn a_remembered_customer_can_be_changed_and_forgotten() {
    let page = Page::open_to(&GARNACHO, &[], &[]);
    page.press("Change").await;
    assert_eq!((page.field("Full name").value(), page.focused()), ("Garnacho".to_owned(), "name".to_owned()));
    assert!(page.field("Remember me").checked());

    let page = Page::open_to(&GARNACHO, &[], &[]);
    page.press("Clear saved details").await;
    page.says("Your details have been removed from this device.").await;
    assert_eq!((page.field("Full name").value(), page.field("Phone").value()), (String::new(), String::new()));
    assert!(!page.field("Remember me").checked());
    assert_eq!((saved_so_far(), page.focused()), ("nobody".to_owned(), "name".to_owned()));
}

#[wasm_bindgen_test]
async fn a_page_can_forget_the_customer() {
    let page = Page::open_to(&GARNACHO, &[], &[]);
    page.widget.as_ref().unwrap().forget();
    page.says("Your details have been removed from this device.").await;
    assert_eq!(saved_so_far(), "nobody");
}

#[wasm_bindgen_test]
async fn a_brand_that_does_not_ask_has_no_box_and_keeps_nobody() {
    let page = Page::open(&[("remember", "off")], "", &[SUCCESS, HISTORY]);
    fill(&page).await;
    assert!(!page.text().contains("Remember me"));
    page.press("Collect points").await;
    page.says("+100 points").await;
    assert_eq!(saved_so_far(), "");
}

#[wasm_bindgen_test]
async fn a_remembered_customer_who_lacks_what_the_brand_requires_sees_the_field() {
    let page = Page::open_to(&GARNACHO, &[("require", "name phone email")], &[]);
    page.says("Points go to").await;
    page.fill("Code", CODE).await;
    page.press("Collect points").await;
    page.says("Enter your email address to get the points.").await;
    frame().await;
    assert_eq!((page.focused(), page.requests().len()), ("email".to_owned(), 0));
}

#[wasm_bindgen_test]
async fn what_is_required_may_change_while_the_form_is_open() {
    let page = Page::open(&[], "", &[]);
    page.fill("Full name", "Garnacho").await;
    page.widget.as_ref().unwrap().update(attributes(&[("require", "email")]), location("", "en"));
    frame().await;
    assert_eq!(page.field("Email").get_attribute("aria-required").as_deref(), Some("true"));
    assert_eq!(page.field("Full name").value(), "Garnacho");
}
