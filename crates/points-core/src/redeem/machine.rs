//! The transitions of [`State`]. Pure: what has to be done is returned as effects.

use super::{Answer, Effect, Event, Focus, Intent, Notice, State};
use crate::api::history_point::{Millis, PAGE, Record};
use crate::api::{ApiError, Refusal};
use std::mem::{discriminant, take};

/// When the history is read again for an outcome or for points that it did not show, in milliseconds.
const READ_AGAIN_AFTER: [u32; 3] = [2_000, 5_000, 10_000];

/// How many pages of the history are searched: its order is not documented, so a new record may be on any.
const SEARCHED_PAGES: u32 = 5;

/// A record at most this much younger than the tap, in milliseconds, was made by it: a browser may deliver one request
/// twice, and the second copy is answered that the code is used.
const SAME_TAP: Millis = 60_000.0;

/// After so many milliseconds the customer hears that the network is slow.
const SLOW: u32 = 5_000;

/// No customer watches a longer countdown than this, in seconds.
const LONGEST_COUNTDOWN: u32 = 600;

/// The next state and what has to be done first.
type Step = (State, Vec<Effect>);

impl State {
    /// Takes the next step. `None`: the event does not fit the state (a second tap, a late answer), and nothing changed.
    pub fn apply(&mut self, event: Event) -> Option<Vec<Effect>> {
        let entered = discriminant(self);
        let was_busy = self.is_busy();
        let was_unsettled = self.unsettled().is_some();
        let (next, effects) = step(take(self), event);
        *self = next;
        let mut effects = effects?;
        let is_busy = self.is_busy();
        // A code that the customer turned away from stays pending: its outcome is still unknown.
        if was_unsettled && self.unsettled().is_none() && !matches!(self, State::Form) {
            effects.insert(0, Effect::RemovePending);
        }
        if was_busy && !is_busy {
            effects.push(Effect::Unlock);
        }
        if is_busy && effects.iter().any(Effect::is_awaited) {
            effects.push(Effect::Timer(SLOW));
        }
        if entered != discriminant(self) {
            self.push_entry_effects(&mut effects);
        }
        Some(effects)
    }

    /// What follows from being in a new kind of state, whatever led to it. The page hears of it last: its listener runs
    /// at once, and may call back.
    fn push_entry_effects(&self, effects: &mut Vec<Effect>) {
        let focus = match self {
            State::Form => return,
            State::Collected { .. } | State::Unconfirmed { .. } => Focus::Outcome,
            State::FormWithNotice(Notice::Failed(ApiError::Rejected)) => {
                effects.push(Effect::ReviewContact);
                Focus::Code
            }
            State::FormWithNotice(Notice::Yours(_) | Notice::Refused(_)) => Focus::Code,
            _ => Focus::Submit,
        };
        effects.push(Effect::Focus(focus));
        if self.announcement().is_some() {
            effects.push(Effect::Announce);
        }
    }
}

/// One transition, with no effects where the event does not fit the state.
fn step(state: State, event: Event) -> (State, Option<Vec<Effect>>) {
    let (next, effects) = match (state, event) {
        (State::Form | State::FormWithNotice(_), Event::Submit(intent)) => lock(intent, false),
        (State::Unconfirmed { intent, .. }, Event::SendAgain) => lock(intent, true),
        (State::Locking { intent, resent }, Event::Locked { waited, pending }) => match (resent, pending, waited) {
            (false, true, _) => pending_before(intent),
            (false, false, true) => sent_elsewhere(intent),
            _ => send(intent, resent),
        },
        (State::Sending { intent, resent }, Event::Answered(answer)) => answered(intent, resent, answer),
        (State::Form, Event::Restore) => (State::FormWithNotice(Notice::Pending), Vec::new()),
        (State::Unconfirmed { intent, reads, .. }, Event::CheckAgain) => {
            let effects = read_history(&intent, 1, 0);
            (State::Unconfirmed { checking: !effects.is_empty(), intent, reads }, effects)
        }
        (state, Event::HistoryRead(page, rows)) => return history_read(state, page, &rows.unwrap_or_default()),
        (state, Event::TimeUp) if state.is_busy() => (state, vec![Effect::ShowSlow]),
        (State::FormWithNotice(Notice::Failed(ApiError::RateLimited(Some(seconds)))), Event::TimeUp) => {
            rate_limited(seconds.saturating_sub(1))
        }
        (State::FormWithNotice(_) | State::Collected { .. } | State::Unconfirmed { .. }, Event::Another) => {
            (State::Form, Vec::new())
        }
        (state, _) => return (state, None),
    };
    (next, Some(effects))
}

fn lock(intent: Intent, resent: bool) -> Step {
    (State::Locking { intent, resent }, vec![Effect::Lock])
}

/// The code is pending before it leaves, so that a page that goes away now knows of it.
fn send(intent: Intent, resent: bool) -> Step {
    (State::Sending { intent, resent }, vec![Effect::AddPending, Effect::Send])
}

/// Nothing leaves before the history was asked for the outcome of the earlier attempt.
fn pending_before(intent: Intent) -> Step {
    let effects = read_history(&intent, 1, 0);
    (State::Unconfirmed { checking: !effects.is_empty(), intent, reads: 0 }, effects)
}

