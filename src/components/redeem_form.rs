//! The screen that takes a code: the form, and in its place what became of it.

use super::code_field::CodeField;
use super::consent::Consent;
use super::contact_fields::ContactFields;
use super::note::Notice;
use super::outcome_card::{AfterCollected, AfterUnconfirmed, Collected, Unconfirmed};
use super::saved_customer::SavedCustomer;
use crate::actions::{Flow, Model, Scan};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use points_core::customer::Remember;
use points_core::messages::fill;
use points_core::redeem::{self, State};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Stage {
    /// While a code is sent and comes back, too.
    Form,
    Collected,
    Unconfirmed,
}

#[component]
pub fn Redeem(flow: Flow) -> impl IntoView {
    let stage = move || {
        flow.get(|model| match model.redeem {
            State::Collected { .. } => Stage::Collected,
            State::Unconfirmed { .. } => Stage::Unconfirmed,
            State::Form | State::Back(_) | State::Sending { .. } | State::Looking { .. } => Stage::Form,
        })
    };
    let outcome = move |stage| match stage {
        Stage::Form => ().into_any(),
        Stage::Collected => view! { <Collected flow/> }.into_any(),
        Stage::Unconfirmed => view! { <Unconfirmed flow/> }.into_any(),
    };
    let next_step = move |stage| match stage {
        Stage::Form => view! { <RedeemForm flow/> }.into_any(),
        Stage::Collected => view! { <AfterCollected flow/> }.into_any(),
        Stage::Unconfirmed => view! { <AfterUnconfirmed flow/> }.into_any(),
    };
    view! {
        <div>
            // The live region is there before its content, or a screen reader would not hear of the change; of a later
            // change it says what is new.
            <div role="status" aria-atomic="false">{keyed(stage, outcome)}</div>
            {keyed(stage, next_step)}
        </div>
    }
}

/// Where the scanner opens.
const SCANNER: &str = "sheet";

#[component]
fn RedeemForm(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let is_scanning = move || flow.get(|model| matches!(model.scan, Scan::Open(_)));
    let is_saved = move || flow.get(|model| model.remember == Remember::Kept);
    let asks_consent = move || flow.get(Model::asks_consent);
    let failure = move || {
        flow.get(|model| match &model.redeem {
            State::Back(redeem::Notice::Failed(error)) => Some(words.api_error(*error)),
            _ => None,
        })
    };
    let sending = move || flow.get(|model| if model.redeem.is_busy() { words.sending() } else { "" });
    let slow = move || flow.get(|model| if model.is_slow { words.slow() } else { "" });
    let wait = move || flow.peek(|model| model.wait.get());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        flow.submit();
    };
    view! {
        <div>
            <div id=SCANNER></div>
            // It stays while the scanner is open, so that nothing typed is lost.
            <form class="form" novalidate=true hidden=is_scanning on:submit=submit>
                <CodeField flow/>
                <PendingCode flow/>
                <div class="who-collects">
                    <Show when=is_saved fallback=move || view! { <ContactFields flow/> }>
                        <SavedCustomer flow/>
                    </Show>
                    <Show when=asks_consent>
                        <Consent flow/>
                    </Show>
                </div>
                <div role="alert" class="alert">
                    {move || failure().map(|text| view! { <Notice text/> })}
                </div>
                <SubmitButton flow/>
                <p class="hidden" role="status">{sending}</p>
                <p class="slow" role="status">{slow}</p>
                // Not in the alert, which would be read out each second.
                <p class="slow" aria-hidden="true">{wait}</p>
            </form>
        </div>
    }
}

#[component]
fn SubmitButton(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let is_busy = move || flow.get(|model| model.redeem.is_busy());
    view! {
        <button
            type="submit"
            class="primary"
            part="button"
            id="submit"
            aria-disabled=move || is_busy().then_some("true")
        >
            <span class="label">{words.submit()}</span>
            {move || is_busy().then(|| view! { <span class="busy">{words.sending()}</span> })}
        </button>
    }
}

/// The way back to a code whose outcome is not known, while another is being typed.
#[component]
fn PendingCode(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let is_other = move || {
        flow.get(|model| {
            let code = model.pending.as_ref().filter(|_| !model.redeem.is_busy());
            code.is_some_and(|code| model.draft.code.with(|text| text != code))
        })
    };
    let label =
        move || flow.get(|model| fill(words.still_open(), &[("code", model.pending.as_deref().unwrap_or_default())]));
    view! {
        <div class="still-open">
            <Show when=is_other>
                <button type="button" class="link" part="button" on:click=move |_| flow.recall()>{label}</button>
            </Show>
        </div>
    }
}
