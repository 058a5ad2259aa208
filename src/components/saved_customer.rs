//! Who collects, where the customer is remembered: a name, and the ways to another one and to none.

use super::button::Button;
use crate::actions::Flow;
use leptos::prelude::*;

#[component]
pub fn SavedCustomer(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let (name, contact) = flow.customer();
    let forget = move || {
        flow.forget();
        flow.focus("name");
    };
    view! {
        <div class="customer">
            <p class="hint">{words.points_go_to()}</p>
            <p class="name">{name}</p>
            <p><bdi>{contact}</bdi></p>
            <Button class="link" label=words.change() on_click=move || flow.change_customer()/>
            <Button class="link" label=words.forget() on_click=forget/>
        </div>
    }
}
