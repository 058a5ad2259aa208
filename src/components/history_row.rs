//! One record of the history.

use super::history_list::Shown;
use super::icon::{CHECK, CROSS, Icon};
use crate::actions::Flow;
use crate::browser::intl::Format;
use leptos::prelude::*;
use points_core::api::history_point::Record;

/// A record in words.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// Tells it from the others.
    pub key: String,
    product: String,
    points: Option<String>,
    date: Option<String>,
    counted: bool,
    code: String,
}

impl Row {
    /// `index` stands for the id of a record that has none.
    pub fn of(format: &Format, record: &Record, index: usize) -> Row {
        let product = record.product_name.as_deref().or(record.product_code.as_deref());
        Row {
            key: record.id.clone().unwrap_or_else(|| ["#", &index.to_string()].concat()),
            product: product.unwrap_or(format.words.no_product()).to_owned(),
            points: record.score.filter(|_| record.counted).map(|score| format.earned(score)),
            date: record.created_at.map(|millis| format.day_time(millis)), // the month's heading has the year
            counted: record.counted,
            code: record.code.clone().unwrap_or_default(),
        }
    }
}

#[component]
pub fn HistoryRow(flow: Flow, row: Row, shown: Memo<Shown>) -> impl IntoView {
    let words = flow.messages();
    let (class, icon, status) =
        if row.counted { ("good", CHECK, words.counted()) } else { ("bad", CROSS, words.not_counted()) };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    let key = row.key;
    let is_next = move || shown.with(|shown| shown.next.as_ref() == Some(&key));
    let focusable = is_next.clone();
    view! {
        <li
            class="row"
            part="row"
            id=move || is_next().then_some("next")
            tabindex=move || focusable().then_some("-1")
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
