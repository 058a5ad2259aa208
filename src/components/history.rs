//! The history: whose, of which span, and the records by month.

use super::badge::Badge;
use super::button::Button;
use super::history_filter::HistoryFilter;
use super::history_list::HistoryList;
use super::history_owner::{AskOwner, Owner};
use super::icon::GIFT;
use super::note::Notice;
use crate::actions::{Flow, Model, Tab};
use crate::browser::intl::Format;
use leptos::prelude::*;
use points_core::api::history_point::Range;
use points_core::config::View as Screens;
use points_core::history::{Event, More, Period, State};

#[component]
pub fn History(flow: Flow) -> impl IntoView {
    let is_asking = move || flow.get(|model| model.history == State::Asking);
    view! {
        <div class="history">
            <p class="hidden" role="status">{move || flow.get(status)}</p>
            <Show when=is_asking fallback=move || view! { <Records flow/> }>
                <AskOwner flow/>
            </Show>
        </div>
    }
}

/// What is heard of it: that it is read, or how many records are shown.
fn status(model: &Model) -> String {
    let words = model.words;
    match &model.history {
        State::Asking | State::Failed(..) => String::new(),
        State::Loading(_) | State::Ready { more: More::Loading, .. } => words.loading().to_owned(),
        State::Ready { rows, .. } => [words.history(), ": ", &Format::of(model).number(rows.len() as f64)].concat(),
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

fn stage(model: &Model) -> Stage {
    match &model.history {
        State::Asking => Stage::Asking,
        State::Loading(_) => Stage::Loading,
        State::Failed(..) => Stage::Failed,
        State::Ready { rows, .. } if !rows.is_empty() => Stage::List,
        State::Ready { query, .. } if query.range == Range::default() => Stage::Empty,
        State::Ready { .. } => Stage::EmptyRange,
    }
}

#[component]
fn Records(flow: Flow) -> impl IntoView {
    let content = move |stage| match stage {
        Stage::Asking => ().into_any(),
        Stage::Loading => view! { <Loading/> }.into_any(),
        Stage::Failed => view! { <Failed flow/> }.into_any(),
        Stage::Empty => view! { <Empty flow/> }.into_any(),
        Stage::EmptyRange => view! { <EmptyRange flow/> }.into_any(),
        Stage::List => view! { <HistoryList flow/> }.into_any(),
    };
    view! {
        <div>
            <div class="head">
                <Owner flow/>
                <HistoryFilter flow/>
            </div>
            {keyed(move || flow.get(stage), content)}
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
fn Failed(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let text = flow.get(|model| match &model.history {
        State::Failed(_, error) => words.history_error(*error),
        _ => "",
    });
    view! {
        <div class="empty">
            <Notice role="alert" text/>
            <Button class="quiet" label=words.retry() on_click=move || flow.history(Event::Retry)/>
        </div>
    }
}

/// An invitation, with the way out of the emptiness.
#[component]
fn Empty(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let has_redeem = flow.get(|model| model.config.view != Screens::History);
    let redeem = move || {
        flow.set(|model| model.tab = Tab::Redeem);
        flow.focus("code");
    };
    view! {
        <div class="empty">
            <Badge class="badge" icon=GIFT/>
            <p class="title">{words.empty_title()}</p>
            <p class="detail">{words.empty()}</p>
            {has_redeem.then(|| view! { <Button class="quiet" label=words.empty_action() on_click=redeem/> })}
        </div>
    }
}

#[component]
fn EmptyRange(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let show_all = move || {
        flow.choose_period(Period::All);
        flow.focus("period");
    };
    view! {
        <div class="empty">
            <Badge class="badge" icon=GIFT/>
            <p class="detail">{words.empty_range()}</p>
            <Button class="quiet" label=words.show_all_time() on_click=show_all/>
        </div>
    }
}
