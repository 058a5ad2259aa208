//! The history: whose, of which span, and the records by month.

use super::badge::Badge;
use super::button::Button;
use super::history_filter::HistoryFilter;
use super::history_list::HistoryList;
use super::history_owner::{AskOwner, Owner};
use super::icon::GIFT;
use super::note::Notice;
use crate::actions::App;
use crate::browser::intl::Format;
use leptos::prelude::*;
use points_core::api::history_point::Range;
use points_core::config::Screen;
use points_core::history::{Event, More, Period, State};
use points_core::messages::fill;

#[component]
pub fn History(app: App) -> impl IntoView {
    let history = app.state().history;
    let is_asking = move || history.read().state == State::Asking;
    let status = move || status(app, &history.read().state);
    view! {
        <div class="history">
            <p class="hidden" role="status">{status}</p>
            <Show when=is_asking fallback=move || view! { <Records app/> }>
                <AskOwner app/>
            </Show>
        </div>
    }
}

/// What is heard of it: that it is read, or how many records are shown.
fn status(app: App, state: &State) -> String {
    let messages = app.messages();
    let number = |number: f64| Format::of(&app.state().settings.read_untracked()).number(number);
    match state {
        State::Asking | State::Failed(..) => String::new(),
        State::Loading(_) | State::Ready { more: More::Loading, .. } => messages.loading().to_owned(),
        State::Ready { rows, .. } => fill(messages.entries_shown(), &[("count", &number(rows.len() as f64))]),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Stage {
    Asking,
    Loading,
    Failed,
    Empty,
    /// No record of the chosen span.
    EmptyRange,
    List,
}

fn stage(state: &State) -> Stage {
    match state {
        State::Asking => Stage::Asking,
        State::Loading(_) => Stage::Loading,
        State::Failed(..) => Stage::Failed,
        State::Ready { rows, .. } if !rows.is_empty() => Stage::List,
        State::Ready { query, .. } if query.range == Range::default() => Stage::Empty,
        State::Ready { .. } => Stage::EmptyRange,
    }
}

#[component]
fn Records(app: App) -> impl IntoView {
    let history = app.state().history;
    let stage = move || stage(&history.read().state);
    let content = move |stage| match stage {
        Stage::Asking => ().into_any(),
        Stage::Loading => view! { <Loading/> }.into_any(),
        Stage::Failed => view! { <Failed app/> }.into_any(),
        Stage::Empty => view! { <Empty app/> }.into_any(),
        Stage::EmptyRange => view! { <EmptyRange app/> }.into_any(),
        Stage::List => view! { <HistoryList app/> }.into_any(),
    };
    view! {
        <div>
            <div class="head">
                <Owner app/>
                <HistoryFilter app/>
            </div>
            {keyed(stage, content)}
        </div>
    }
}

const BONE: &str = "bone";

/// The shape of what is to come.
#[component]
fn Loading() -> impl IntoView {
    let row = || view! { <div class="row"><span class=BONE></span><span class=[BONE, " short"].concat()></span></div> };
    view! { <div class="skeleton" aria-hidden="true"><div class="rows">{row()}{row()}{row()}</div></div> }
}

#[component]
fn Failed(app: App) -> impl IntoView {
    let messages = app.messages();
    let text = match &app.state().history.read_untracked().state {
        State::Failed(_, error) => messages.history_error(*error),
        _ => "",
    };
    view! {
        <div class="empty">
            <Notice role="alert" text/>
            <Button class="quiet" label=messages.retry() on_click=move || app.history(Event::Retry)/>
        </div>
    }
}

/// An invitation, with the way out of the emptiness.
#[component]
fn Empty(app: App) -> impl IntoView {
    let messages = app.messages();
    let screens = app.state().settings.read_untracked().config.screens;
    let has_redeem = screens.contains(&Screen::Redeem);
    let redeem = move || {
        app.open(Screen::Redeem);
        app.focus("code");
    };
    view! {
        <div class="empty">
            <Badge class="badge" icon=GIFT/>
            <p class="title">{messages.empty_title()}</p>
            <p class="detail">{messages.empty()}</p>
            {has_redeem.then(|| view! { <Button class="quiet" label=messages.empty_action() on_click=redeem/> })}
        </div>
    }
}

#[component]
fn EmptyRange(app: App) -> impl IntoView {
    let messages = app.messages();
    let show_all = move || {
        app.choose_period(Period::All);
        app.focus("period");
    };
    view! {
        <div class="empty">
            <Badge class="badge" icon=GIFT/>
            <p class="detail">{messages.empty_range()}</p>
            <Button class="quiet" label=messages.show_all_time() on_click=show_all/>
        </div>
    }
}
