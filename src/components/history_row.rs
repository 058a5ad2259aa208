//! One record of the history.

use super::icon::{CHECK, CROSS, Icon};
use crate::actions::App;
use leptos::prelude::*;

#[component]
pub fn HistoryRow(app: App, key: String) -> impl IntoView {
    let messages = app.messages();
    let list = app.state().history_list;
    let row = list.read_untracked().row(&key).cloned().unwrap_or_default();
    let (class, icon, status) =
        if row.counted { ("good", CHECK, messages.counted()) } else { ("bad", CROSS, messages.not_counted()) };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    let is_first_new = move || list.read().first_new.as_ref() == Some(&key);
    let is_focusable = is_first_new.clone();
    view! {
        <li
            class="row"
            part="row"
            id=move || is_first_new().then_some("next")
            tabindex=move || is_focusable().then_some("-1")
        >
            <div class="line">
                <span>{row.product}</span>
                <b dir="ltr">{or_dash(row.points)}</b>
            </div>
            <div class="line small">
                <span>{or_dash(row.date)}</span>
                <span class=class><Icon path=icon/>{status}</span>
            </div>
            <div class="mono">{row.code}</div>
        </li>
    }
}
