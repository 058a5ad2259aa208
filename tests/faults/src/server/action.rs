//! What the proxy does with one request: whether the API hears of it, what the browser gets, and how the connection goes on.

use super::answer;

#[derive(Clone, Debug)]
pub struct Action {
    /// The API gets the request, whatever the browser hears of it.
    pub forward: bool,
    /// The browser hears nothing until the test says so.
    pub hold: bool,
    pub send: Send,
    pub end: End,
}

#[derive(Clone, Debug)]
pub enum Send {
    /// The API's own answer.
    Real,
    Bytes(Vec<u8>),
}

/// The connection after what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Open for the next request.
    Keep,
    /// Closed in order.
    Fin,
    /// Torn down: the browser sees a reset.
    Reset,
    /// Open, but nothing comes any more.
    Stall,
}

impl Action {
    pub fn pass() -> Action {
        Action { forward: true, hold: false, send: Send::Real, end: End::Keep }
    }

    /// The API works, the browser never hears of it.
    pub fn lost(end: End) -> Action {
        Action::cut(Vec::new(), end)
    }

    /// The API works, the browser hears only this.
    pub fn cut(bytes: Vec<u8>, end: End) -> Action {
        Action { send: Send::Bytes(bytes), end, ..Action::pass() }
    }

    /// The browser gets these bytes, the API nothing.
    pub fn canned(bytes: Vec<u8>) -> Action {
        Action { forward: false, ..Action::cut(bytes, End::Keep) }
    }

    /// A JSON answer of the test's own.
    pub fn says(status: u16, body: impl AsRef<[u8]>) -> Action {
        Action::canned(answer::json(status, body))
    }

    /// Nothing reaches the API.
    pub fn unsent(self) -> Action {
        Action { forward: false, ..self }
    }

    /// The answer waits for [`super::api::Api::release`].
    pub fn held(self) -> Action {
        Action { hold: true, ..self }
    }
}
