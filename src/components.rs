//! The components of the widget. They read [`Flow`](crate::actions::Flow) and send it events. No fetch, no parsing of what comes
//! from outside, no words of their own.

mod app;
mod badge;
mod button;
mod call;
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

pub use app::PointsWidget;
