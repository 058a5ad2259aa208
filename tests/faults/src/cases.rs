//! The table of faults: a number, what is injected, and the function that finds out what the person then sees.

mod bodies;
mod camera;
mod duplicates;
mod environment;
mod history;
mod lifecycle;
mod loading;
mod network;
mod page;
mod statuses;

use std::future::Future;
use std::pin::Pin;

use crate::stage::Stage;

/// Why a case did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Wrong(String),
    /// The engine has no way to express the fault.
    Cannot(&'static str),
}

pub type Outcome = Result<(), Trouble>;
type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

pub struct Case {
    pub number: u8,
    pub injected: &'static str,
    pub seen: &'static str,
    pub run: for<'a> fn(&'a Stage) -> Running<'a>,
}

/// # Errors
/// [`Trouble::Wrong`] with these words, where it is not so.
pub fn holds(is_so: bool, otherwise: impl Into<String>) -> Outcome {
    if is_so { Ok(()) } else { Err(Trouble::Wrong(otherwise.into())) }
}

macro_rules! cases {
    ($($number:literal $injected:literal => $seen:literal, $group:ident::$name:ident;)*) => {
        pub const CASES: &[Case] = &[$(Case {
            number: $number, injected: $injected, seen: $seen, run: |stage| Box::pin($group::$name(stage)),
        }),*];
    };
}

cases! {
    1 "offline before sending; a browser that says so with a network" => "nothing was sent, and the form is kept; the points", network::offline;
    2 "the connection is closed before the server did anything" => "not known yet; sending again works", network::dropped;
    3 "a reset after sending, on a fresh and on a reused connection" => "not known yet, then the points", network::reset;
    4 "the end of the connection after sending, fresh and reused" => "not known yet, then the points", network::fin;
    5 "nothing for 15 s" => "not known yet, then the points", network::silence;
    6 "headers, then nothing" => "not known yet, then the points", network::headers_then_stall;
    7 "a body shorter than Content-Length" => "not known yet, then the points", network::short_body;
    8 "a chunked body that breaks off" => "not known yet, then the points", network::short_chunks;
    9 "status 200 with an HTML portal page" => "not known yet", bodies::portal;
    10 "status 200 without a body; 204" => "not known yet, then the points", bodies::empty;
    11 "broken gzip" => "not known yet, then the points", bodies::broken_gzip;
    12 "a gzip bomb of 50 MB" => "not known yet, then the points; the page does not freeze", bodies::bomb;
    13 "a byte-order mark, and invalid UTF-8 in a good answer" => "the points", bodies::odd_bytes;
    14 "`success` of `\"1\"`, `true`, `0`, `null`, `[]`" => "never a success", bodies::not_one;
    15 "unknown fields, and 10,000 levels of nesting" => "the points", bodies::deep;
    16 "400, 422" => "look at what was typed; the code has the focus", statuses::rejected;
    17 "401, 403" => "tell the brand; the form is kept", statuses::unauthorized;
    18 "404" => "tell the brand; the form is kept", statuses::not_found;
    19 "409, or a code used by another or by oneself" => "whose it is, from the history", statuses::used;
    20 "\"used\" after an unknown outcome, or to a request sent twice" => "the points", statuses::used_by_this_tap;
    21 "429, with and without Retry-After" => "nothing was sent; the seconds count down", statuses::rate_limited;
    22 "500" => "not known yet, then the points", statuses::internal;
    23 "502, with and without CORS headers" => "not known yet, then the points", statuses::bad_gateway;
    24 "503, 504" => "not known yet, then the points", statuses::unavailable;
    25 "a preflight that fails" => "not known yet", statuses::preflight;
    26 "307; 302 to another origin" => "the points; not known yet", statuses::redirects;
    27 "two taps; Enter and a tap" => "one request, the points", duplicates::two_taps;
    28 "one code in two widgets, and in two frames" => "one request; the second waits and is told", duplicates::two_widgets;
    29 "moved, and removed, in flight" => "goes on; after a return nothing is sent blindly", lifecycle::moved;
    30 "away and back in flight (BFCache)" => "no stuck wait; nothing is sent blindly", lifecycle::back;
    31 "another app, with frozen timers" => "the points, on return", lifecycle::frozen;
    32 "a reload while the outcome is unknown" => "the code is back; the history is asked before sending", lifecycle::reloaded;
    33 "storage that throws, is full, is blocked" => "the points", environment::storage;
    34 "a device clock a day off, or in 2020" => "not known yet, then the points", environment::clock;
    35 "the history answers 500 while it is asked for the outcome" => "not known yet, never \"failed\"", environment::history_down;
    36 "the history lags" => "not known yet, then the points", environment::history_lags;
    37 "a history of null, wrong types, duplicates, 21 rows, a broken row" => "the good rows", history::odd_rows;
    38 "markup, `javascript:` links, right-to-left override, 10,000 letters" => "inert text, clipped", history::markup;
    39 "bad dates, 1e400, negative points" => "a dash, or no date", history::bad_numbers;
    40 "answers out of order after quick changes of the filter" => "the latest wins", history::out_of_order;
    41 "wasm: 404, wrong MIME type, altered; a policy without wasm" => "the fallback, one line on the console", loading::broken;
    42 "the loader twice; two versions" => "one widget, no error", loading::twice;
    43 "a camera denied, busy, absent, forbidden" => "why, and a photo or typing instead", camera::denied;
    44 "a stream that ends; black frames" => "why; the camera is off", camera::ends;
    45 "a scanned link, a huge text, control characters" => "the code in it, or a sentence; the page stays", camera::texts;
    46 "a page that resets CSS, patches `fetch`, stops events" => "unchanged, or not known yet", page::hostile;
    47 "Trusted Types enforced" => "the points", page::trusted_types;
    48 "IME, autofill, spaces, no-break spaces, full-width letters" => "the plain code is sent", page::typing;
    49 "a trap in the wasm" => "the fallback; the page goes on", loading::trap;
}
