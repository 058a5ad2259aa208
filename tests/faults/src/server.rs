//! The servers of the tests: a brand's static pages, and the API behind a proxy that breaks where it is told to.

pub mod action;
pub mod answer;
pub mod api;
pub mod bomb;
pub mod http;
pub mod plan;
pub mod relay;
pub mod shop;

#[cfg(test)]
mod tests;
