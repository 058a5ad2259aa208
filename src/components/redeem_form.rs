//! The screen that takes a code: the form, and in its place what became of it.

use super::code_field::CodeField;
use super::consent::Consent;
use super::contact_fields::ContactFields;
use super::note::Notice;
use super::outcome_card::{AfterCollected, AfterUnconfirmed, Collected, Unconfirmed};
use super::saved_customer::SavedCustomer;
use crate::actions::{App, SCANNER_CONTAINER};
use crate::state::{Scanner, State};
use leptos::prelude::*;
use points_core::api::ApiError;
use points_core::customer::Remember;
use points_core::messages::fill;
use points_core::redeem;
use web_sys::MouseEvent;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Stage {
    /// While a code is sent and comes back, too.
    Form,
    Collected,
    Unconfirmed,
}

#[component]
pub fn Redeem(app: App) -> impl IntoView {
    let redeeming = app.state().redeeming;
    let stage = move || match redeeming.read().state {
        redeem::State::Collected { .. } => Stage::Collected,
        redeem::State::Unconfirmed { .. } => Stage::Unconfirmed,
        _ => Stage::Form,
    };
    let outcome = move |stage| match stage {
        Stage::Form => ().into_any(),
        Stage::Collected => view! { <Collected app/> }.into_any(),
        Stage::Unconfirmed => view! { <Unconfirmed app/> }.into_any(),
    };
    let next_step = move |stage| match stage {
        Stage::Form => view! { <RedeemForm app/> }.into_any(),
        Stage::Collected => view! { <AfterCollected app/> }.into_any(),
        Stage::Unconfirmed => view! { <AfterUnconfirmed app/> }.into_any(),
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

#[component]
fn RedeemForm(app: App) -> impl IntoView {
    let messages = app.messages();
    let State { redeeming, scanner, customer, .. } = app.state();
    let is_scanning = move || matches!(*scanner.read(), Scanner::Open(_));
    let is_saved = move || customer.read().remember == Remember::Saved;
    let failure = move || match &redeeming.read().state {
        redeem::State::FormWithNotice(redeem::Notice::Failed(error)) => Some(messages.api_error(*error)),
        _ => None,
    };
    let sending = move || if redeeming.read().state.is_busy() { messages.sending() } else { "" };
    let slow = move || if redeeming.read().is_slow { messages.slow() } else { "" };
    let wait = move || match redeeming.read().state {
        redeem::State::FormWithNotice(redeem::Notice::Failed(ApiError::RateLimited(Some(seconds)))) => {
            Some(fill(messages.wait(), &[("seconds", &seconds.to_string())]))
        }
        _ => None,
    };
    view! {
        <div>
            <div id=SCANNER_CONTAINER></div>
            // It stays while the scanner is open, so that nothing typed is lost.
            <form class="form" novalidate=true hidden=is_scanning>
                <CodeField app/>
                <PendingCode app/>
                <div class="who-collects">
                    <Show when=is_saved fallback=move || view! { <ContactFields app/> }>
                        <SavedCustomer app/>
                    </Show>
                    <Show when=move || app.form_asks_consent()>
                        <Consent app/>
                    </Show>
                </div>
                <div role="alert" class="alert">
                    {move || failure().map(|text| view! { <Notice text/> })}
                </div>
                <SubmitButton app/>
                <p class="hidden" role="status">{sending}</p>
                <p class="slow" role="status">{slow}</p>
                // Not in the alert, which would be read out each second.
                <p class="slow" aria-hidden="true">{wait}</p>
            </form>
        </div>
    }
}

/// Enter in a field clicks it, too. A sandboxed frame has the click but no `submit`.
#[component]
fn SubmitButton(app: App) -> impl IntoView {
    let messages = app.messages();
    let redeeming = app.state().redeeming;
    let is_busy = move || redeeming.read().state.is_busy();
    let submit = move |event: MouseEvent| {
        event.prevent_default();
        app.submit();
    };
    view! {
        <button
            type="submit"
            class="primary"
            part="button"
            id="submit"
            aria-disabled=move || is_busy().then_some("true")
            on:click=submit
        >
            <span class="label">{messages.submit()}</span>
            {move || is_busy().then(|| view! { <span class="busy">{messages.sending()}</span> })}
        </button>
    }
}

/// The way back to a code whose outcome is not known, while another is being typed.
#[component]
fn PendingCode(app: App) -> impl IntoView {
    let messages = app.messages();
    let State { redeeming, pending, draft, .. } = app.state();
    let is_other = move || {
        let is_other = pending.read().as_deref().is_some_and(|code| *draft.code.read() != code);
        is_other && !redeeming.read().state.is_busy()
    };
    let label = move || fill(messages.still_open(), &[("code", pending.read().as_deref().unwrap_or_default())]);
    view! {
        <div class="still-open">
            <Show when=is_other>
                <button type="button" class="link" part="button" on:click=move |_| app.recall()>{label}</button>
            </Show>
        </div>
    }
}
