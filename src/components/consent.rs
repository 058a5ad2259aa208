//! The brand's notice, and the box that must be ticked.

use super::note::{FieldNote, Note};
use crate::actions::Flow;
use leptos::prelude::*;

#[component]
pub fn Consent(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let href = flow.get(|model| model.config.consent.clone()).unwrap_or_default().href;
    let is_missing = move || flow.get(|model| model.faults.consent);
    let tick = move |is_ticked| {
        flow.set(|model| {
            model.consents = is_ticked;
            model.faults.consent = false;
        });
    };
    let notice = (!href.is_empty()).then(|| {
        view! { <a target="_blank" rel="noopener noreferrer" href=href>{words.consent_notice()}</a> }
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
                on:change=move |event| tick(event_target_checked(&event))
            />
            <label for="consent">{words.consent()}</label>
            {notice}
            <div class="note" id="consent-note">
                {move || view! { <FieldNote note=Note::error(is_missing().then_some(words.consent_empty()))/> }}
            </div>
        </div>
    }
}
