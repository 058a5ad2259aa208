//! A tab for each screen, and the panel of the open one.

use super::{screen_label, screen_view, tab_id};
use crate::actions::App;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use points_core::config::Screen;

#[component]
pub fn Tabs(app: App, screens: &'static [Screen]) -> impl IntoView {
    let tabs = screens.iter().enumerate().map(|(at, screen)| {
        // At either end the arrow keys go on at the other.
        let next = screens.get(at + 1).or(screens.first()).copied().unwrap_or(*screen);
        let previous = screens.get(at.wrapping_sub(1)).or(screens.last()).copied().unwrap_or(*screen);
        view! { <Tab app screen=*screen previous next/> }
    });
    view! { <div role="tablist" class="tabs">{tabs.collect_view()}</div> }
}

/// The screen of the open tab.
#[component]
pub fn TabPanel(app: App) -> impl IntoView {
    let screen = app.state().screen;
    view! {
        <div role="tabpanel" id="panel" aria-labelledby=move || tab_id(screen.get())>
            {keyed(move || screen.get(), move |screen| screen_view(app, screen))}
        </div>
    }
}

/// The arrow keys move between tabs, as the tab pattern wants.
#[component]
fn Tab(app: App, screen: Screen, previous: Screen, next: Screen) -> impl IntoView {
    let open_screen = app.state().screen;
    let is_open = move || open_screen.get() == screen;
    let on_keydown = move |event: KeyboardEvent| {
        let other = match event.key().as_str() {
            "ArrowLeft" => previous,
            "ArrowRight" => next,
            _ => return,
        };
        event.prevent_default();
        app.open(other);
        app.focus(tab_id(other));
    };
    view! {
        <button
            type="button"
            role="tab"
            class="tab"
            id=tab_id(screen)
            aria-controls="panel"
            aria-selected=move || if is_open() { "true" } else { "false" }
            tabindex=move || (!is_open()).then_some("-1")
            on:click=move |_| app.open(screen)
            on:keydown=on_keydown
        >
            {screen_label(app.messages(), screen)}
        </button>
    }
}
