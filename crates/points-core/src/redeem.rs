//! The redeeming of one code as a state machine: `apply(Event) -> Option<Command>`. Pure.
//!
//! A code works once, so the machine never sends twice by itself, and says "it did not work" only where an answer said
//! so. An outcome that is unknown is a state of its own, and the history is what settles it.

use crate::api::history_point::{Millis, PAGE, Record};
use crate::api::{ApiError, Refusal};
use crate::contact::{Contact, Who};
use crate::product_code::ProductCode;

/// What the customer confirmed with one tap.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    pub code: ProductCode,
    pub contact: Contact,
    /// A UUID, sent as `Idempotency-Key`: a second copy of the request does nothing at a relay.
    pub key: String,
    /// When, by the device's clock, which may be wrong.
    pub at: Millis,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// The form, untouched.
    #[default]
    Form,
    /// The form as it was, and what became of the last try.
    Back(Notice),
    /// The request may be under way. `resent`: an earlier one for the same code may have been the one that counted.
    Sending { intent: Intent, resent: bool },
    /// The history is read for what the answer does not say.
    Looking { intent: Intent, answer: Answer },
    /// The points are the customer's. Without a record, the history has not got it yet.
    Collected { intent: Intent, record: Option<Record>, looks: usize },
    /// Sent, outcome unknown. `looks` counts the history's readings, `checking` says that another comes by itself.
    Unconfirmed { intent: Intent, looks: usize, checking: bool },
}

/// What is known of the code while the history is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Accepted,
    Refused(Refusal),
    /// Refused, after an earlier try whose outcome is unknown: that try may be why.
    RefusedAgain(Refusal),
    /// Nothing was sent: another widget or tab was sending the same code, and may have collected it.
    Occupied,
}

/// Why the customer is back at the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Collected by this customer before.
    Yours(Record),
    Refused(Refusal),
    Failed(ApiError),
    /// An earlier try, before the page was loaded anew, has an unknown outcome.
    Pending,
}

#[derive(Clone, Debug)]
pub enum Event {
    /// A code comes back whose earlier try has an unknown outcome.
    Restore,
    Submit(Intent),
    /// Instead of an answer: the code was not sent, since an earlier try of it has an unknown outcome.
    Earlier,
    /// Instead of an answer: the code was not sent yet, since another widget or tab was sending the same. Now it is free.
    Occupied,
    Answered(Result<(), ApiError>),
    /// A page of the history, as asked for by [`Command::Look`].
    Looked(u32, Result<Vec<Record>, ApiError>),
    CheckAgain,
    SendAgain,
    Another,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Send the code, in its turn. `first`: unless [`Event::Earlier`] or [`Event::Occupied`] is to be told instead.
    Accumulate { intent: Intent, first: bool },
    /// Read one page of the history after so many milliseconds.
    Look { who: Who, page: u32, after: u32 },
}

/// When the history is read again for an outcome or for points that it did not have, in milliseconds.
const LOOK_AFTER: [u32; 3] = [2_000, 5_000, 10_000];

/// How many pages of the history are searched: its order is not documented, so a new record may be on any.
const SEARCHED: u32 = 5;

/// A record so many milliseconds younger than the tap, at most, was made by it: the browser may deliver one request twice,
/// and the second copy hears that the code is used.
const JUST_NOW: Millis = 60_000.0;

impl State {
    /// Takes the next step. An event that does not fit the state (a second tap, a late answer) changes nothing.
    pub fn apply(&mut self, event: Event) -> Option<Command> {
        let (next, command) = match (std::mem::take(self), event) {
            (State::Form | State::Back(_), Event::Submit(intent)) => send(intent, false),
            (State::Unconfirmed { intent, .. }, Event::SendAgain) => send(intent, true),
            (State::Sending { intent, resent }, Event::Answered(answer)) => answered(intent, resent, answer),
            (State::Form, Event::Restore) => (State::Back(Notice::Pending), None),
            (State::Sending { intent, resent: false }, Event::Earlier) => earlier(intent),
            (State::Sending { intent, resent: false }, Event::Occupied) => match look(&intent, 1, 0) {
                Some(command) => (State::Looking { intent, answer: Answer::Occupied }, Some(command)),
                None => send(intent, true),
            },
            (State::Unconfirmed { intent, looks, .. }, Event::CheckAgain) => {
                let command = look(&intent, 1, 0);
                (State::Unconfirmed { checking: command.is_some(), intent, looks }, command)
            }
            (state, Event::Looked(page, rows)) => looked(state, page, &rows.unwrap_or_default()),
            (State::Back(_) | State::Collected { .. } | State::Unconfirmed { .. }, Event::Another) => {
                (State::Form, None)
            }
            (state, _) => (state, None),
        };
        *self = next;
        command
    }

