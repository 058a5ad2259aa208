//! Who collects: the fields for a contact.

use super::field::{Field, InputKind};
use super::note::Note;
use super::remember_me::RememberMe;
use crate::actions::App;
use crate::state::State;
use leptos::prelude::*;
use points_core::contact::ContactError;
use points_core::form;

const NAME: &InputKind = &InputKind { autocomplete: "name", ..InputKind::TEXT };
const PHONE: &InputKind = &InputKind { r#type: "tel", autocomplete: "tel", ..InputKind::TEXT };
const EMAIL: &InputKind =
    &InputKind { r#type: "email", autocomplete: "email", enterkeyhint: "send", ..InputKind::TEXT };

#[component]
pub fn ContactFields(app: App) -> impl IntoView {
    let messages = app.messages();
    let State { form, draft, settings, .. } = app.state();
    let (require, asks_to_remember) = {
        let settings = settings.read_untracked();
        (settings.config.require, settings.config.asks_to_remember)
    };
    let aside = |required: bool| if required { "" } else { messages.optional() };
    let error = move |error: Option<ContactError>, empty: &'static str| {
        Note::error(error.map(|error| messages.contact_error(error, empty)))
    };
    let phone_note = move || {
        let form = form.read();
        match form.errors.phone {
            None if form.has_unfamiliar_phone => Note::Warning(messages.phone_unfamiliar().to_owned()),
            wrong => error(wrong, messages.phone_empty()),
        }
    };
    view! {
        <div class="fields">
            <Field
                id="name"
                note_id="name-note"
                label=messages.name()
                aside=aside(require.name)
                value=draft.name
                kind=NAME
                note=move || error(form.read().errors.name, messages.name_empty())
                on_input=move |event| app.input(form::Field::Name, event_target_value(&event), false)
            />
            <Field
                id="phone"
                note_id="phone-note"
                label=messages.phone()
                aside=aside(require.phone)
                value=draft.phone
                kind=PHONE
                note=phone_note
                on_input=move |event| app.input(form::Field::Phone, event_target_value(&event), false)
            />
            <Field
                id="email"
                note_id="email-note"
                label=messages.email()
                aside=aside(require.email)
                value=draft.email
                kind=EMAIL
                note=move || error(form.read().errors.email, messages.email_empty())
                on_input=move |event| app.input(form::Field::Email, event_target_value(&event), false)
            />
            {asks_to_remember.then(|| view! { <RememberMe app/> })}
        </div>
    }
}
