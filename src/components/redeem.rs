//! The screen that takes a code: the form, and in its place what became of it.

use super::dom::{El, el};
use super::field::{Field, Note};
use super::icon::{ALERT, SCAN, icon};
use super::{customer, outcome, text_of};
use crate::actions::{Flow, Model, Scan};
use leptos::prelude::*;
use points_core::messages::fill;
use points_core::redeem::{Notice, State};
use std::rc::Rc;

const FORM: u8 = 0;
const COLLECTED: u8 = 1;
const UNCONFIRMED: u8 = 2;

/// The form stays one and the same while a code is sent and comes back.
pub fn screen(flow: Flow) -> El {
    let stage = move || {
        flow.get(|model| match model.redeem {
            State::Collected { .. } => COLLECTED,
            State::Unconfirmed { .. } => UNCONFIRMED,
            State::Form | State::Back(_) | State::Sending { .. } | State::Looking { .. } => FORM,
        })
    };
    // The live region is there before its content, or a screen reader would not hear of the change; of a later change it
    // says what is new.
    let status = el("div", &[("role", "status"), ("aria-atomic", "false")]).part_by(stage, move |stage| match stage {
        COLLECTED => Some(outcome::collected(flow)),
        UNCONFIRMED => Some(outcome::unconfirmed(flow)),
        _ => None,
    });
    el("div", &[]).child(status).part_by(stage, move |stage| {
        Some(match stage {
            COLLECTED => outcome::after_collected(flow),
            UNCONFIRMED => outcome::after_unconfirmed(flow),
            _ => el("div", &[]).child(el("div", &[("id", "sheet")])).child(form(flow)),
        })
    })
}

fn form(flow: Flow) -> El {
    let words = flow.messages();
    let busy = move || flow.get(|model| model.redeem.is_busy());
    let alert = el("div", &[("role", "alert"), ("class", "alert")]).part_of(move || {
        flow.get(|model| match &model.redeem {
            State::Back(Notice::Failed(error)) => {
                Some(el("p", &[("class", "notice")]).child(icon(ALERT)).text(words.api_error(*error)))
            }
            _ => None,
        })
    });
    let submit = el("button", &[("type", "submit"), ("class", "primary"), ("part", "button"), ("id", "submit")])
        .attr_of("aria-disabled", move || busy().then_some("true"))
        .child(el("span", &[("class", "label")]).text(words.submit()))
        .part_by(
            move || busy().into(),
            move |busy| (busy == 1).then(|| el("span", &[("class", "busy")]).text(words.sending())),
        );
    let sending = el("p", &[("class", "hidden"), ("role", "status")])
        .text_of(move || if busy() { words.sending() } else { "" }.to_owned());
    let slow = el("p", &[("class", "slow"), ("role", "status")])
        .text_of(move || flow.get(|model| if model.is_slow { words.slow() } else { "" }.to_owned()));
    // Not in the alert, which would be read out each second.
    let wait = el("p", &[("class", "slow"), ("aria-hidden", "true")])
        .text_of(move || flow.peek(|model| model.wait.get()).unwrap_or_default());
    el("form", &[("class", "form"), ("novalidate", "")])
        // It stays while the sheet is open, so that nothing typed is lost.
        .attr_of("hidden", move || flow.get(|model| matches!(model.scan, Scan::Open(_))).then_some(""))
        .on("submit", move |event| {
            event.prevent_default();
            flow.submit();
        })
        .child(code(flow))
        .child(still_open(flow))
        .child(customer::screen(flow))
        .child(alert)
        .child(submit)
        .child(sending)
        .child(slow)
        .child(wait)
}

/// The way back to a code whose outcome is not known, while another is being typed.
fn still_open(flow: Flow) -> El {
    let words = flow.messages();
    el("div", &[("class", "still-open")]).part_of(move || {
        flow.get(|model| {
            let code = model.pending.as_ref().filter(|_| !model.redeem.is_busy())?;
            let is_other = model.draft.code.with(|text| text != code);
            is_other.then(|| {
                let button = el("button", &[("type", "button"), ("class", "link"), ("part", "button")]);
                button.on("click", move |_| flow.recall()).text(&fill(words.still_open(), &[("code", code)]))
            })
        })
    })
}

fn code(flow: Flow) -> El {
    let words = flow.messages();
    let note = move |model: &Model| match (&model.faults.code, &model.redeem) {
        (Some(error), _) => Note::error(Some(words.code_error(*error))),
        (None, State::Back(Notice::Refused(refusal))) => Note::error(Some(words.refusal(*refusal))),
        (None, State::Back(Notice::Yours(record))) => Note::Warning(outcome::yours(model, record)),
        (None, State::Back(Notice::Pending)) => Note::Warning(fill(words.pending(), &[("submit", words.submit())])),
        _ if matches!(model.scan, Scan::Loading) => Note::Hint(words.scan_opening()),
        _ if matches!(model.scan, Scan::Missing) => Note::Warning(words.scan_missing().to_owned()),
        _ => {
            let hint = model.draft.code.with(|code| model.later.hint(code));
            hint.map_or(Note::None, Note::Warning)
        }
    };
    let scan = el("button", &[("type", "button"), ("id", "scan"), ("class", "scan"), ("part", "button")])
        .attr("aria-label", words.scan())
        .on("click", move |_| flow.open_scanner())
        .child(icon(SCAN));
    let field = Field {
        id: "code",
        note_id: "code-note",
        label: words.code(),
        aside: "",
        hint: words.code_hint(),
        value: flow.draft().code,
        input: &[
            ("class", "code"),
            ("type", "text"),
            ("autocapitalize", "none"),
            ("autocorrect", "off"),
            ("spellcheck", "false"),
            ("autocomplete", "off"),
            ("enterkeyhint", "next"),
        ],
        action: Some(scan),
        note: Rc::new(move || flow.get(note)),
        typed: Box::new(move |event| {
            flow.typed_code();
            // What is pasted may be a link or a message: the field shows the code that would be sent.
            let kind = text_of(event, "inputType").unwrap_or_default();
            if kind.starts_with("insertFrom") && kind != "insertFromComposition" {
                flow.tidy_code();
            }
        }),
    };
    field.view()
}
