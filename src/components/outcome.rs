//! What became of a code: collected, on its way, or not known yet.

use super::button;
use super::dom::{El, el};
use super::icon::{CHECK, CLOCK, icon};
use crate::actions::{Flow, Model};
use crate::browser::intl::Format;
use points_core::api::history_point::Record;
use points_core::config::View;
use points_core::messages::fill;
use points_core::redeem::{Event, State};

/// The points are the customer's. A record may come later, and is then shown in the same place; the title, which has the
/// focus, stays.
pub fn collected(flow: Flow) -> El {
    let words = flow.messages();
    let is_known = move || flow.get(|model| matches!(model.redeem, State::Collected { record: Some(_), .. }));
    let card = el("div", &[])
        .part_of(move || Some(if is_known() { badge("badge good", CHECK) } else { badge("badge waiting", CLOCK) }))
        .child(head().text_of(move || if is_known() { words.success() } else { words.on_their_way_title() }.to_owned()))
        .part_of(move || {
            flow.get(|model| match &model.redeem {
                State::Collected { record: Some(record), .. } => Some(earned(model, record)),
                _ => Some(detail().text(words.on_their_way())),
            })
        });
    el("div", &[("class", "outcome")]).child(card)
}

/// The way on from a collected code; to the history only where there is one.
pub fn after_collected(flow: Flow) -> El {
    let words = flow.messages();
    let ways = el("div", &[("class", "outcome")]).child(button("primary", words.another(), move || flow.another()));
    if flow.get(|model| model.config.view != View::Both) {
        return ways;
    }
    ways.child(button("link", words.see_history(), move || {
        flow.open_history();
        flow.focus("history-tab");
    }))
}

fn earned(model: &Model, record: &Record) -> El {
    let words = model.words;
    let mut card = el("div", &[]);
    if let Some(points) = points(model, record) {
        card = card.child(el("p", &[("class", "points")]).text(&points));
    }
    let product = [record.product_name.as_deref(), record.product_code.as_deref()];
    let product: Vec<&str> = product.into_iter().flatten().collect();
    card = card.child(el("p", &[("class", "product")]).text(&product.join(" · ")));
    if let Some(millis) = record.created_at {
        card = card.child(detail().text(&fill(words.in_history_since(), &[("time", &Format::of(model).time(millis))])));
    }
    card
}

/// Calm, and honest: nobody knows yet.
pub fn unconfirmed(flow: Flow) -> El {
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
    el("div", &[("class", "outcome")])
        .child(badge("badge waiting", CLOCK))
        .child(head().text(words.unconfirmed_title()))
        .child(el("p", &[("class", "kept")]).text_of(code))
        .child(detail().text(words.unconfirmed()))
        .child(detail().text_of(move || checking().to_owned()))
}

pub fn after_unconfirmed(flow: Flow) -> El {
    let words = flow.messages();
    el("div", &[("class", "outcome")])
        .child(button("primary", words.check_again(), move || flow.redeem(Event::CheckAgain)))
        .child(button("quiet", words.send_again(), move || flow.redeem(Event::SendAgain)))
        .child(button("link", words.another(), move || flow.another()))
}

pub fn badge(class: &'static str, sign: &'static str) -> El {
    el("span", &[]).attr("class", class).child(icon(sign))
}

/// The title that takes the focus when the form, which had it, gives place to an outcome.
fn head() -> El {
    el("h2", &[("class", "title"), ("id", "head"), ("tabindex", "-1")])
}

pub fn title(text: &str) -> El {
    el("p", &[("class", "title")]).text(text)
}

pub fn detail() -> El {
    el("p", &[("class", "detail")])
}

/// "+100 points".
fn points(model: &Model, record: &Record) -> Option<String> {
    record.score.map(|score| Format::of(model).points(score))
}

/// When this customer collected the code, and for how much.
pub fn yours(model: &Model, record: &Record) -> String {
    let words = model.words;
    let date = record.created_at.map_or(words.no_date().to_owned(), |millis| Format::of(model).date_time(millis));
    let points = points(model, record).unwrap_or_else(|| words.counted().to_owned());
    fill(words.yours(), &[("date", &date), ("points", &points)])
}
