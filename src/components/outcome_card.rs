//! What became of a code: collected, on its way, or not known yet.

use super::badge::Badge;
use super::button::Button;
use super::icon::{CHECK, CLOCK};
use crate::actions::{Flow, Model};
use crate::browser::intl::Format;
use leptos::prelude::*;
use points_core::api::history_point::Record;
use points_core::config::View as Screens;
use points_core::messages::fill;
use points_core::redeem::{Event, State};

/// The points are the customer's. A record may come later, and is then shown in the same place; the title, which has the
/// focus, stays.
#[component]
pub fn Collected(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let is_known = move || flow.get(|model| matches!(model.redeem, State::Collected { record: Some(_), .. }));
    let badge = move || {
        let (class, icon) = if is_known() { ("badge good", CHECK) } else { ("badge waiting", CLOCK) };
        view! { <Badge class icon/> }
    };
    let title = move || if is_known() { words.success() } else { words.on_their_way_title() };
    let detail = move |model: &Model| match &model.redeem {
        State::Collected { record: Some(record), .. } => {
            view! { <Earned record=Earning::of(model, record)/> }.into_any()
        }
        _ => view! { <p class="detail">{words.on_their_way()}</p> }.into_any(),
    };
    view! {
        <div class="outcome">
            <div>
                {badge}
                <h2 class="title" id="head" tabindex="-1">{title}</h2>
                {move || flow.get(detail)}
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
    fn of(model: &Model, record: &Record) -> Earning {
        let format = Format::of(model);
        let product = [record.product_name.as_deref(), record.product_code.as_deref()];
        let since = |millis| fill(model.words.in_history_since(), &[("time", &format.time(millis))]);
        Earning {
            points: record.score.map(|score| format.points(score)),
            product: product.into_iter().flatten().collect::<Vec<_>>().join(" · "),
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
pub fn AfterCollected(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let has_history = flow.get(|model| model.config.view == Screens::Both);
    let see_history = move || {
        flow.open_history();
        flow.focus("history-tab");
    };
    view! {
        <div class="outcome">
            <Button class="primary" label=words.another() on_click=move || flow.another()/>
            {has_history.then(|| view! { <Button class="link" label=words.see_history() on_click=see_history/> })}
        </div>
    }
}

/// Calm, and honest: nobody knows yet.
#[component]
pub fn Unconfirmed(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let code = move || {
        flow.get(|model| match &model.redeem {
            State::Unconfirmed { intent, .. } => intent.code.as_str().to_owned(),
            _ => String::new(),
        })
    };
    let checking = move || {
        flow.get(|model| match model.redeem {
            State::Unconfirmed { checking: true, .. } => words.checking(),
            _ => "",
        })
    };
    view! {
        <div class="outcome">
            <Badge class="badge waiting" icon=CLOCK/>
            <h2 class="title" id="head" tabindex="-1">{words.unconfirmed_title()}</h2>
            <p class="kept">{code}</p>
            <p class="detail">{words.unconfirmed()}</p>
            <p class="detail">{checking}</p>
        </div>
    }
}

#[component]
pub fn AfterUnconfirmed(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    view! {
        <div class="outcome">
            <Button class="primary" label=words.check_again() on_click=move || flow.redeem(Event::CheckAgain)/>
            <Button class="quiet" label=words.send_again() on_click=move || flow.redeem(Event::SendAgain)/>
            <Button class="link" label=words.another() on_click=move || flow.another()/>
        </div>
    }
}

/// When this customer collected the code, and for how much.
pub fn earlier(model: &Model, record: &Record) -> String {
    let words = model.words;
    let format = Format::of(model);
    let date = record.created_at.map_or(words.no_date().to_owned(), |millis| format.date_time(millis));
    let points = record.score.map_or(words.counted().to_owned(), |score| format.points(score));
    fill(words.yours(), &[("date", &date), ("points", &points)])
}
