//! The history: whose, its records, and its other states.

use crate::page::{Page, frame};
use wasm_bindgen_test::wasm_bindgen_test;

const HISTORY: Option<(u16, &str)> = Some((200, include_str!("../fixtures/history-one.json")));

async fn ask(answers: &[Option<(u16, &str)>]) -> Page {
    let page = Page::open(&[("view", "history")], "", answers);
    page.fill("Phone or e-mail", "garnacho@gmail.com").await;
    page.press("Show history").await;
    page
}

#[wasm_bindgen_test]
async fn a_record_shows_product_points_status_and_date_in_the_reader_s_own_way() {
    let page = ask(&[HISTORY]).await;
    page.says("August 2023").await;
    for text in ["ga•••@gmail.com", "TV", "+100", "Counted", "15 Aug, 14:28", "TIVInpmx8b98pfg"] {
        assert!(page.text().contains(text), "{text} in {}", page.text());
    }
    assert_eq!(page.requests(), ["GET /points/history-point?type=point&email=garnacho%40gmail.com&page=1 "]);
}

#[wasm_bindgen_test]
async fn an_empty_history_is_an_invitation_and_no_dead_end() {
    let page = ask(&[Some((200, "[]"))]).await;
    page.says("No points yet").await;
    page.press("Change").await;
    page.field("Phone or e-mail");
}

#[wasm_bindgen_test]
async fn a_reading_is_tried_three_times_and_then_on_demand() {
    let page = ask(&[None, Some((503, "")), Some((200, "<html>")), HISTORY]).await;
    page.says("The history did not load.").await;
    assert_eq!(page.requests().len(), 3);
    page.press("Try again").await;
    page.says("+100").await;
}

#[wasm_bindgen_test]
async fn broken_rows_are_left_out_and_the_good_ones_show() {
    let rows = r#"[null, 7, {"status":1,"score":"many","createdAt":1e400,"product":"x"}, {"score":1,"status":1,"product":{"name":"TV"}}]"#;
    let page = ask(&[Some((200, rows))]).await;
    page.says("No date").await;
    assert_eq!(page.root.query_selector_all("li").unwrap().length(), 2);
}

#[wasm_bindgen_test]
async fn a_newer_question_wins_over_a_late_answer() {
    let page = ask(&[HISTORY, Some((200, "[]"))]).await;
    page.press("Change").await;
    page.fill("Phone or e-mail", "0901234567").await;
    page.press("Show history").await;
    page.says("No points yet").await;
    frame().await;
    assert!(!page.text().contains("+100"));
}

#[wasm_bindgen_test]
async fn what_a_query_would_misread_is_escaped() {
    let page = Page::open(&[("view", "history")], "", &[HISTORY]);
    page.fill("Phone or e-mail", "a&page=9#+%@gmail.com").await;
    page.press("Show history").await;
    page.says("August 2023").await;
    let [request] = &page.requests()[..] else { panic!("{:?}", page.requests()) };
    let query = request.split_once('?').unwrap().1.trim_end();
    let query = web_sys::UrlSearchParams::new_with_str(query).unwrap();
    assert_eq!(query.get("email").as_deref(), Some("a&page=9#+%@gmail.com"));
    assert_eq!(query.get("page").as_deref(), Some("1"));
}
