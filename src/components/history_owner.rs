//! Whose history is shown, and the question whose to show.

use super::button::Button;
use super::field::{Field, InputKind};
use super::note::Note;
use crate::actions::Flow;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use points_core::history::Event;

const KIND: &InputKind =
    &InputKind { autocomplete: "tel", autocapitalize: Some("none"), enterkeyhint: "go", ..InputKind::TEXT };

#[component]
pub fn AskOwner(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let note = move || {
        let fault = flow.get(|model| model.who_fault);
        Note::error(fault.map(|fault| words.contact_error(fault, words.who_empty())))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        flow.ask_history();
    };
    let on_input = move |_| _ = flow.set(|model| model.who_fault = None);
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <Field id="who" note_id="who-note" label=words.who() value=flow.draft().who kind=KIND note on_input/>
            <button type="submit" class="primary" part="button">{words.show()}</button>
        </form>
    }
}

/// The customer whose history is shown, masked, and the way to another's.
#[component]
pub fn Owner(flow: Flow) -> impl IntoView {
    let masked = move || flow.get(|model| model.history.query().map(|query| query.who.masked()).unwrap_or_default());
    let change = move || {
        flow.history(Event::Change);
        flow.focus("who");
    };
    view! {
        <div class="whose">
            <h2 class="who" id="head" tabindex="-1">{masked}</h2>
            <Button class="link" label=flow.messages().change() on_click=change/>
        </div>
    }
}
