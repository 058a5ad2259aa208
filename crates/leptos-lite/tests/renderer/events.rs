//! Listeners: what they hear, and that they end with their element.

use crate::page::{Count, Page, settle, uncaught};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_handler_hears_its_event_and_may_change_signals() {
    let state = RwSignal::new(0);
    let page = Page::mount(move || {
        let mut taps = 0;
        let click = move |event: MouseEvent| {
            assert_eq!(event.type_(), "click");
            taps += 1;
            state.set(taps);
        };
        view! { <button on:click=click>{move || state.get()}</button> }
    });
    for text in ["1", "2"] {
        page.find("button").click();
        settle().await;
        assert_eq!(page.text(), text);
    }
}

#[wasm_bindgen_test]
fn an_inputs_value_and_tick_are_read_from_the_event() {
    let (text, tick) = (RwSignal::new(String::new()), RwSignal::new(false));
    let page = Page::mount(move || {
        view! {
            <input id="text" on:input=move |event| text.set(event_target_value(&event))/>
            <input id="tick" type="checkbox" on:change=move |event| tick.set(event_target_checked(&event))/>
        }
    });
    page.input("#text").set_value("typed");
    page.find("#text").dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    page.find("#tick").click();
    assert_eq!((text.get_untracked().as_str(), tick.get_untracked()), ("typed", true));
}

#[wasm_bindgen_test]
async fn a_listener_is_removed_with_its_element() {
    let taps = Count::new();
    let is_shown = RwSignal::new(true);
    let mut page = Page::mount(move || {
        view! {
            <button id="outer" on:click=move |_| taps.add()></button>
            <Show when=move || is_shown.get()>
                <button id="inner" on:click=move |_| taps.add()></button>
            </Show>
        }
    });
    let (outer, inner) = (page.find("#outer"), page.find("#inner"));
    let click = async |button: &web_sys::HtmlElement, count| {
        button.click();
        settle().await;
        assert_eq!((taps.get(), uncaught()), (count, 0));
    };
    click(&inner, 1).await;
    is_shown.set(false);
    settle().await;
    click(&inner, 1).await;
    click(&outer, 2).await;
    page.unmount().await;
    click(&outer, 2).await;
}

#[derive(Clone)]
struct Name(&'static str);

#[wasm_bindgen_test]
fn a_handler_runs_under_the_owner_of_its_element() {
    let heard = RwSignal::new("");
    let page = Page::mount(move || {
        provide_context(Name("outer"));
        view! { <button on:click=move |_| heard.set(use_context::<Name>().map_or("none", |name| name.0))></button> }
    });
    page.find("button").click();
    assert_eq!(heard.get_untracked(), "outer");
}

#[wasm_bindgen_test]
async fn a_handler_may_take_its_own_view_away() {
    let is_shown = RwSignal::new(true);
    let taps = Count::new();
    let page = Page::mount(move || {
        let click = move |_| {
            is_shown.set(false);
            taps.add();
        };
        view! { <Show when=move || is_shown.get()><button on:click=click></button></Show> }
    });
    let button = page.find("button");
    button.click();
    settle().await;
    button.click();
    assert_eq!((page.html().as_str(), taps.get()), ("", 1));
}
