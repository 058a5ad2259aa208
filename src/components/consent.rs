//! The brand's notice, and the box that must be ticked.

use super::note::{FieldNote, Note};
use crate::actions::App;
use crate::state::State;
use leptos::prelude::*;

#[component]
pub fn Consent(app: App) -> impl IntoView {
    let messages = app.messages();
    let State { settings, form, customer, .. } = app.state();
    let href = settings.read_untracked().config.consent.clone().unwrap_or_default().href;
    let is_missing = move || form.read().errors.consent;
    let notice = (!href.is_empty()).then(|| {
        view! { <a target="_blank" rel="noopener noreferrer" href=href>{messages.consent_notice()}</a> }
    });
    view! {
        <div class="choice">
            <input
                type="checkbox"
                part="input"
                id="consent"
                aria-required="true"
                aria-describedby="consent-note"
                aria-invalid=move || is_missing().then_some("true")
                prop:checked=move || customer.read().consents
                on:change=move |event| app.set_consent(event_target_checked(&event))
            />
            <label for="consent">{messages.consent()}</label>
            {notice}
            <div class="note" id="consent-note">
                {move || view! { <FieldNote note=Note::error(is_missing().then_some(messages.consent_empty()))/> }}
            </div>
        </div>
    }
}
