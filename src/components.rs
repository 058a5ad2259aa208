//! The components of the widget. They read the state of [`App`](crate::actions::App) and call its actions: no component
//! writes state, fetches or parses, and none has words of its own.

mod app;
mod badge;
mod button;
mod code_field;
mod consent;
mod contact_fields;
mod field;
mod history;
mod history_filter;
mod history_list;
mod history_owner;
mod history_row;
mod icon;
mod note;
mod outcome_card;
mod redeem_form;
mod remember_me;
mod saved_customer;
mod tabs;

pub use app::Root;

use crate::actions::App;
use history::History;
use leptos::prelude::*;
use points_core::config::Screen;
use points_core::messages::Messages;
use redeem_form::Redeem;

/// A screen's component.
fn screen_view(app: App, screen: Screen) -> AnyView {
    match screen {
        Screen::Redeem => view! { <Redeem app/> }.into_any(),
        Screen::History => view! { <History app/> }.into_any(),
    }
}

/// The label of a screen's tab.
fn screen_label(messages: &'static Messages, screen: Screen) -> &'static str {
    match screen {
        Screen::Redeem => messages.redeem(),
        Screen::History => messages.history(),
    }
}

/// The id of a screen's tab.
fn tab_id(screen: Screen) -> &'static str {
    match screen {
        Screen::Redeem => "redeem-tab",
        Screen::History => "history-tab",
    }
}