/// Another widget or tab held the lock and may have redeemed the code. Where no history can tell, the code is sent, and
/// a refusal of it is doubted.
fn sent_elsewhere(intent: Intent) -> Step {
    let effects = read_history(&intent, 1, 0);
    if effects.is_empty() {
        return send(intent, true);
    }
    (State::ReadingHistory { intent, answer: Answer::SentElsewhere }, effects)
}

/// Empty where the contact has neither phone nor e-mail: there is no history to read.
fn read_history(intent: &Intent, page: u32, after: u32) -> Vec<Effect> {
    if intent.contact.has_owner() { vec![Effect::ReadHistory { page, after }] } else { Vec::new() }
}

fn answered(intent: Intent, resent: bool, answer: Result<(), ApiError>) -> Step {
    let answer = match answer {
        Ok(()) => Answer::Accepted,
        Err(ApiError::Refused(refusal)) if resent => Answer::RefusedAgain(refusal),
        Err(ApiError::Refused(refusal)) => Answer::Refused(refusal),
        Err(ApiError::Unavailable | ApiError::Protocol) => return unconfirmed(intent, 0),
        // Nothing of this attempt arrived; the outcome of the earlier one is as unknown as it was.
        Err(_) if resent => {
            let reads = READ_AGAIN_AFTER.len();
            return (State::Unconfirmed { intent, reads, checking: false }, Vec::new());
        }
        Err(ApiError::RateLimited(Some(seconds))) => return rate_limited(seconds.min(LONGEST_COUNTDOWN)),
        Err(error) => return (State::FormWithNotice(Notice::Failed(error)), Vec::new()),
    };
    let effects = read_history(&intent, 1, 0);
    if effects.is_empty() {
        return settled(intent, answer);
    }
    (State::ReadingHistory { intent, answer }, effects)
}

/// Counts the seconds until the server takes another attempt. A customer who does not wait may try.
fn rate_limited(seconds: u32) -> Step {
    let left = Some(seconds).filter(|seconds| *seconds > 0);
    let state = State::FormWithNotice(Notice::Failed(ApiError::RateLimited(left)));
    (state, left.map(|_| Effect::Timer(1_000)).into_iter().collect())
}

/// The outcome where the history cannot tell more than the answer did.
fn settled(intent: Intent, answer: Answer) -> Step {
    match answer {
        Answer::Accepted => collected(intent, 0),
        Answer::Refused(refusal) => (State::FormWithNotice(Notice::Refused(refusal)), Vec::new()),
        // The history may lag: the earlier attempt may yet turn out to be the one that used the code.
        Answer::RefusedAgain(Refusal::Used | Refusal::Unknown) => unconfirmed(intent, 0),
        Answer::RefusedAgain(Refusal::Invalid) => {
            (State::FormWithNotice(Notice::Refused(Refusal::Invalid)), Vec::new())
        }
        Answer::SentElsewhere => send(intent, true),
    }
}

/// Collected without a record: searches for it while the customer reads that the points are on their way.
fn collected(intent: Intent, reads: usize) -> Step {
    let effects = read_again(&intent, reads);
    (State::Collected { intent, record: None, reads }, effects)
}

fn unconfirmed(intent: Intent, reads: usize) -> Step {
    let effects = read_again(&intent, reads);
    (State::Unconfirmed { checking: !effects.is_empty(), intent, reads }, effects)
}

fn read_again(intent: &Intent, reads: usize) -> Vec<Effect> {
    READ_AGAIN_AFTER.get(reads).map(|after| read_history(intent, 1, *after)).unwrap_or_default()
}

fn history_read(state: State, page: u32, rows: &[Record]) -> (State, Option<Vec<Effect>>) {
    let (State::ReadingHistory { intent, .. }
    | State::Collected { intent, record: None, .. }
    | State::Unconfirmed { intent, checking: true, .. }) = &state
    else {
        return (state, None);
    };
    let record = rows.iter().find(|row| row.counted && row.code.as_deref() == Some(intent.code.as_str())).cloned();
    if record.is_none() && rows.len() >= PAGE && page < SEARCHED_PAGES {
        let effects = read_history(intent, page + 1, 0);
        return (state, Some(effects));
    }
    let (next, effects) = match (state, record) {
        (State::ReadingHistory { intent, answer }, Some(record)) => match answer {
            Answer::Refused(_) if !is_of_this_tap(&record, &intent) => yours(record),
            Answer::SentElsewhere => yours(record),
            _ => found(intent, record),
        },
        (State::Collected { intent, .. } | State::Unconfirmed { intent, .. }, Some(record)) => found(intent, record),
        (State::ReadingHistory { intent, answer }, None) => settled(intent, answer),
        (State::Collected { intent, reads, .. }, None) => collected(intent, reads + 1),
        (State::Unconfirmed { intent, reads, .. }, None) => unconfirmed(intent, reads + 1),
        (state, _) => return (state, None),
    };
    (next, Some(effects))
}

fn yours(record: Record) -> Step {
    (State::FormWithNotice(Notice::Yours(record)), Vec::new())
}

fn found(intent: Intent, record: Record) -> Step {
    (State::Collected { intent, record: Some(record), reads: 0 }, Vec::new())
}

/// Whether the record was made by this very tap, as far as the device's clock can tell. Where it is wrong, the customer
/// hears when the code was collected, which is as true.
fn is_of_this_tap(record: &Record, intent: &Intent) -> bool {
    record.created_at.is_some_and(|made| (intent.at..=intent.at + SAME_TAP).contains(&made))
}