    /// The code whose outcome may be unknown, should the page go away now.
    pub fn unsettled(&self) -> Option<&ProductCode> {
        match self {
            State::Sending { intent, .. }
            | State::Unconfirmed { intent, .. }
            | State::Looking { intent, answer: Answer::RefusedAgain(_) } => Some(&intent.code),
            _ => None,
        }
    }

    /// A request or a reading is under way for which the customer waits at the form.
    pub fn is_busy(&self) -> bool {
        matches!(self, State::Sending { .. } | State::Looking { .. })
    }
}

type Step = (State, Option<Command>);

fn send(intent: Intent, resent: bool) -> Step {
    let command = Command::Accumulate { intent: intent.clone(), first: !resent };
    (State::Sending { intent, resent }, Some(command))
}

/// Nothing leaves before the history was asked what became of the earlier try.
fn earlier(intent: Intent) -> Step {
    let command = look(&intent, 1, 0);
    (State::Unconfirmed { checking: command.is_some(), intent, looks: 0 }, command)
}

fn look(intent: &Intent, page: u32, after: u32) -> Option<Command> {
    intent.contact.who().map(|who| Command::Look { who, page, after })
}

fn answered(intent: Intent, resent: bool, answer: Result<(), ApiError>) -> Step {
    let answer = match answer {
        Ok(()) => Answer::Accepted,
        Err(ApiError::Refused(refusal)) if resent => Answer::RefusedAgain(refusal),
        Err(ApiError::Refused(refusal)) => Answer::Refused(refusal),
        Err(ApiError::Unavailable | ApiError::Protocol) => return unconfirmed(intent, 0),
        // Of this try nothing arrived; of an earlier one the outcome is as unknown as it was.
        Err(_) if resent => return (State::Unconfirmed { intent, looks: LOOK_AFTER.len(), checking: false }, None),
        Err(error) => return (State::Back(Notice::Failed(error)), None),
    };
    match look(&intent, 1, 0) {
        Some(command) => (State::Looking { intent, answer }, Some(command)),
        None => settled(intent, answer),
    }
}

/// Where the history cannot tell more than the answer did.
fn settled(intent: Intent, answer: Answer) -> Step {
    match answer {
        Answer::Accepted => collected(intent, 0),
        Answer::Refused(refusal) => (State::Back(Notice::Refused(refusal)), None),
        // The history may lag: the earlier try may yet turn out to be the one that used the code.
        Answer::RefusedAgain(Refusal::Used | Refusal::Unknown) => unconfirmed(intent, 0),
        Answer::RefusedAgain(Refusal::Invalid) => (State::Back(Notice::Refused(Refusal::Invalid)), None),
        Answer::Occupied => send(intent, true),
    }
}

/// Collected without a record: looks for it while the customer reads that the points are on their way.
fn collected(intent: Intent, looks: usize) -> Step {
    let command = LOOK_AFTER.get(looks).and_then(|after| look(&intent, 1, *after));
    (State::Collected { intent, record: None, looks }, command)
}

fn unconfirmed(intent: Intent, looks: usize) -> Step {
    let command = LOOK_AFTER.get(looks).and_then(|after| look(&intent, 1, *after));
    (State::Unconfirmed { checking: command.is_some(), intent, looks }, command)
}

fn looked(state: State, page: u32, rows: &[Record]) -> Step {
    let (State::Looking { intent, .. }
    | State::Collected { intent, record: None, .. }
    | State::Unconfirmed { intent, checking: true, .. }) = &state
    else {
        return (state, None);
    };
    let record = rows.iter().find(|row| row.counted && row.code.as_deref() == Some(intent.code.as_str())).cloned();
    if record.is_none() && rows.len() >= PAGE && page < SEARCHED {
        let command = look(intent, page + 1, 0);
        return (state, command);
    }
    match (state, record) {
        (State::Looking { intent, answer: Answer::Refused(_) }, Some(record)) if !is_new(&record, &intent) => {
            (State::Back(Notice::Yours(record)), None)
        }
        (State::Looking { answer: Answer::Occupied, .. }, Some(record)) => (State::Back(Notice::Yours(record)), None),
        (
            State::Looking { intent, .. } | State::Collected { intent, .. } | State::Unconfirmed { intent, .. },
            Some(record),
        ) => (State::Collected { intent, record: Some(record), looks: 0 }, None),
        (State::Looking { intent, answer }, None) => settled(intent, answer),
        (State::Collected { intent, looks, .. }, None) => collected(intent, looks + 1),
        (State::Unconfirmed { intent, looks, .. }, None) => unconfirmed(intent, looks + 1),
        (state, _) => (state, None),
    }
}

/// Whether the record was made by this very tap, as far as the device's clock can tell. Where it is wrong, the customer
/// hears when the code was collected, which is as true.
fn is_new(record: &Record, intent: &Intent) -> bool {
    record.created_at.is_some_and(|made| (intent.at..=intent.at + JUST_NOW).contains(&made))
}
