//! Whose history is shown, and the question whose to show.

use super::button::Button;
use super::consent::Consent;
use super::field::{Field, InputKind};
use super::note::Note;
use crate::actions::App;
use crate::state::State;
use leptos::prelude::*;
use web_sys::MouseEvent;

const KIND: &InputKind =
    &InputKind { autocomplete: "tel", autocapitalize: Some("none"), enterkeyhint: "go", ..InputKind::TEXT };

#[component]
pub fn AskOwner(app: App) -> impl IntoView {
    let messages = app.messages();
    let State { filter, draft, .. } = app.state();
    let note = move || Note::error(filter.read().owner_error.map(|error| messages.owner_error(error)));
    // Enter in the field clicks the button, too; a sandboxed frame has no `submit`.
    let submit = move |event: MouseEvent| {
        event.prevent_default();
        app.ask_history();
    };
    let on_input = move |event| app.input_owner(event_target_value(&event));
    view! {
        <form class="form" novalidate=true>
            <Field id="who" note_id="who-note" label=messages.who() value=draft.owner kind=KIND note on_input/>
            <Show when=move || app.history_asks_consent()>
                <Consent app/>
            </Show>
            <button type="submit" class="primary" part="button" on:click=submit>{messages.show()}</button>
        </form>
    }
}

/// The customer whose history is shown, masked, and the way to another's.
#[component]
pub fn Owner(app: App) -> impl IntoView {
    let history = app.state().history;
    let masked = move || history.read().state.query().map(|query| query.owner.masked()).unwrap_or_default();
    view! {
        <div class="whose">
            <h2 class="who" id="head" tabindex="-1">{masked}</h2>
            <Button class="link" label=app.messages().change() on_click=move || app.change_owner()/>
        </div>
    }
}
