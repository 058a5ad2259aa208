//! Texts: inert, in their order, and changed in place.

use crate::page::{Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const NOTHING: () = ();
const MARKUP: &str = "<b onclick=\"x\">&amp;</b>";

#[wasm_bindgen_test]
fn a_text_is_inert_whatever_is_in_it() {
    let page = Page::mount(|| {
        view! {
            <p>"<b>&amp;</b>"</p>
            <p>{MARKUP}</p>
            <p>{MARKUP.to_owned()}</p>
            <p>{move || MARKUP}</p>
            <p>{move || Some(MARKUP.to_owned())}</p>
        }
    });
    assert!(!page.has("b"), "{}", page.html());
    assert_eq!(page.find("p").text_content().as_deref(), Some("<b>&amp;</b>"));
    for p in &page.all("p")[1..] {
        assert_eq!(p.text_content().as_deref(), Some(MARKUP));
    }
}

#[allow(clippy::unused_unit, reason = "a unit is a child that shows nothing")]
#[wasm_bindgen_test]
fn children_stand_in_the_order_in_which_they_are_written() {
    let page = Page::mount(|| {
        let list = vec!["4", "5"];
        view! {
            <p>
                "0" {"1"} <b>{2}</b> {Some("3")} {None::<&'static str>} {list} {move || "6"} {["7", "8"].into_iter().collect_view()}
                {view! { "9" <i>"a"</i> }} {NOTHING} {move || view! { <i>{'b'}</i> }.into_any()} "c"
            </p>
        }
    });
    assert_eq!(page.text(), "0123456789abc");
    assert_eq!(page.all("p > *").iter().map(|node| node.text_content().unwrap()).collect::<Vec<_>>(), ["2", "a", "b"]);
}

#[wasm_bindgen_test]
async fn a_text_that_changes_keeps_its_node_and_place() {
    let state = RwSignal::new(1);
    let page = Page::mount(move || view! { <p>"before " {move || format!("n{}", state.get())} " after"</p> });
    let node = page.text_node("n1");
    state.set(2);
    settle().await;
    assert_eq!(page.text(), "before n2 after");
    assert!(node.is_connected() && node.node_value().as_deref() == Some("n2"));
}

#[wasm_bindgen_test]
async fn a_text_is_not_written_again_while_it_stays() {
    let state = RwSignal::new(1);
    let page = Page::mount(move || view! { <p>{move || if state.get() > 5 { "many" } else { "few" }}</p> });
    let changes = page.changes();
    for number in 2..5 {
        state.set(number);
        settle().await;
    }
    assert_eq!(changes(), 0.0);
    state.set(6);
    settle().await;
    assert_eq!((changes(), page.text().as_str()), (1.0, "many"));
}
