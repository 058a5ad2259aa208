//! What decides in the Points Widget, without a browser: configuration, parsing, the API's calls as data, and the state
//! machines of redeeming and of the history.
#![forbid(unsafe_code)]

pub mod api;
pub mod config;
pub mod contact;
pub mod customer;
pub mod day;
pub mod form;
pub mod history;
pub mod messages;
pub mod page_event;
pub mod product_code;
pub mod redeem;
