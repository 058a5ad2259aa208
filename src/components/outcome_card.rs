//! What became of a code: collected, on its way, or not known yet.

use super::badge::Badge;
use super::button::Button;
use super::icon::{CHECK, CLOCK};
use super::tab_id;
use crate::actions::App;
use crate::browser::host::CodeLock;
use crate::browser::intl::Format;
use crate::settings::Settings;
use leptos::prelude::*;
use points_core::api::history_point::Record;
use points_core::config::Screen;
use points_core::messages::fill;
use points_core::redeem::interpreter::Redeeming;
use points_core::redeem::{Event, State};

/// The points are the customer's. A record may come later, and is then shown in the same place; the title, which has the
/// focus, stays.
#[component]
pub fn Collected(app: App) -> impl IntoView {
    let messages = app.messages();
    let (settings, redeeming) = (app.state().settings, app.state().redeeming);
    let is_known = move || matches!(redeeming.read().state, State::Collected { record: Some(_), .. });
    let badge = move || {
        let (class, icon) = if is_known() { ("badge good", CHECK) } else { ("badge waiting", CLOCK) };
        view! { <Badge class icon/> }
    };
    let title = move || if is_known() { messages.success() } else { messages.on_their_way_title() };
    let detail = move |redeeming: &Redeeming<CodeLock>| match &redeeming.state {
        State::Collected { record: Some(record), .. } => {
            let record = Earning::of(&settings.read_untracked(), record);
            view! { <Earned record/> }.into_any()
        }
        _ => view! { <p class="detail">{messages.on_their_way()}</p> }.into_any(),
    };
    view! {
        <div class="outcome">
            <div>
                {badge}
                <h2 class="title" id="head" tabindex="-1">{title}</h2>
                {move || detail(&redeeming.read())}
            </div>
        </div>
    }
}

/// A record in words.
struct Earning {
    points: Option<String>,
    product: String,
    since: Option<String>,
}

impl Earning {
    fn of(settings: &Settings, record: &Record) -> Earning {
        let format = Format::of(settings);
        let since = |millis| fill(settings.messages.in_history_since(), &[("time", &format.time(millis))]);
        Earning {
            points: record.score.map(|score| format.points(score)),
            product: known([record.product_name.as_deref(), record.product_code.as_deref()]),
            since: record.created_at.map(since),
        }
    }
}

#[component]
fn Earned(record: Earning) -> impl IntoView {
    view! {
        <div>
            {record.points.map(|points| view! { <p class="points">{points}</p> })}
            <p class="product">{record.product}</p>
            {record.since.map(|since| view! { <p class="detail">{since}</p> })}
        </div>
    }
}

/// The way on from a collected code; to the history only where there is one.
#[component]
pub fn AfterCollected(app: App) -> impl IntoView {
    let messages = app.messages();
    let screens = app.state().settings.read_untracked().config.screens;
    let has_history = screens.contains(&Screen::History);
    let see_history = move || {
        app.open(Screen::History);
        app.focus(tab_id(Screen::History));
    };
    view! {
        <div class="outcome">
            <Button class="primary" label=messages.another() on_click=move || app.another()/>
            {has_history.then(|| view! { <Button class="link" label=messages.see_history() on_click=see_history/> })}
        </div>
    }
}

/// Calm, and honest: nobody knows yet.
#[component]
pub fn Unconfirmed(app: App) -> impl IntoView {
    let messages = app.messages();
    let redeeming = app.state().redeeming;
    let code = move || match &redeeming.read().state {
        State::Unconfirmed { intent, .. } => intent.code.as_str().to_owned(),
        _ => String::new(),
    };
    let checking = move || match redeeming.read().state {
        State::Unconfirmed { checking: true, .. } => messages.checking(),
        _ => "",
    };
    view! {
        <div class="outcome">
            <Badge class="badge waiting" icon=CLOCK/>
            <h2 class="title" id="head" tabindex="-1">{messages.unconfirmed_title()}</h2>
            <p class="kept">{code}</p>
            <p class="detail">{messages.unconfirmed()}</p>
            <p class="detail">{checking}</p>
        </div>
    }
}

#[component]
pub fn AfterUnconfirmed(app: App) -> impl IntoView {
    let messages = app.messages();
    view! {
        <div class="outcome">
            <Button class="primary" label=messages.check_again() on_click=move || app.redeem(Event::CheckAgain)/>
            <Button class="quiet" label=messages.send_again() on_click=move || app.redeem(Event::SendAgain)/>
            <Button class="link" label=messages.another() on_click=move || app.another()/>
        </div>
    }
}

/// That this customer collected the code, with what the record says of it.
pub fn earlier(settings: &Settings, record: &Record) -> String {
    let format = Format::of(settings);
    let points = record.score.map(|score| format.points(score));
    let date = record.created_at.map(|millis| format.date_time(millis));
    [settings.messages.yours(), " ", &known([points.as_deref(), date.as_deref()])].concat()
}

/// What is known of two things, in one line.
fn known(parts: [Option<&str>; 2]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
