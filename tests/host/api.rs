//! What is sent to the API, and what its answers mean, kind or hostile.

mod accumulate;
mod history_point;
mod refusals;
