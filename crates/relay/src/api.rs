//! What the API's calls carry, as data: the calls parse and write it, and the sandbox's store reads and makes it.

pub mod accumulate_request;
pub mod history_query;
pub mod record;
