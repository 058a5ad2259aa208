//! The history: whose, its records, and its other states.

use crate::page::{Page, frame, without_beginning};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

const HISTORY: Option<(u16, &str)> = Some((200, include_str!("../fixtures/history-one.json")));

async fn ask(answers: &[Option<(u16, &str)>]) -> Page {
    let page = Page::open(&[("view", "history")], "", answers);
    page.fill("Phone or email", "garnacho@gmail.com").await;
    page.press("Show history").await;
    page
}

#[wasm_bindgen_test]
async fn a_record_shows_product_points_status_and_date_in_the_reader_s_own_way() {
    let page = ask(&[HISTORY]).await;
    page.says("August 2023").await;
    for text in ["ga•••@gmail.com", "TV", "+100", "Points added", "15 Aug, 14:28", "TIVInpmx8b98pfg"] {
        assert!(page.text().contains(text), "{text} in {}", page.text());
    }
    let [request] = &page.requests()[..] else { panic!("{:?}", page.requests()) };
    let (address, beginning) = without_beginning(request);
    assert_eq!(address, "GET /points/history-point?type=point&email=garnacho%40gmail.com&page=1 ");
    assert!((0..1_000_000_000).contains(&beginning), "before any record");
}

#[wasm_bindgen_test]
async fn an_empty_history_is_an_invitation_and_no_dead_end() {
    let page = ask(&[Some((200, "[]"))]).await;
    page.says("No points yet").await;
    page.press("Change").await;
    page.field("Phone or email");
}

#[wasm_bindgen_test]
async fn a_reading_is_tried_three_times_and_then_on_demand() {
    let page = ask(&[None, Some((503, "")), Some((200, "<html>")), HISTORY]).await;
    page.says("We couldn't load your history.").await;
    assert_eq!(page.requests().len(), 3);
    page.press("Try again").await;
    page.says("+100").await;
}

