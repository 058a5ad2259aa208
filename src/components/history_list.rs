//! The records by month, and the button for more of them. What is on the page stays when more come.

use super::history_row::HistoryRow;
use super::note::Notice;
use crate::actions::App;
use crate::state::{self, history_list::Month};
use leptos::prelude::*;
use points_core::history::{Event, More, State};

#[component]
pub fn HistoryList(app: App) -> impl IntoView {
    let messages = app.messages();
    let state::State { history, history_list, .. } = app.state();
    let names = move || history_list.read().months.iter().map(|month| month.name.clone()).collect::<Vec<_>>();
    let more = move || match history.read().state {
        State::Ready { more, .. } => more,
        _ => More::None,
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
            <For each=names key=String::clone children=move |name| view! { <MonthSection app name/> }/>
            {move || (more() == More::Failed).then(|| view! { <Notice role="alert" text=messages.load_failed()/> })}
            <Show when=move || more() != More::None>
                <button type="button" part="button" class="quiet" id="more" on:click=load>{label}</button>
            </Show>
        </div>
    }
}

#[component]
fn MonthSection(app: App, name: String) -> impl IntoView {
    let list = app.state().history_list;
    let heading = name.clone();
    let (of_total, of_rows) = (name.clone(), name);
    let total = move || list.read().month(&of_total).map(|month| month.total.clone());
    let keys = move || list.read().month(&of_rows).map(Month::keys).unwrap_or_default();
    view! {
        <section>
            <h3 class="month">
                <span>{heading}</span>
                <span class="total" dir="ltr">{total}</span>
            </h3>
            <ul class="rows">
                <For each=keys key=String::clone children=move |key| view! { <HistoryRow app key/> }/>
            </ul>
        </section>
    }
}
