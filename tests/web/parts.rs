//! The parts that a brand's style sheet reaches are those of `npm/custom-elements.json`.

use crate::page::Page;
use std::collections::BTreeSet;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

#[wasm_bindgen(inline_js = "
export function declared_parts(manifest) {
  return JSON.parse(manifest).modules[0].declarations[0].cssParts.map(({ name }) => name);
}
")]
extern "C" {
    fn declared_parts(manifest: &str) -> Vec<String>;
}

/// The parts of what is on the page.
fn parts(page: &Page) -> BTreeSet<String> {
    let found = page.root.query_selector_all("[part]").unwrap();
    let elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
    let names = elements.filter_map(|element| element.get_attribute("part"));
    names.flat_map(|names| names.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[wasm_bindgen_test]
async fn form_and_history_have_the_parts_of_the_manifest() {
    let form = Page::open(&[], "", &[]);
    form.press("Collect points").await;
    form.says("Enter the code printed on the product.").await;

    let record = include_str!("../fixtures/history-one.json");
    let history = Page::open(&[("view", "history")], "", &[Some((200, record))]);
    history.fill("Phone or email", "garnacho@gmail.com").await;
    history.press("Show history").await;
    history.says("+100").await;

    let found: BTreeSet<String> = parts(&form).union(&parts(&history)).cloned().collect();
    assert_eq!(found, declared_parts(include_str!("../../npm/custom-elements.json")).into_iter().collect());
}
