//! Who collects: the fields for a contact.

use super::field::{Field, InputKind};
use super::note::Note;
use super::remember_me::RememberMe;
use crate::actions::{Flow, Model};
use leptos::prelude::*;
use points_core::contact::Phone;

const NAME: &InputKind = &InputKind { autocomplete: "name", ..InputKind::TEXT };
const PHONE: &InputKind = &InputKind { r#type: "tel", autocomplete: "tel", ..InputKind::TEXT };
const EMAIL: &InputKind =
    &InputKind { r#type: "email", autocomplete: "email", enterkeyhint: "send", ..InputKind::TEXT };

#[component]
pub fn ContactFields(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let draft = flow.draft();
    let (require, asks_to_remember) = flow.get(|model| (model.config.require, model.config.asks_to_remember));
    let aside = |required: bool| if required { "" } else { words.optional() };
    let name_note = move || {
        let fault = flow.get(|model| model.faults.name);
        Note::error(fault.map(|fault| words.contact_error(fault, words.name_empty())))
    };
    let phone_note = move || {
        let is_odd = |text: &String| text.len() >= 10 && Phone::parse(text).is_ok_and(|phone| !phone.is_familiar());
        match flow.get(|model| model.faults.phone) {
            None if draft.phone.with(is_odd) => Note::Warning(words.phone_unfamiliar().to_owned()),
            fault => Note::error(fault.map(|fault| words.contact_error(fault, words.phone_empty()))),
        }
    };
    let email_note = move || {
        let fault = flow.get(|model| model.faults.email);
        Note::error(fault.map(|fault| words.contact_error(fault, words.email_empty())))
    };
    view! {
        <div class="fields">
            <Field
                id="name"
                note_id="name-note"
                label=words.name()
                aside=aside(require.name)
                value=draft.name
                kind=NAME
                note=name_note
                on_input=move |_| edited(flow, |model| model.faults.name = None)
            />
            <Field
                id="phone"
                note_id="phone-note"
                label=words.phone()
                aside=aside(require.phone)
                value=draft.phone
                kind=PHONE
                note=phone_note
                on_input=move |_| edited(flow, |model| model.faults.phone = None)
            />
            <Field
                id="email"
                note_id="email-note"
                label=words.email()
                aside=aside(require.email)
                value=draft.email
                kind=EMAIL
                note=email_note
                on_input=move |_| edited(flow, |model| model.faults.email = None)
            />
            {asks_to_remember.then(|| view! { <RememberMe flow/> })}
        </div>
    }
}

/// Drops a field's fault: it is being mended.
fn edited(flow: Flow, drop: fn(&mut Model)) {
    flow.set(drop);
}
