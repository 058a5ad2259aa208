//! The only modules that touch the browser.

pub mod events;
pub mod host;
pub mod http;
pub mod intl;
pub mod json;
pub mod lazy;
pub mod time;
