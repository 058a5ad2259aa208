//! The markup, and how it is bound to the states: it reads [`Flow`] and sends it events. No fetch, no parsing of what
//! comes from outside, no words of its own.

mod customer;
mod dom;
mod field;
mod history;
mod icon;
mod outcome;
mod redeem;

use crate::actions::{Flow, Tab};
pub use dom::Mounted;
use dom::{El, el};
use points_core::config::View;
use wasm_bindgen::JsValue;

/// The whole widget. It is built anew when words or attributes change; what was typed outlives that.
pub fn widget(flow: Flow) -> El {
    let edition = move || flow.get(|model| model.edition);
    let tab = move || flow.get(|model| model.tab as u8);
    el("div", &[("class", "frame")]).part_by(edition, move |_| {
        let (words, view) = flow.get(|model| (model.words, model.config.view));
        let main = el("div", &[("class", "widget"), ("part", "card")]);
        let main = main.attr("lang", words.tag()).attr("dir", words.direction());
        Some(match view {
            View::Both => main.child(tabs(flow)).part_by(tab, move |tab| {
                let (label, screen) = if tab == Tab::Redeem as u8 {
                    ("redeem-tab", redeem::screen(flow))
                } else {
                    ("history-tab", history::screen(flow))
                };
                let panel = el("div", &[("role", "tabpanel"), ("id", "panel")]).attr("aria-labelledby", label);
                Some(panel.child(screen))
            }),
            View::Redeem => main.child(redeem::screen(flow)),
            View::History => main.child(history::screen(flow)),
        })
    })
}

/// Two tabs; the arrow keys move between them, as the tab pattern wants.
fn tabs(flow: Flow) -> El {
    let words = flow.messages();
    let tab = move |tab: Tab, id: &'static str, label: &'static str| {
        let is_open = move || flow.get(|model| model.tab == tab);
        el("button", &[("type", "button"), ("role", "tab"), ("class", "tab"), ("aria-controls", "panel")])
            .attr("id", id)
            .attr_of("aria-selected", move || Some(if is_open() { "true" } else { "false" }))
            .attr_of("tabindex", move || (!is_open()).then_some("-1"))
            .on("click", move |_| open(flow, tab))
            .on("keydown", move |event| {
                if matches!(text_of(&event, "key").as_deref(), Some("ArrowLeft" | "ArrowRight")) {
                    event.prevent_default();
                    let (other, id) =
                        if tab == Tab::Redeem { (Tab::History, "history-tab") } else { (Tab::Redeem, "redeem-tab") };
                    open(flow, other);
                    flow.focus(id);
                }
            })
            .text(label)
    };
    el("div", &[("role", "tablist"), ("class", "tabs")])
        .child(tab(Tab::Redeem, "redeem-tab", words.redeem()))
        .child(tab(Tab::History, "history-tab", words.history()))
}

fn open(flow: Flow, tab: Tab) {
    match tab {
        Tab::Redeem => _ = flow.set(|model| model.tab = Tab::Redeem),
        Tab::History => flow.open_history(),
    }
}

/// A member of an event that may hold a text, such as `key` or `inputType`.
fn text_of(event: &web_sys::Event, member: &str) -> Option<String> {
    js_sys::Reflect::get(event, &JsValue::from(member)).ok()?.as_string()
}

/// A button that does one thing. `class` is `primary`, `quiet` or `link`.
fn button(class: &'static str, label: &'static str, click: impl Fn() + 'static) -> El {
    let button = el("button", &[("type", "button"), ("part", "button")]).attr("class", class);
    button.on("click", move |_| click()).text(label)
}
