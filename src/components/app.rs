//! The whole widget: its card, with the screens that the brand wants.

use super::screen_view;
use super::tabs::{TabPanel, Tabs};
use crate::actions::App;
use leptos::prelude::*;

/// The card is rendered anew when messages or attributes change; what was typed outlives that.
#[component]
pub fn Root(app: App) -> impl IntoView {
    let settings = app.state().settings;
    let render_key = move || settings.read().render_key;
    view! { <div class="frame">{keyed(render_key, move |_| view! { <Card app/> })}</div> }
}

#[component]
fn Card(app: App) -> impl IntoView {
    let messages = app.messages();
    let screens = app.state().settings.read_untracked().config.screens;
    view! {
        <div class="widget" part="card" lang=messages.tag() dir=messages.direction()>
            {match screens {
                [screen] => screen_view(app, *screen),
                _ => view! { <Tabs app screens/> <TabPanel app/> }.into_any(),
            }}
        </div>
    }
}
