//! The records by month, and the button for more of them. What is on the page stays when more come.

use super::history_row::{HistoryRow, Row};
use super::note::Notice;
use crate::actions::{Flow, Model};
use crate::browser::intl::Format;
use leptos::prelude::*;
use points_core::api::history_point::PAGE;
use points_core::history::{Event, More, State, months};

/// The records as they are shown.
#[derive(Clone, PartialEq)]
pub struct Shown {
    months: Vec<Month>,
    /// The key of the row where the customer goes on reading after "load more".
    pub next: Option<String>,
}

#[derive(Clone, PartialEq)]
struct Month {
    name: String,
    total: String,
    rows: Vec<Row>,
}

fn read(model: &Model) -> Shown {
    let mut shown = Shown { months: Vec::new(), next: None };
    let State::Ready { rows, page, more, in_order, .. } = &model.history else { return shown };
    let format = Format::of(model);
    let name = |millis: Option<f64>| millis.map_or(model.words.no_date().to_owned(), |millis| format.month(millis));
    let first_of_page = PAGE * (*page as usize).saturating_sub(1);
    let mut index = 0;
    for month in months(rows, *more, *in_order, name) {
        let mut rows = Vec::new();
        for record in month.rows {
            let row = Row::of(&format, record, index);
            if index == first_of_page && index > 0 {
                shown.next = Some(row.key.clone());
            }
            index += 1;
            rows.push(row);
        }
        let total = month.total.filter(|total| *total > 0.0).map(|total| format.earned(total));
        shown.months.push(Month { name: month.name, total: total.unwrap_or_default(), rows });
    }
    shown
}

#[component]
pub fn HistoryList(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let shown = Memo::new(move |_| flow.get(read));
    let names = move || shown.with(|shown| shown.months.iter().map(|month| month.name.clone()).collect::<Vec<_>>());
    let more = move || {
        flow.get(|model| match model.history {
            State::Ready { more, .. } => more,
            _ => More::None,
        })
    };
    let label = move || match more() {
        More::Failed => words.retry(),
        More::Loading => words.loading(),
        More::None | More::Maybe => words.load_more(),
    };
    let load = move |_| match more() {
        More::Failed => flow.history(Event::Retry),
        More::Maybe => flow.history(Event::LoadMore),
        More::None | More::Loading => {}
    };
    view! {
        <div>
            <For each=names key=String::clone children=move |name| view! { <MonthSection flow name shown/> }/>
            {move || (more() == More::Failed).then(|| view! { <Notice role="alert" text=words.load_failed()/> })}
            <Show when=move || more() != More::None>
                <button type="button" part="button" class="quiet" id="more" on:click=load>{label}</button>
            </Show>
        </div>
    }
}

#[component]
fn MonthSection(flow: Flow, name: String, shown: Memo<Shown>) -> impl IntoView {
    let month = {
        let name = name.clone();
        move || shown.with(|shown| shown.months.iter().find(|month| month.name == name).cloned())
    };
    let total = {
        let month = month.clone();
        move || month().map(|month| month.total)
    };
    let rows = move || month().map(|month| month.rows).unwrap_or_default();
    view! {
        <section>
            <h3 class="month">
                <span>{name}</span>
                <span class="total" dir="ltr">{total}</span>
            </h3>
            <ul class="rows">
                <For each=rows key=|row: &Row| row.key.clone() children=move |row| view! { <HistoryRow flow row shown/> }/>
            </ul>
        </section>
    }
}
