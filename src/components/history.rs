//! The history: whose, of which span, and the records by month.

use super::button;
use super::dom::{El, el};
use super::field::{Field, Note};
use super::icon::{ALERT, CHECK, CROSS, GIFT, icon};
use super::outcome::{badge, detail, title};
use crate::actions::{Flow, Model, Tab};
use crate::browser::intl::Format;
use leptos::prelude::*;
use points_core::api::history_point::{PAGE, Range, Record};
use points_core::config::View;
use points_core::history::{Event, More, Period, State, months};
use points_core::messages::Messages;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

pub fn screen(flow: Flow) -> El {
    let asking = move || flow.get(|model| (model.history == State::Asking).into());
    let status = el("p", &[("class", "hidden"), ("role", "status")]).text_of(move || flow.get(said));
    el("div", &[("class", "history")]).child(status).part_by(asking, move |asking| {
        Some(if asking == 1 {
            ask(flow)
        } else {
            let head = el("div", &[("class", "head")]).child(whose(flow)).child(period(flow));
            el("div", &[]).child(head).part_of(move || flow.get(|model| content(flow, model)))
        })
    })
}

/// What is heard of it: that it is read, or how many records are shown.
fn said(model: &Model) -> String {
    let words = model.words;
    match &model.history {
        State::Asking | State::Failed(..) => String::new(),
        State::Loading(_) | State::Ready { more: More::Loading, .. } => words.loading().to_owned(),
        State::Ready { rows, .. } => [words.history(), ": ", &Format::of(model).number(rows.len() as f64)].concat(),
    }
}

fn ask(flow: Flow) -> El {
    let words = flow.messages();
    let field = Field {
        id: "who",
        note_id: "who-note",
        label: words.who(),
        aside: "",
        hint: "",
        value: flow.draft().who,
        input: &[("type", "text"), ("autocomplete", "tel"), ("autocapitalize", "none"), ("enterkeyhint", "go")],
        action: None,
        note: Rc::new(move || {
            let fault = flow.get(|model| model.who_fault);
            Note::error(fault.map(|fault| words.contact_error(fault, words.who_empty())))
        }),
        typed: Box::new(move |_| _ = flow.set(|model| model.who_fault = None)),
    };
    el("form", &[("class", "form"), ("novalidate", "")])
        .on("submit", move |event| {
            event.prevent_default();
            flow.ask_history();
        })
        .child(field.view())
        .child(el("button", &[("type", "submit"), ("class", "primary"), ("part", "button")]).text(words.show()))
}

fn whose(flow: Flow) -> El {
    let masked = move || flow.get(|model| model.history.query().map(|query| query.who.masked()).unwrap_or_default());
    let change = button("link", flow.messages().change(), move || {
        flow.history(Event::Change);
        flow.focus("who");
    });
    el("div", &[("class", "whose")])
        .child(el("h2", &[("class", "who"), ("id", "head"), ("tabindex", "-1")]).text_of(masked))
        .child(change)
}

const PERIODS: [Period; 4] = [Period::All, Period::Days(30), Period::Days(90), Period::Dates];

fn period(flow: Flow) -> El {
    let words = flow.messages();
    let labels = [words.all_time(), words.last_30_days(), words.last_90_days(), words.choose_dates()];
    let chosen = move |index: usize| flow.get(|model| PERIODS.get(index) == Some(&model.period));
    let select = el("select", &[("id", "period"), ("part", "input")])
        .on("change", move |event| {
            let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            let index = select.and_then(|select| usize::try_from(select.selected_index()).ok());
            flow.choose_period(index.and_then(|index| PERIODS.get(index)).copied().unwrap_or_default());
        })
        .children(labels.into_iter().enumerate().map(|(index, label)| {
            el("option", &[]).attr_of("selected", move || chosen(index).then_some("")).text(label)
        }));
    let is_dates = move || flow.get(|model| (model.period == Period::Dates).into());
    el("div", &[("class", "period")])
        .child(el("label", &[("class", "hidden"), ("for", "period")]).text(words.period()))
        .child(el("div", &[("class", "select")]).child(select))
        .part_by(is_dates, move |is_dates| (is_dates == 1).then(|| dates(flow)))
}

fn dates(flow: Flow) -> El {
    let words = flow.messages();
    let date = move |id: &'static str, label: &str, value: RwSignal<String>| {
        let input = el("input", &[("type", "date"), ("part", "input"), ("aria-describedby", "dates-note")])
            .attr("id", id)
            .attr_of("aria-invalid", move || flow.dates().is_none().then_some("true"))
            .value(value)
            .on("change", move |event| {
                if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
                    value.set(input.value());
                    flow.filter_dates();
                }
            });
        el("div", &[("class", "field")]).child(el("label", &[]).attr("for", id).text(label)).child(input)
    };
    let wrong = move || {
        flow.dates().is_none().then(|| el("p", &[("class", "error")]).child(icon(ALERT)).text(words.range_wrong()))
    };
    el("div", &[("class", "dates")])
        .child(date("from", words.from(), flow.draft().from))
        .child(date("to", words.to(), flow.draft().to))
        .child(el("div", &[("class", "note"), ("id", "dates-note"), ("role", "alert")]).part_of(wrong))
}

