//! One record of the history.

use super::icon::{CHECK, CROSS, Icon};
use crate::actions::{Flow, Model};
use crate::browser::intl::Format;
use leptos::prelude::*;
use points_core::api::history_point::{PAGE, Record};
use points_core::history::State;

/// A record in words.
struct Row {
    product: String,
    points: Option<String>,
    date: Option<String>,
    counted: bool,
    code: String,
}

impl Row {
    fn of(model: &Model, record: &Record) -> Row {
        let format = Format::of(model);
        let product = record.product_name.as_deref().or(record.product_code.as_deref());
        Row {
            product: product.unwrap_or(model.words.no_product()).to_owned(),
            points: record.score.filter(|_| record.counted).map(|score| format.earned(score)),
            date: record.created_at.map(|millis| format.day_time(millis)), // the month's heading has the year
            counted: record.counted,
            code: record.code.clone().unwrap_or_default(),
        }
    }
}

#[component]
pub fn HistoryRow(flow: Flow, index: usize) -> impl IntoView {
    let words = flow.messages();
    let row = flow.get(|model| match &model.history {
        State::Ready { rows, .. } => rows.get(index).map(|record| Row::of(model, record)),
        _ => None,
    })?;
    // Where the customer goes on reading after "load more".
    let is_next = move || {
        flow.get(|model| match model.history {
            State::Ready { page, .. } => index > 0 && index == PAGE * (page as usize - 1),
            _ => false,
        })
    };
    let (class, icon, status) =
        if row.counted { ("good", CHECK, words.counted()) } else { ("bad", CROSS, words.not_counted()) };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    Some(view! {
        <li
            class="row"
            part="row"
            id=move || is_next().then_some("next")
            tabindex=move || is_next().then_some("-1")
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
    })
}
