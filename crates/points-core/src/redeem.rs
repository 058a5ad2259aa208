//! Redeeming one product code: the states, the events that lead from one to the next, and the effects that follow.
//!
//! A code works once, so the machine never sends twice by itself, and says "it did not work" only where an answer said
//! so. An outcome that is unknown is a state of its own, and the history is what settles it.
//! [`State::apply`] decides; [`interpreter`] carries the effects out over a [`interpreter::Host`].

pub mod interpreter;
mod machine;

use crate::api::history_point::{Millis, Record};
use crate::api::{ApiError, Refusal};
use crate::contact::Contact;
use crate::product_code::ProductCode;

/// What the customer confirmed with one tap.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    pub code: ProductCode,
    pub contact: Contact,
    /// A UUID, sent as `Idempotency-Key`: a relay answers a second copy of the request without redeeming again.
    pub key: String,
    /// The time of the tap by the device's clock, which may be wrong.
    pub at: Millis,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    #[default]
    Form,
    /// The form as it was, with the outcome of the last attempt.
    FormWithNotice(Notice),
    /// Waits for the code's lock. Nothing of this attempt was sent. `resent`: an earlier request for the same code may
    /// have been the one that counted.
    Locking { intent: Intent, resent: bool },
    /// The request may be under way.
    Sending { intent: Intent, resent: bool },
    /// Reads the history for what the answer does not say.
    ReadingHistory { intent: Intent, answer: Answer },
    /// The points are the customer's. Without a record, the history does not show them yet. `reads` counts the searches
    /// of the history.
    Collected { intent: Intent, record: Option<Record>, reads: usize },
    /// Sent, outcome unknown. `checking`: another search of the history follows by itself.
    Unconfirmed { intent: Intent, reads: usize, checking: bool },
}

/// What is known of the code while the history is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Accepted,
    Refused(Refusal),
    /// Refused after an earlier attempt whose outcome is unknown: that attempt may be the reason.
    RefusedAgain(Refusal),
    /// Nothing was sent: another widget or tab was sending the same code, and may have redeemed it.
    SentElsewhere,
}

/// Why the customer is back at the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// This customer collected the code before.
    Yours(Record),
    Refused(Refusal),
    /// The attempt failed, and nothing was redeemed. A rate limit counts down once a second.
    Failed(ApiError),
    /// An attempt before the page was loaded anew has an unknown outcome.
    Pending,
}

#[derive(Clone, Debug)]
pub enum Event {
    /// A code comes back whose earlier attempt has an unknown outcome.
    Restore,
    Submit(Intent),
    /// The lock of the code is held. `waited`: another widget or tab held it before. `pending`: an earlier attempt of
    /// this code has an unknown outcome.
    Locked {
        waited: bool,
        pending: bool,
    },
    Answered(Result<(), ApiError>),
    /// A page of the history, as asked for by [`Effect::ReadHistory`].
    HistoryRead(u32, Result<Vec<Record>, ApiError>),
    /// The time of [`Effect::Timer`] is over.
    TimeUp,
    CheckAgain,
    SendAgain,
    /// Back to the form, for another code.
    Another,
}

/// Everything that follows from a step, in the order in which it has to be done. What an effect is about is in the state:
/// its [`State::intent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Acquire the code's lock, then report [`Event::Locked`].
    Lock,
    /// Release the lock.
    Unlock,
    /// Remember, for the session, that the outcome of the code is unknown.
    AddPending,
    /// Forget that of the code that was locked last.
    RemovePending,
    /// Send the code once, then report [`Event::Answered`].
    Send,
    /// Read one page of the customer's history after so many milliseconds, then report [`Event::HistoryRead`].
    ReadHistory {
        page: u32,
        after: u32,
    },
    /// Report [`Event::TimeUp`] after so many milliseconds.
    Timer(u32),
    /// Tell the customer that it takes long.
    ShowSlow,
    /// Show the contact's fields, where a saved customer is shown in one line: they may be at fault.
    ReviewContact,
    Focus(Focus),
    /// Tell the page the outcome, [`State::announcement`].
    Announce,
}

/// Where the focus goes once the change is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The title of the outcome, unless the customer has moved on.
    Outcome,
    /// The submit button, unless the customer has moved on.
    Submit,
    Code,
}

/// What the page hears; none of it is personal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Announcement<'a> {
    /// With the record, where the history shows it already.
    Accumulated(Option<&'a Record>),
    Rejected(Reason),
    Unconfirmed,
    Failed(ApiError),
}

/// Why a code was rejected, as the page hears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Yours,
    Used,
    Invalid,
    Refused,
}

impl Effect {
    /// Whether it starts something that reports back later.
    pub fn is_start(&self) -> bool {
        matches!(self, Effect::Timer(_)) || self.is_awaited()
    }

    /// Whether a state waits for what it reports.
    fn is_awaited(&self) -> bool {
        matches!(self, Effect::Lock | Effect::Send | Effect::ReadHistory { .. })
    }
}

impl State {
    /// The code whose outcome would be unknown, should the page go away now.
    pub fn unsettled(&self) -> Option<&ProductCode> {
        match self {
            State::Locking { intent, resent: true }
            | State::Sending { intent, .. }
            | State::Unconfirmed { intent, .. }
            | State::ReadingHistory { intent, answer: Answer::RefusedAgain(_) } => Some(&intent.code),
            _ => None,
        }
    }

    /// The customer waits at the form for a lock, an answer or a page of the history.
    pub fn is_busy(&self) -> bool {
        matches!(self, State::Locking { .. } | State::Sending { .. } | State::ReadingHistory { .. })
    }

    /// What the customer confirmed and the state is about.
    pub fn intent(&self) -> Option<&Intent> {
        match self {
            State::Locking { intent, .. }
            | State::Sending { intent, .. }
            | State::ReadingHistory { intent, .. }
            | State::Collected { intent, .. }
            | State::Unconfirmed { intent, .. } => Some(intent),
            State::Form | State::FormWithNotice(_) => None,
        }
    }

    /// What the page hears when this state is entered.
    pub fn announcement(&self) -> Option<Announcement<'_>> {
        Some(match self {
            State::Collected { record, .. } => Announcement::Accumulated(record.as_ref()),
            State::Unconfirmed { .. } => Announcement::Unconfirmed,
            State::FormWithNotice(Notice::Yours(_)) => Announcement::Rejected(Reason::Yours),
            State::FormWithNotice(Notice::Refused(Refusal::Used)) => Announcement::Rejected(Reason::Used),
            State::FormWithNotice(Notice::Refused(Refusal::Invalid)) => Announcement::Rejected(Reason::Invalid),
            State::FormWithNotice(Notice::Refused(Refusal::Unknown) | Notice::Failed(ApiError::Rejected)) => {
                Announcement::Rejected(Reason::Refused)
            }
            State::FormWithNotice(Notice::Failed(error)) => Announcement::Failed(*error),
            _ => return None,
        })
    }
}
