//! `<Show>` and `keyed`: built when the condition or the key changes, and only then.

use crate::page::{Count, Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_branch_is_built_once_for_each_change_of_the_condition() {
    let state = RwSignal::new(1);
    let (children, fallbacks) = (Count::new(), Count::new());
    let page = Page::mount(move || {
        let fallback = move || {
            fallbacks.add();
            view! { <i>"few"</i> }
        };
        view! {
            <p>
                "[" <Show when=move || { state.get() > 5 } fallback=fallback>
                    {children.add()} <b>"many"</b>
                </Show> "]"
            </p>
        }
    });
    for (number, text, counts) in [
        (2, "[few]", (0, 1)),
        (6, "[many]", (1, 1)),
        (7, "[many]", (1, 1)),
        (1, "[few]", (1, 2)),
        (8, "[many]", (2, 2)),
    ] {
        state.set(number);
        settle().await;
        assert_eq!((page.text().as_str(), (children.get(), fallbacks.get())), (text, counts));
    }
}

#[wasm_bindgen_test]
async fn a_branch_stays_with_its_focus_while_the_condition_holds() {
    let state = RwSignal::new(1);
    let page = Page::mount(move || {
        view! { <Show when=move || { state.get() > 0 }><button on:click=|_| {}>{move || state.get()}</button></Show> }
    });
    let button = page.find("button");
    button.focus().unwrap();
    state.set(2);
    settle().await;
    assert!(page.find("button") == button && page.has_focus(&button));
    assert_eq!(page.text(), "2");
}

#[wasm_bindgen_test]
async fn without_a_fallback_nothing_is_shown() {
    let is_shown = RwSignal::new(false);
    let page = Page::mount(move || view! { <p><Show when=move || is_shown.get()>"shown"</Show></p> });
    assert_eq!(page.html(), "<p></p>");
    is_shown.set(true);
    settle().await;
    assert_eq!(page.html(), "<p>shown</p>");
}

/// What a branch has made lives while it is shown, though the condition's signals change.
#[wasm_bindgen_test]
async fn a_branchs_own_signals_and_effects_live_as_long_as_it_is_shown() {
    let (state, cleanups, seen) = (RwSignal::new(1), Count::new(), RwSignal::new(0));
    let mut page = Page::mount(move || {
        let branch = move || {
            let own = RwSignal::new(10);
            Effect::new(move |_| seen.set(own.get() + state.get()));
            on_cleanup(move || cleanups.add());
            view! { <button on:click=move |_| own.update(|own| *own += 1)>{move || own.get()}</button> }
        };
        view! { <Show when=move || { state.get() > 0 }>{branch()}</Show> }
    });
    settle().await;
    state.set(2);
    settle().await;
    page.find("button").click();
    settle().await;
    assert_eq!((page.text().as_str(), seen.get_untracked(), cleanups.get()), ("11", 13, 0));
    state.set(0);
    settle().await;
    assert_eq!((page.html().as_str(), cleanups.get()), ("", 1));
    seen.set(0);
    state.set(-1);
    settle().await;
    assert_eq!(seen.get_untracked(), 0, "the effect has ended");
    state.set(1);
    settle().await;
    page.unmount().await;
    assert_eq!(cleanups.get(), 2);
}

#[wasm_bindgen_test]
async fn what_is_keyed_is_built_anew_for_another_key_and_only_then() {
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    enum Size {
        Few,
        Many,
    }
    let (state, builds, cleanups) = (RwSignal::new(1), Count::new(), Count::new());
    let page = Page::mount(move || {
        let size = move || if state.get() > 5 { Size::Many } else { Size::Few };
        let part = move |size| {
            builds.add();
            on_cleanup(move || cleanups.add());
            let own = RwSignal::new("own");
            let text = move || own.get();
            view! { <b class=if size == Size::Many { "many" } else { "few" }>{text}</b> }
        };
        view! { <p>"[" {keyed(size, part)} "]"</p> }
    });
    let first = page.find("b");
    for number in [2, 3, 6, 7, 1] {
        let class = if number > 5 { "many" } else { "few" };
        state.set(number);
        settle().await;
        assert_eq!(page.html(), format!("<p>[<b class=\"{class}\">own</b>]</p>"));
    }
    assert_eq!((builds.get(), cleanups.get()), (3, 2));
    assert!(page.find("b") != first, "not the same node in another dress");
}

#[wasm_bindgen_test]
async fn a_branch_hears_the_context_that_is_around_it() {
    let is_shown = RwSignal::new(false);
    let page = Page::mount(move || {
        provide_context(7);
        view! { <Show when=move || is_shown.get()>{use_context::<i32>().unwrap_or_default()}</Show> }
    });
    is_shown.set(true);
    settle().await;
    assert_eq!(page.text(), "7");
}
