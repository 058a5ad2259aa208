//! The records by month, and the button for more of them. What is on the page stays when more come.

use super::history_row::HistoryRow;
use super::note::Notice;
use crate::actions::{Flow, Model};
use crate::browser::intl::Format;
use leptos::prelude::*;
use points_core::history::{Event, More, State, months};

/// A month as it is shown.
struct Month {
    name: String,
    total: String,
    /// The index of its first record, and how many there are.
    first: usize,
    count: usize,
}

fn read(model: &Model) -> Vec<Month> {
    let State::Ready { rows, more, in_order, .. } = &model.history else { return Vec::new() };
    let format = Format::of(model);
    let name = |millis: Option<f64>| millis.map_or(model.words.no_date().to_owned(), |millis| format.month(millis));
    let mut first = 0;
    let shown = |month: points_core::history::Month| {
        let total = month.total.filter(|total| *total > 0.0).map(|total| format.earned(total));
        let count = month.rows.len();
        first += count;
        Month { name: month.name, total: total.unwrap_or_default(), first: first - count, count }
    };
    months(rows, *more, *in_order, name).into_iter().map(shown).collect()
}

#[component]
pub fn HistoryList(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let months = RwSignal::new(Vec::new());
    let follow = move || months.set(flow.get(read));
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
            {follow}
            <KeyedRows flow keys=Keys::Months(months)/>
            {move || (more() == More::Failed).then(|| view! { <Notice role="alert" text=words.load_failed()/> })}
            <Show when=move || more() != More::None>
                <button type="button" part="button" class="quiet" id="more" on:click=load>{label}</button>
            </Show>
        </div>
    }
}

/// The keys of what is shown: the months, or the records of one month. They count up while the records come in order; where
/// some stand between others, each page has keys of its own, and all is built anew.
#[derive(Clone, Copy)]
enum Keys {
    Months(RwSignal<Vec<Month>>),
    Records(RwSignal<Vec<Month>>, usize),
}

const PAGES: u32 = 20;

/// Months and records in one list, so that there is one and not two.
#[component]
#[inline(never)]
fn KeyedRows(flow: Flow, keys: Keys) -> impl IntoView {
    let each = move || {
        let page = untrack(|| {
            flow.get(|model| match model.history {
                State::Ready { in_order: false, page, .. } => page as usize,
                _ => 0,
            })
        });
        let indices = match keys {
            Keys::Months(months) => 0..months.with(Vec::len),
            Keys::Records(months, month) => months.with(|months| {
                months.get(month).map(|month| month.first..month.first + month.count).unwrap_or_default()
            }),
        };
        indices.map(move |index| (page << PAGES) + index)
    };
    let row = move |key: usize| {
        let index = key & ((1 << PAGES) - 1);
        match keys {
            Keys::Months(months) => view! { <MonthSection flow months index/> }.into_any(),
            Keys::Records(..) => view! { <HistoryRow flow index/> }.into_any(),
        }
    };
    view! { <For each key=|key| *key children=row/> }
}

#[component]
fn MonthSection(flow: Flow, months: RwSignal<Vec<Month>>, index: usize) -> impl IntoView {
    let name = months.with(|months| months.get(index).map(|month| month.name.clone()));
    let total = move || months.with(|months| months.get(index).map(|month| month.total.clone()));
    view! {
        <section>
            <h3 class="month">
                <span>{name}</span>
                <span class="total" dir="ltr">{total}</span>
            </h3>
            <ul class="rows"><KeyedRows flow keys=Keys::Records(months, index)/></ul>
        </section>
    }
}
