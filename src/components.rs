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
