//! The page: one of the three components at a time.

use js_sys::Reflect;
use leptos::prelude::*;
use points_widget::{HistoryView, PointsWidget, RedeemForm};
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

/// Where the relay answers.
const API: &str = "points";

#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Both,
    Form,
    History,
}

#[component]
pub fn Page() -> impl IntoView {
    let shown = RwSignal::new(Shown::Both);
    let points = RwSignal::new(0.0);
    // The widget's events bubble. `score` is null where the history does not show the points yet.
    let count = move |event: leptos::ev::Event| {
        let detail = event.dyn_into::<CustomEvent>().map(|event| event.detail()).unwrap_or_default();
        let score = Reflect::get(&detail, &"score".into()).ok().and_then(|score| score.as_f64());
        points.update(|points| *points += score.unwrap_or_default());
    };
    let link = move |label: &'static str, screen: Shown| {
        view! { <button type="button" on:click=move |_| shown.set(screen)>{label}</button> }
    };
    view! {
        <main on:points-accumulated=count>
            <h1>"Collect points"</h1>
            <nav>{link("Everything", Shown::Both)} {link("Form", Shown::Form)} {link("History only", Shown::History)}</nav>
            {move || match shown.get() {
                Shown::Both => view! { <PointsWidget api_base=API lang="en"/> }.into_any(),
                Shown::Form => view! { <RedeemForm api_base=API lang="vi"/> }.into_any(),
                Shown::History => view! { <HistoryView api_base=API lang="en"/> }.into_any(),
            }}
            <p>"Points on this page: " <output>{move || points.get()}</output></p>
        </main>
    }
}