fn content(flow: Flow, model: &Model) -> Option<El> {
    let words = model.words;
    Some(match &model.history {
        State::Asking => return None,
        State::Loading(_) => loading(),
        State::Failed(_, error) => {
            let card = el("div", &[("class", "empty")]).child(notice(words.history_error(*error)));
            card.child(button("quiet", words.retry(), move || flow.history(Event::Retry)))
        }
        State::Ready { query, rows, .. } if rows.is_empty() => {
            let is_filtered = query.range != Range::default();
            empty(flow, words, is_filtered, model.config.view != View::History)
        }
        State::Ready { rows, page, more, in_order, .. } => list(flow, model, rows, *page, *more, *in_order),
    })
}

fn notice(text: &str) -> El {
    el("p", &[("class", "notice"), ("role", "alert")]).child(icon(ALERT)).text(text)
}

fn loading() -> El {
    let bone = |class: &'static str| el("span", &[]).attr("class", class);
    let row = || el("div", &[("class", "row")]).child(bone("bone")).child(bone("bone short"));
    let rows = el("div", &[("class", "rows")]).child(row()).child(row()).child(row());
    el("div", &[("class", "skeleton"), ("aria-hidden", "true")]).child(rows)
}

/// An invitation, with the way out of the emptiness.
fn empty(flow: Flow, words: &'static Messages, is_filtered: bool, has_redeem: bool) -> El {
    let card = el("div", &[("class", "empty")]).child(badge("badge", GIFT));
    if is_filtered {
        return card.child(detail().text(words.empty_range())).child(button(
            "quiet",
            words.show_all_time(),
            move || {
                flow.choose_period(Period::All);
                flow.focus("period");
            },
        ));
    }
    let card = card.child(title(words.empty_title())).child(detail().text(words.empty()));
    if !has_redeem {
        return card;
    }
    card.child(button("quiet", words.empty_action(), move || {
        flow.set(|model| model.tab = Tab::Redeem);
        flow.focus("code");
    }))
}

fn list(flow: Flow, model: &Model, rows: &[Record], page: u32, more: More, in_order: bool) -> El {
    let words = model.words;
    let format = Format::of(model);
    let name = |millis: Option<f64>| millis.map_or(words.no_date().to_owned(), |millis| format.month(millis));
    let next = rows.get(PAGE * (page as usize - 1)).filter(|_| page > 1);
    let mut list = el("div", &[]);
    for month in months(rows, more, in_order, name) {
        let total = month.total.filter(|total| *total > 0.0).map(|total| format.earned(total));
        let head = el("h3", &[("class", "month")])
            .child(el("span", &[]).text(&month.name))
            .child(el("span", &[("class", "total"), ("dir", "ltr")]).text(&total.unwrap_or_default()));
        let rows = month.rows.into_iter().map(|record| {
            let row = row(words, &format, record);
            // Where the customer goes on reading after "load more".
            if next.is_some_and(|next| std::ptr::eq(next, record)) {
                row.attr("id", "next").attr("tabindex", "-1")
            } else {
                row
            }
        });
        list = list.child(el("section", &[]).child(head).child(el("ul", &[("class", "rows")]).children(rows)));
    }
    match more {
        More::None => list,
        More::Maybe => list.child(further(words.load_more(), move || flow.history(Event::LoadMore))),
        More::Loading => list.child(further(words.loading(), || {})),
        More::Failed => {
            let retry = further(words.retry(), move || flow.history(Event::Retry));
            list.child(notice(words.load_failed())).child(retry)
        }
    }
}

fn further(label: &'static str, click: impl Fn() + 'static) -> El {
    button("quiet", label, click).attr("id", "more")
}

fn row(words: &Messages, format: &Format, record: &Record) -> El {
    let product = record.product_name.as_deref().or(record.product_code.as_deref()).unwrap_or(words.no_product());
    let status = if record.counted {
        el("span", &[("class", "good")]).child(icon(CHECK)).text(words.counted())
    } else {
        el("span", &[("class", "bad")]).child(icon(CROSS)).text(words.not_counted())
    };
    let points = record.score.filter(|_| record.counted).map(|score| format.earned(score));
    let date = record.created_at.map(|millis| format.day_time(millis)); // the month's heading has the year
    let line = |class: &'static str, left: Option<&str>, right: El| {
        el("div", &[]).attr("class", class).child(el("span", &[]).text(left.unwrap_or("—"))).child(right)
    };
    el("li", &[("class", "row"), ("part", "row")])
        .child(line("line", Some(product), el("b", &[("dir", "ltr")]).text(points.as_deref().unwrap_or("—"))))
        .child(line("line small", date.as_deref(), status))
        .child(el("div", &[("class", "mono")]).text(record.code.as_deref().unwrap_or_default()))
}
