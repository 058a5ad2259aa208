//! Every fault that the widget promises to survive: a server that causes them, browsers that meet them, what a person sees.

pub mod cases;
pub mod engine;
pub mod person;
pub mod report;
pub mod scene;
pub mod server;
pub mod stage;
