//! "Remember me on this phone": unticked, unless the customer was remembered and changes the details.

use crate::actions::Flow;
use leptos::prelude::*;
use points_core::customer::Remember;

#[component]
pub fn RememberMe(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let is_ticked = flow.get(|model| model.remember == Remember::Yes);
    let erased = move || flow.get(|model| if model.remember == Remember::Forgotten { words.forgotten() } else { "" });
    view! {
        <div class="choice">
            <input
                type="checkbox"
                part="input"
                id="remember"
                checked=is_ticked
                on:change=move |event| flow.set_remember(event_target_checked(&event))
            />
            <label for="remember">{words.remember()}</label>
            <p class="note hint" role="status">{erased}</p>
        </div>
    }
}
