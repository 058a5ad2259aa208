//! Attributes and properties: as written, absent, and following the signals.

use crate::page::{Page, settle};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn attributes_are_set_as_written() {
    let page = Page::mount(|| {
        let name = "<\"&'>".to_owned();
        view! { <input type="text" class="a b" id=name.clone() data-x=name aria-label="l" tabindex=-1 required/> }
    });
    let input = page.find("input");
    let is = |name: &str, value: &str| assert_eq!(input.get_attribute(name).as_deref(), Some(value), "{name}");
    is("type", "text");
    is("class", "a b");
    is("id", "<\"&'>");
    is("data-x", "<\"&'>");
    is("aria-label", "l");
    is("tabindex", "-1");
    is("required", "");
    assert_eq!(input.get_attribute_names().length(), 7);
}

#[wasm_bindgen_test]
fn an_attribute_is_absent_while_none_or_false() {
    let page = Page::mount(|| {
        let none: Option<&'static str> = None;
        view! { <p class=none id=Some("here") hidden=false inert=true title=Some(String::from("t"))></p> }
    });
    assert_eq!(page.html(), r#"<p id="here" inert="" title="t"></p>"#);
}

#[wasm_bindgen_test]
async fn an_attribute_follows_the_signals_that_its_closure_reads() {
    let state = RwSignal::new(1);
    let page = Page::mount(move || {
        view! {
            <p
                class=move || { if state.get() > 1 { "many" } else { "one" } }
                id=move || format!("n{}", state.get())
                title=move || (state.get() > 1).then_some("more")
                hidden=move || state.get() == 3
                tabindex=move || state.get()
            ></p>
        }
    });
    let shows = |attributes: [Option<&str>; 5]| {
        let names = ["class", "id", "title", "hidden", "tabindex"];
        assert_eq!(
            names.map(|name| page.find("p").get_attribute(name)),
            attributes.map(|text| text.map(str::to_owned))
        );
    };
    shows([Some("one"), Some("n1"), None, None, Some("1")]);
    state.set(3);
    settle().await;
    shows([Some("many"), Some("n3"), Some("more"), Some(""), Some("3")]);
    state.set(1);
    settle().await;
    shows([Some("one"), Some("n1"), None, None, Some("1")]);
}

#[wasm_bindgen_test]
async fn an_attribute_is_not_written_again_while_its_value_stays() {
    let state = RwSignal::new(1);
    let page = Page::mount(move || {
        view! { <p class=move || { if state.get() > 5 { "many" } else { "few" } } id=move || (state.get() > 5).then_some("x")></p> }
    });
    let changes = page.changes();
    for number in 2..5 {
        state.set(number);
        settle().await;
    }
    assert_eq!(changes(), 0.0);
    state.set(6);
    settle().await;
    assert_eq!(changes(), 2.0);
}

#[wasm_bindgen_test]
async fn an_attribute_of_any_name_may_be_made_apart() {
    let state = RwSignal::new("off");
    let page = Page::mount(move || {
        view! { <input id="a" {..custom_attribute("autocorrect", move || state.get())} {..custom_attribute("x", None::<&str>)}/> }
    });
    assert_eq!(page.html(), r#"<input id="a" autocorrect="off">"#);
    state.set("on");
    settle().await;
    assert_eq!(page.html(), r#"<input id="a" autocorrect="on">"#);
}

#[wasm_bindgen_test]
async fn a_property_is_set_whenever_its_closure_has_run() {
    let (text, other) = (RwSignal::new("a".to_owned()), RwSignal::new(0));
    let page = Page::mount(move || {
        let value = move || {
            other.track();
            text.get()
        };
        view! { <input id="followed" prop:value=value/> <input id="fixed" type="checkbox" prop:checked=true prop:value="b"/> }
    });
    let input = page.input("#followed");
    settle().await; // stock Leptos sets a value once the element is there
    assert_eq!(
        (input.value(), page.input("#fixed").checked(), page.input("#fixed").value()),
        ("a".into(), true, "b".into())
    );
    assert_eq!(input.get_attribute("value"), None);
    text.set("c".to_owned());
    settle().await;
    assert_eq!(input.value(), "c");
    input.set_value("typed");
    other.set(1);
    settle().await;
    assert_eq!(input.value(), "c", "the signals decide, whatever was typed");
}

#[wasm_bindgen_test]
fn a_picture_is_made_in_its_own_namespace() {
    let page = Page::mount(|| {
        let path = "M0 0";
        view! { <svg viewBox="0 0 24 24" aria-hidden="true"><path d=path></path></svg> }
    });
    let (svg, path) = (page.find("svg"), page.find("path"));
    assert_eq!(
        (svg.get_attribute("viewBox").as_deref(), path.get_attribute("d").as_deref()),
        (Some("0 0 24 24"), Some("M0 0"))
    );
    for node in [svg, path] {
        assert_eq!(node.namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"));
    }
}
