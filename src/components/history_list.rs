//! The records by month, and the button for more of them. What is on the page stays when more come.

use super::history_row::{HistoryRow, Row};
use super::note::Notice;
use crate::actions::App;
use crate::browser::intl::Format;
use crate::state::Settings;
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

fn read(settings: &Settings, state: &State) -> Shown {
    let mut shown = Shown { months: Vec::new(), next: None };
    let State::Ready { rows, page, more, in_order, .. } = state else { return shown };
    let format = Format::of(settings);
    let no_date = settings.messages.no_date();
    let name = |millis: Option<f64>| millis.map_or(no_date.to_owned(), |millis| format.month(millis));
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
pub fn HistoryList(app: App) -> impl IntoView {
    let messages = app.messages();
    let (settings, history) = (app.state().settings, app.state().history);
    let shown =
        Memo::new(move |_| history.with(|history| settings.with_untracked(|settings| read(settings, &history.state))));
    let names = move || shown.with(|shown| shown.months.iter().map(|month| month.name.clone()).collect::<Vec<_>>());
    let more = move || {
        history.with(|history| match history.state {
            State::Ready { more, .. } => more,
            _ => More::None,
        })
    };
    let label = move || match more() {
        More::Failed => messages.retry(),
        More::Loading => messages.loading(),
        More::None | More::Maybe => messages.load_more(),
    };
    let load = move |_| match more() {
        More::Failed => app.history(Event::Retry),
        More::Maybe => app.history(Event::LoadMore),
        More::None | More::Loading => {}
    };
    view! {
        <div>
            <For each=names key=String::clone children=move |name| view! { <MonthSection app name shown/> }/>
            {move || (more() == More::Failed).then(|| view! { <Notice role="alert" text=messages.load_failed()/> })}
            <Show when=move || more() != More::None>
                <button type="button" part="button" class="quiet" id="more" on:click=load>{label}</button>
            </Show>
        </div>
    }
}

#[component]
fn MonthSection(app: App, name: String, shown: Memo<Shown>) -> impl IntoView {
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
                <For each=rows key=|row: &Row| row.key.clone() children=move |row| view! { <HistoryRow app row shown/> }/>
            </ul>
        </section>
    }
}
