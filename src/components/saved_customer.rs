//! Who collects, where the customer is remembered: a name, and the ways to another one and to none.

use super::button::Button;
use crate::actions::App;
use leptos::prelude::*;

#[component]
pub fn SavedCustomer(app: App) -> impl IntoView {
    let messages = app.messages();
    let name = app.state().draft.name;
    let contact = app.masked_owner();
    let forget = move || {
        app.forget();
        app.focus("name");
    };
    view! {
        <div class="customer">
            <p class="hint">{messages.points_go_to()}</p>
            <p class="name">{move || name.get()}</p>
            <p><bdi>{contact}</bdi></p>
            <Button class="link" label=messages.change() on_click=move || app.change_customer()/>
            <Button class="link" label=messages.forget() on_click=forget/>
        </div>
    }
}
