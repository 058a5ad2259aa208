//! What ends when a view goes: nodes, effects, and all that its owners own, inside first.

#[cfg(not(feature = "stock"))]
use crate::page::uncaught;
use crate::page::{Count, Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn nothing_is_left_of_an_unmounted_view() {
    let state = RwSignal::new(1);
    let runs = Count::new();
    let read = move || {
        runs.add();
        state.get()
    };
    let mut page = Page::mount(move || {
        view! {
            <p id=read prop:title=move || read().to_string()>{read}</p>
            {read}
            <Show when=move || { read() > 0 }><b id=read>{read}</b></Show>
            <For each=move || [read()] key=|number| *number let:number><i id=read>{number}</i></For>
        }
    });
    state.set(2);
    settle().await;
    let before = runs.get();
    page.unmount().await;
    assert_eq!(page.root.child_nodes().length(), 0);
    state.set(3);
    settle().await;
    assert_eq!(runs.get(), before, "an effect has survived");
}

#[wasm_bindgen_test]
async fn an_effect_that_was_due_does_not_run_once_its_view_has_gone() {
    let state = RwSignal::new(1);
    let runs = Count::new();
    let mut page = Page::mount(move || {
        view! {
            <p>
                {move || {
                    runs.add();
                    state.get()
                }}
            </p>
        }
    });
    state.set(2);
    page.unmount().await;
    assert_eq!(runs.get(), 1);
}

#[wasm_bindgen_test]
async fn what_a_closure_has_made_is_cleaned_up_before_it_runs_again() {
    let state = RwSignal::new(1);
    let cleanups = Count::new();
    let mut page = Page::mount(move || {
        view! {
            <p>
                {move || {
                    on_cleanup(move || cleanups.add());
                    state.get()
                }}
            </p>
        }
    });
    assert_eq!(cleanups.get(), 0);
    state.set(2);
    settle().await;
    assert_eq!(cleanups.get(), 1);
    page.unmount().await;
    assert_eq!(cleanups.get(), 2);
}

#[wasm_bindgen_test]
async fn a_part_is_cleaned_up_once() {
    let (is_shown, cleanups) = (RwSignal::new(true), Count::new());
    let mut page = Page::mount(move || {
        let part = move |_| {
            on_cleanup(move || cleanups.add());
            "part"
        };
        view! {
            <Show when=move || is_shown.get()>
                <For each=|| [1, 2] key=|number| *number children=part/>
                {keyed(|| 0, part)}
            </Show>
        }
    });
    is_shown.set(false);
    settle().await;
    assert_eq!(cleanups.get(), 3);
    page.unmount().await;
    assert_eq!(cleanups.get(), 3);
}

/// In the light renderer a view ends at once and from the inside: an outer cleanup may rely on it.
#[cfg(not(feature = "stock"))]
#[wasm_bindgen_test]
fn a_view_ends_at_once_and_from_the_inside() {
    use std::sync::{Arc, Mutex};
    let log = Arc::new(Mutex::new(Vec::new()));
    let writes = {
        let log = log.clone();
        move |name: &'static str| {
            let log = log.clone();
            on_cleanup(move || log.lock().unwrap().push(name));
        }
    };
    let page = Page::mount({
        let writes = writes.clone();
        move || {
            writes("root");
            let row = move |_| {
                writes("row");
                let writes = writes.clone();
                keyed(|| 0, move |_| writes("part"))
            };
            view! { <For each=|| [1] key=|number| *number children=row/> }
        }
    });
    drop(page);
    assert_eq!(*log.lock().unwrap(), ["part", "row", "root"]);
}

/// The same of what listens inside of it.
#[cfg(not(feature = "stock"))]
#[wasm_bindgen_test]
fn nothing_is_heard_of_a_view_that_has_ended() {
    let taps = Count::new();
    let page = Page::mount(move || {
        view! {
            <p>
                <Show when=|| true><button on:click=move |_| taps.add()></button></Show>
                <For each=|| [1] key=|number| *number let:_>
                    <button on:click=move |_| taps.add()></button>
                </For>
                {move || view! { <button on:click=move |_| taps.add()></button> }}
            </p>
        }
    });
    let buttons = page.all("button");
    buttons.iter().for_each(|button| button.click());
    assert_eq!((buttons.len(), taps.get()), (3, 3));
    drop(page);
    buttons.iter().for_each(|button| button.click());
    assert_eq!((taps.get(), uncaught()), (3, 0));
}

/// A cleanup finds the page without the view that it belongs to.
#[cfg(not(feature = "stock"))]
#[wasm_bindgen_test]
async fn the_nodes_go_before_the_cleanup() {
    let (is_shown, left) = (RwSignal::new(true), RwSignal::new(Vec::new()));
    let mut page = Page::mount(move || {
        let part = move |name: &'static str| {
            let is_there = move || document().get_element_by_id(name).is_some();
            on_cleanup(move || left.update_untracked(|left| left.push((name, is_there()))));
            view! { <b id=name></b> }
        };
        view! {
            <Show when=move || is_shown.get()>{part("branch")}</Show>
            {part("root")}
        }
    });
    is_shown.set(false);
    settle().await;
    page.unmount().await;
    assert_eq!(left.get_untracked(), [("branch", false), ("root", false)]);
}

#[wasm_bindgen_test]
fn a_mounted_view_stays_where_its_handle_is_forgotten() {
    let root: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(document().create_element("div").unwrap());
    leptos::mount::mount_to(root.clone(), || view! { <p>"stays"</p> }).forget();
    assert_eq!(root.text_content().as_deref(), Some("stays"));
}