#[wasm_bindgen_test]
async fn a_busy_server_is_told_of_without_a_word_about_codes() {
    let page = ask(&[Some((429, "{}"))]).await;
    page.says("It's busy right now. Wait a moment, then try again.").await;
    assert!(!page.text().contains("code"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_mail_address_without_its_at_sign_is_not_called_a_phone_number() {
    let page = Page::open(&[("view", "history")], "", &[]);
    page.fill("Phone or email", "garnacho.gmail.com").await;
    page.press("Show history").await;
    page.says("Check the phone number or email address.").await;
    page.fill("Phone or email", "garnacho@gmail").await;
    page.press("Show history").await;
    page.says("Check the email address.").await;
}

#[wasm_bindgen_test]
async fn how_many_entries_there_are_is_heard_as_a_sentence() {
    let page = ask(&[HISTORY]).await;
    page.says("Entries shown: 1").await;
}

#[wasm_bindgen_test]
async fn broken_rows_are_left_out_and_the_good_ones_show() {
    let rows = r#"[null, 7, {"status":1,"score":"many","createdAt":1e400,"product":"x"}, {"score":1,"status":1,"product":{"name":"TV"}}]"#;
    let page = ask(&[Some((200, rows))]).await;
    page.says("Date unknown").await;
    assert_eq!(page.root.query_selector_all("li").unwrap().length(), 2);
}

#[wasm_bindgen_test]
async fn a_newer_question_wins_over_a_late_answer() {
    let page = ask(&[HISTORY, Some((200, "[]"))]).await;
    page.press("Change").await;
    page.fill("Phone or email", "0901234567").await;
    page.press("Show history").await;
    page.says("No points yet").await;
    frame().await;
    assert!(!page.text().contains("+100"));
}

#[wasm_bindgen_test]
async fn what_a_query_would_misread_is_escaped() {
    let page = Page::open(&[("view", "history")], "", &[HISTORY]);
    page.fill("Phone or email", "a&page=9#+%@gmail.com").await;
    page.press("Show history").await;
    page.says("August 2023").await;
    let [request] = &page.requests()[..] else { panic!("{:?}", page.requests()) };
    let query = request.split_once('?').unwrap().1.trim_end();
    let query = web_sys::UrlSearchParams::new_with_str(query).unwrap();
    assert_eq!(query.get("email").as_deref(), Some("a&page=9#+%@gmail.com"));
    assert_eq!(query.get("page").as_deref(), Some("1"));
}

/// A page of the API: 20 records of which number `first` is the newest; each is a day older than the one before.
fn page_of(first: usize) -> String {
    let record = |number: usize| {
        let at = 1_692_084_490_615_i64 - 86_400_000 * number as i64;
        format!(r#"{{"id":"id{number}","code":"C{number:03}","score":1,"status":1,"createdAt":{at}}}"#)
    };
    format!("[{}]", (first..first + 20).map(record).collect::<Vec<_>>().join(","))
}

/// The elements that match, in their order.
fn all(page: &Page, selector: &str) -> Vec<Element> {
    let nodes = page.root.query_selector_all(selector).unwrap();
    (0..nodes.length()).filter_map(|at| nodes.get(at)).map(|node| node.unchecked_into()).collect()
}

fn codes(page: &Page) -> Vec<String> {
    all(page, "li .mono").iter().filter_map(|code| code.text_content()).collect()
}

fn numbered(numbers: impl Iterator<Item = usize>) -> Vec<String> {
    numbers.map(|number| format!("C{number:03}")).collect()
}

#[wasm_bindgen_test]
async fn what_is_on_the_page_stays_when_more_records_come() {
    let (first, second, third) = (page_of(0), page_of(20), page_of(40));
    let page = ask(&[Some((200, &first)), Some((200, &second)), Some((200, &third)), Some((200, "[]"))]).await;
    page.says("C019").await;
    let rows = all(&page, "li");
    let sections = all(&page, "section");
    assert_eq!((rows.len(), sections.len()), (20, 2));
    // A month has its total once it is complete.
    let totals = || all(&page, ".total").iter().filter_map(|total| total.text_content()).collect::<Vec<_>>();
    assert_eq!(totals(), ["+15", ""]);
    page.root.get_element_by_id("more").unwrap().unchecked_into::<HtmlElement>().focus().unwrap();

    page.press("Load more").await;
    page.says("C039").await;
    frame().await;
    assert_eq!(codes(&page), numbered(0..40));
    assert_eq!(&all(&page, "li")[..20], rows);
    assert_eq!(&all(&page, "section")[..2], sections);
    assert_eq!(page.focused(), "next");
    assert_eq!(page.root.get_element_by_id("next").as_ref(), all(&page, "li").get(20));

    page.press("Load more").await;
    page.says("C059").await;
    frame().await;
    assert_eq!(codes(&page), numbered(0..60));
    assert_eq!(&all(&page, "li")[..20], rows);
    assert_eq!(all(&page, "#next"), [all(&page, "li")[40].clone()]);
    assert_eq!(totals(), ["+15", "+31", ""]);

    page.press("Load more").await;
    frame().await;
    assert!(page.root.get_element_by_id("more").is_none(), "that was all");
    assert_eq!(totals(), ["+15", "+31", "+14"]);
    assert_eq!(&all(&page, "li")[..20], rows);
}

#[wasm_bindgen_test]
async fn records_that_come_out_of_order_are_put_between_the_others() {
    let (newer, older) = (page_of(0), page_of(20));
    let page = ask(&[Some((200, &older)), Some((200, &newer))]).await;
    page.says("C039").await;
    page.press("Load more").await;
    page.says("C000").await;
    assert_eq!(codes(&page), numbered(0..40));
}

#[wasm_bindgen_test]
async fn a_page_that_does_not_come_leaves_the_others_and_can_be_tried_again() {
    let (first, second) = (page_of(0), page_of(20));
    let page = ask(&[Some((200, &first)), Some((404, "")), Some((200, &second))]).await;
    page.says("C019").await;
    let rows = all(&page, "li");
    page.press("Load more").await;
    page.says("We couldn't load your history.").await;
    assert_eq!(all(&page, "li"), rows);
    page.press("Try again").await;
    page.says("C039").await;
    assert!(!page.text().contains("We couldn't load"));
    assert_eq!(&all(&page, "li")[..20], rows);
}
