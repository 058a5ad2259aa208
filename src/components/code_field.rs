//! The field for the code, with the button that opens the scanner and what is said about the code.

use super::field::{Field, InputKind};
use super::icon::{Icon, SCAN};
use super::note::Note;
use super::outcome_card::earlier;
use crate::actions::{Flow, Model, Scan};
use leptos::prelude::*;
use points_core::messages::fill;
use points_core::redeem::{Notice, State};
use wasm_bindgen::JsValue;
use web_sys::Event;

const KIND: &InputKind = &InputKind {
    class: Some("code"),
    autocapitalize: Some("none"),
    autocorrect: Some("off"),
    spellcheck: Some("false"),
    ..InputKind::TEXT
};

#[component]
pub fn CodeField(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let note = move |model: &Model| match (&model.faults.code, &model.redeem) {
        (Some(error), _) => Note::error(Some(words.code_error(*error))),
        (None, State::Back(Notice::Refused(refusal))) => Note::error(Some(words.refusal(*refusal))),
        (None, State::Back(Notice::Yours(record))) => Note::Warning(earlier(model, record)),
        (None, State::Back(Notice::Pending)) => Note::Warning(fill(words.pending(), &[("submit", words.submit())])),
        _ if matches!(model.scan, Scan::Loading) => Note::Hint(words.scan_opening()),
        _ if matches!(model.scan, Scan::Missing) => Note::Warning(words.scan_missing().to_owned()),
        _ => {
            let hint = model.draft.code.with(|code| model.later.hint(code));
            hint.map_or(Note::None, Note::Warning)
        }
    };
    let on_input = move |event: Event| {
        flow.typed_code();
        // What is pasted may be a link or a message: the field shows the code that would be sent.
        let kind = input_type(&event).unwrap_or_default();
        if kind.starts_with("insertFrom") && kind != "insertFromComposition" {
            flow.tidy_code();
        }
    };
    view! {
        <Field
            id="code"
            note_id="code-note"
            label=words.code()
            hint=words.code_hint()
            value=flow.draft().code
            kind=KIND
            note=move || flow.get(note)
            on_input
        >
            <button
                type="button"
                id="scan"
                class="scan"
                part="button"
                aria-label=words.scan()
                on:click=move |_| flow.open_scanner()
            >
                <Icon path=SCAN/>
            </button>
        </Field>
    }
}

/// How a text came into a field, by the event's `inputType`.
fn input_type(event: &Event) -> Option<String> {
    js_sys::Reflect::get(event, &JsValue::from("inputType")).ok()?.as_string()
}
