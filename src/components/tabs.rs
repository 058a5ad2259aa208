//! The two tabs and the panel of the open one.

use super::history::History;
use super::redeem_form::Redeem;
use crate::actions::{Flow, Tab};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

const REDEEM_TAB: &str = "redeem-tab";
const HISTORY_TAB: &str = "history-tab";

#[component]
pub fn Tabs(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    view! {
        <div role="tablist" class="tabs">
            <TabButton flow tab=Tab::Redeem id=REDEEM_TAB label=words.redeem()/>
            <TabButton flow tab=Tab::History id=HISTORY_TAB label=words.history()/>
        </div>
    }
}

/// The screen of the open tab.
#[component]
pub fn TabPanel(flow: Flow) -> impl IntoView {
    let is_redeem = move || flow.get(|model| model.tab == Tab::Redeem);
    view! {
        <div role="tabpanel" id="panel" aria-labelledby=move || if is_redeem() { REDEEM_TAB } else { HISTORY_TAB }>
            <Show when=is_redeem fallback=move || view! { <History flow/> }>
                <Redeem flow/>
            </Show>
        </div>
    }
}

/// The arrow keys move between tabs, as the tab pattern wants.
#[component]
fn TabButton(flow: Flow, tab: Tab, id: &'static str, label: &'static str) -> impl IntoView {
    let is_open = move || flow.get(|model| model.tab == tab);
    let on_keydown = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            event.prevent_default();
            let (other, id) = if tab == Tab::Redeem { (Tab::History, HISTORY_TAB) } else { (Tab::Redeem, REDEEM_TAB) };
            open(flow, other);
            flow.focus(id);
        }
    };
    view! {
        <button
            type="button"
            role="tab"
            class="tab"
            id=id
            aria-controls="panel"
            aria-selected=move || if is_open() { "true" } else { "false" }
            tabindex=move || (!is_open()).then_some("-1")
            on:click=move |_| open(flow, tab)
            on:keydown=on_keydown
        >
            {label}
        </button>
    }
}

fn open(flow: Flow, tab: Tab) {
    match tab {
        Tab::Redeem => _ = flow.set(|model| model.tab = Tab::Redeem),
        Tab::History => flow.open_history(),
    }
}
