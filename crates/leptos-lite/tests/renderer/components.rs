//! Components: their properties and children, and that they do not run again.

use crate::page::{Count, Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// A handler that a property takes from any closure.
struct Handler(Box<dyn Fn() -> u32>);

impl<F: Fn() -> u32 + 'static> From<F> for Handler {
    fn from(handler: F) -> Handler {
        Handler(Box::new(handler))
    }
}

#[component]
fn Card(
    title: &'static str,
    #[prop(optional)] note: Option<&'static str>,
    #[prop(default = 3)] level: u32,
    #[prop(into)] handler: Handler,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("h{level}")>
            {title}{note}{handler.0()}
            {children()}
        </section>
    }
}

#[component]
fn Twice(children: ChildrenFn) -> impl IntoView {
    view! { {children()}{children()} }
}

#[component]
fn Nothing() -> impl IntoView {}

#[wasm_bindgen_test]
fn properties_and_children_arrive() {
    let page = Page::mount(|| {
        view! {
            <Card title="a" handler=|| 1><b>"x"</b>"y"</Card>
            <Card title="b" note="n" level=2 handler=|| 2>"literal"</Card>
            <Twice><i>"z"</i></Twice>
            <Twice>"w"</Twice>
            <Nothing/>
        }
    });
    assert_eq!(
        page.html(),
        r#"<section class="h3">a1<b>x</b>y</section><section class="h2">bn2literal</section><i>z</i><i>z</i>ww"#
    );
}

#[wasm_bindgen_test]
async fn a_component_runs_once_though_it_reads_a_signal() {
    let state = RwSignal::new(1);
    let runs = Count::new();

    #[component]
    fn Reads(state: RwSignal<i32>, runs: Count) -> impl IntoView {
        runs.add();
        let first = untrack(move || state.get());
        view! { <p>{first} " " {move || state.get()}</p> }
    }

    let page = Page::mount(move || view! { <div>{move || view! { <Reads state runs/> }}</div> });
    state.set(2);
    settle().await;
    assert_eq!((page.text().as_str(), runs.get()), ("1 2", 1));
}
