//! Closures in a view: what they give takes the place of what they gave before.

use crate::page::{Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_closure_may_give_another_kind_of_view_each_time() {
    let state = RwSignal::new(0);
    let part = move || match state.get() {
        0 => ().into_any(),
        1 => "text".into_any(),
        2 => view! { <b>"element"</b> }.into_any(),
        3 => view! { <i>"two"</i> <i>"elements"</i> }.into_any(),
        4 => (move || "closure").into_any(),
        _ => vec!["a", "list"].into_any(),
    };
    let page = Page::mount(move || view! { <p>"<" {part} ">"</p> });
    let shown = ["", "text", "<b>element</b>", "<i>two</i><i>elements</i>", "closure", "alist"];
    // Every kind after every other.
    for (at, number) in
        [0, 1, 2, 3, 4, 5, 0, 2, 4, 0, 3, 5, 1, 3, 1, 4, 2, 5, 2, 0, 4, 1, 5, 3, 0].into_iter().enumerate()
    {
        state.set(number);
        settle().await;
        assert_eq!(page.html(), format!("<p>&lt;{}&gt;</p>", shown[number]), "step {at}");
    }
}

#[wasm_bindgen_test]
async fn elements_in_elements_listen_and_follow() {
    let state = RwSignal::new(1);
    let mut page = Page::mount(move || {
        let id = move || format!("n{}", state.get());
        view! {
            <div>
                <p>
                    <b id=id>{move || state.get()}</b>
                    <button on:click=move |_| state.update(|state| *state += 1)></button>
                </p>
            </div>
        }
    });
    page.find("button").click();
    settle().await;
    assert_eq!(page.find("#n2").text_content().as_deref(), Some("2"));
    let (b, button) = (page.find("b"), page.find("button"));
    page.unmount().await;
    button.click();
    state.set(7);
    settle().await;
    assert_eq!(b.id(), "n2");
}

#[wasm_bindgen_test]
async fn an_element_that_comes_out_equal_stays_with_its_focus() {
    let state = RwSignal::new(1);
    let page = Page::mount(move || {
        view! {
            <div>
                {move || {
                    let class = if state.get() > 5 { "many" } else { "few" };
                    view! { <h2 tabindex="-1"><span class=class>{class}</span></h2> }
                }}
            </div>
        }
    });
    let title = page.find("h2");
    title.focus().unwrap();
    let changes = page.changes();
    state.set(2);
    settle().await;
    assert!(page.has_focus(&title) && page.find("h2") == title);
    assert_eq!(changes(), 0.0);
    state.set(6);
    settle().await;
    assert_eq!(page.html(), r#"<div><h2 tabindex="-1"><span class="many">many</span></h2></div>"#);
}

/// A handler that has captured a value hears of the value that is shown, also where the element looks the same.
#[wasm_bindgen_test]
async fn a_handler_is_the_newest_one() {
    let (state, heard) = (RwSignal::new(1), RwSignal::new(0));
    let page = Page::mount(move || {
        view! {
            <div>
                {move || {
                    let number = state.get();
                    view! { <button on:click=move |_| heard.set(number)>"same"</button> }
                }}
            </div>
        }
    });
    for number in [1, 2] {
        state.set(number);
        settle().await;
        page.find("button").click();
        assert_eq!(heard.get_untracked(), number);
    }
}

/// A property that is set anew is the newest one, though it is not to be seen in the markup.
#[wasm_bindgen_test]
async fn a_property_is_the_newest_one() {
    let state = RwSignal::new(false);
    let page = Page::mount(move || {
        view! { <p>{move || { let ticked = state.get(); view! { <input type="checkbox" prop:checked=ticked/> } }}</p> }
    });
    for ticked in [false, true, false] {
        state.set(ticked);
        settle().await;
        assert_eq!(page.input("input").checked(), ticked);
    }
}

/// The same of what a closure inside has captured.
#[wasm_bindgen_test]
async fn an_inner_closure_is_the_newest_one() {
    let (state, other) = (RwSignal::new(1), RwSignal::new(0));
    let page = Page::mount(move || {
        view! {
            <div>
                {move || {
                    let number = state.get();
                    view! { <p class=move || (other.get() == number).then_some("yes")>{move || (other.get() == number).then_some("is")}</p> }
                }}
            </div>
        }
    });
    state.set(2);
    settle().await;
    other.set(2);
    settle().await;
    assert_eq!(page.html(), r#"<div><p class="yes">is</p></div>"#);
    other.set(1);
    settle().await;
    assert_eq!(page.html(), "<div><p></p></div>");
}

#[wasm_bindgen_test]
async fn closures_in_closures_run_alone() {
    let (outer, inner, runs) = (RwSignal::new(1), RwSignal::new(1), RwSignal::new(0));
    let page = Page::mount(move || {
        view! {
            <p>
                {move || {
                    runs.update_untracked(|runs| *runs += 1);
                    let outer = outer.get();
                    move || format!("{outer}{}", inner.get())
                }}
            </p>
        }
    });
    inner.set(2);
    settle().await;
    assert_eq!((page.text().as_str(), runs.get_untracked()), ("12", 1));
    outer.set(2);
    settle().await;
    assert_eq!((page.text().as_str(), runs.get_untracked()), ("22", 2));
}
