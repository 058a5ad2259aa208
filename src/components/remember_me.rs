//! "Remember me on this device": unticked, unless the customer was remembered and changes the details.

use crate::actions::App;
use leptos::prelude::*;
use points_core::customer::Remember;

#[component]
pub fn RememberMe(app: App) -> impl IntoView {
    let messages = app.messages();
    let customer = app.state().customer;
    let is_ticked = customer.read_untracked().remember == Remember::Yes;
    let is_forgotten = move || customer.read().remember == Remember::Forgotten;
    let erased = move || if is_forgotten() { messages.forgotten() } else { "" };
    view! {
        <div class="choice">
            <input
                type="checkbox"
                part="input"
                id="remember"
                checked=is_ticked
                on:change=move |event| app.set_remember(event_target_checked(&event))
            />
            <label for="remember">{messages.remember()}</label>
            <p class="note hint" role="status">{erased}</p>
        </div>
    }
}
