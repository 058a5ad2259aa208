//! The field for the code, with the button that opens the scanner and what is said about the code.

use super::field::{Field, InputKind};
use super::icon::{Icon, SCAN};
use super::note::Note;
use super::outcome_card::earlier;
use crate::actions::App;
use crate::state::{Scanner, State};
use leptos::prelude::*;
use points_core::form;
use points_core::messages::fill;
use points_core::redeem::{self, Notice};
use wasm_bindgen::JsValue;
use web_sys::Event;

const KIND: &InputKind = &InputKind {
    class: Some("code"),
    // The keyboard for Latin letters, with a space: of the modes that HTML has, the one in which keyboards leave letters alone.
    inputmode: Some("email"),
    autocapitalize: Some("none"),
    autocorrect: Some("off"),
    spellcheck: Some("false"),
    ..InputKind::TEXT
};

#[component]
pub fn CodeField(app: App) -> impl IntoView {
    let messages = app.messages();
    let State { form, redeeming, scanner, settings, draft, .. } = app.state();
    let has_scanner = settings.read_untracked().has_scanner;
    let note = move || {
        let error = form.read().errors.code.map(|error| messages.code_error(error));
        if error.is_some() {
            return Note::error(error);
        }
        let notice = match &redeeming.read().state {
            redeem::State::FormWithNotice(Notice::Refused(refusal)) => {
                Some(Note::error(Some(messages.refusal(*refusal))))
            }
            redeem::State::FormWithNotice(Notice::Yours(record)) => {
                Some(Note::Warning(earlier(&settings.read_untracked(), record)))
            }
            redeem::State::FormWithNotice(Notice::Pending) => {
                Some(Note::Warning(fill(messages.pending(), &[("submit", messages.submit())])))
            }
            _ => None,
        };
        notice.unwrap_or_else(|| match &*scanner.read() {
            Scanner::Loading => Note::Hint(messages.scan_opening()),
            Scanner::Failed => Note::Warning(messages.scan_missing().to_owned()),
            _ => form.read().code_hint.clone().map_or(Note::None, Note::Warning),
        })
    };
    let on_input = move |event: Event| {
        let kind = input_type(&event).unwrap_or_default();
        let is_inserted = kind.starts_with("insertFrom") && kind != "insertFromComposition";
        app.input(form::Field::Code, event_target_value(&event), is_inserted);
    };
    view! {
        <Field
            id="code"
            note_id="code-note"
            label=messages.code()
            hint=messages.code_hint()
            value=draft.code
            kind=KIND
            note
            on_input
        >
            {has_scanner.then(|| view! { <ScanButton app/> })}
        </Field>
    }
}

#[component]
fn ScanButton(app: App) -> impl IntoView {
    view! {
        <button
            type="button"
            id="scan"
            class="scan"
            part="button"
            aria-label=app.messages().scan()
            on:click=move |_| app.open_scanner()
        >
            <Icon path=SCAN/>
        </button>
    }
}

/// How a text came into a field, by the event's `inputType`.
fn input_type(event: &Event) -> Option<String> {
    js_sys::Reflect::get(event, &JsValue::from("inputType")).ok()?.as_string()
}
