//! Redeeming one code: every way from a tap to an outcome, and that an unknown outcome is never called a failure.

mod any_order;
mod earlier_attempts;
mod effects;
mod reading_history;
mod schedules;
mod sending_again;

use crate::support::{CODE, anonymous, counted, intent};
use points_core::api::history_point::Record;
use points_core::api::{ApiError, Refusal};
use points_core::redeem::{Answer, Effect, Event, Intent, Notice, State};

/// Errors after which nobody knows what became of the code.
pub const AMBIGUOUS: [ApiError; 2] = [ApiError::Unavailable, ApiError::Protocol];

/// Errors after which it is known that nothing was collected.
pub const KNOWN: [ApiError; 6] = [
    ApiError::Offline,
    ApiError::RateLimited(None),
    ApiError::RateLimited(Some(30)),
    ApiError::Rejected,
    ApiError::Unauthorized,
    ApiError::NotFound,
];

const REFUSALS: [Refusal; 3] = [Refusal::Used, Refusal::Invalid, Refusal::Unknown];

const FOUND_NOTHING: Result<Vec<Record>, ApiError> = Ok(Vec::new());

/// The lock was free.
const LOCKED: Event = Event::Locked { waited: false, pending: false };

/// The one thing that a step starts, timers aside.
fn start(state: &mut State, event: Event) -> Option<Effect> {
    let effects = state.apply(event).into_iter().flatten();
    let mut started: Vec<Effect> =
        effects.filter(|effect| effect.is_start() && !matches!(effect, Effect::Timer(_))).collect();
    assert!(started.len() <= 1, "one thing at a time: {started:?}");
    started.pop()
}

const LOCK: Option<Effect> = Some(Effect::Lock);
const SEND: Option<Effect> = Some(Effect::Send);

/// A confirmed code that waits for its lock.
fn locking(intent: Intent) -> State {
    let mut state = State::Form;
    assert_eq!(start(&mut state, Event::Submit(intent.clone())), LOCK);
    assert_eq!(state, State::Locking { intent, resent: false });
    state
}

fn sent(intent: Intent) -> State {
    let mut state = locking(intent.clone());
    assert_eq!(start(&mut state, LOCKED), SEND);
    state
}

/// The state after the first answer, and what it started.
fn answered(intent: Intent, answer: Result<(), ApiError>) -> (State, Option<Effect>) {
    let mut state = sent(intent);
    let started = start(&mut state, Event::Answered(answer));
    (state, started)
}

fn read(page: u32, after: u32) -> Option<Effect> {
    Some(Effect::ReadHistory { page, after })
}

fn back(error: Refusal) -> State {
    State::FormWithNotice(Notice::Refused(error))
}

fn collected(record: Option<Record>) -> State {
    State::Collected { intent: intent(), record, reads: 0 }
}

fn unconfirmed(intent: Intent, reads: usize, checking: bool) -> State {
    State::Unconfirmed { intent, reads, checking }
}

#[test]
fn a_tap_sends_the_code_once() {
    for mut state in [locking(intent()), sent(intent())] {
        assert!(state.is_busy());
        let before = state.clone();
        for event in [
            Event::Submit(intent()),
            Event::SendAgain,
            Event::CheckAgain,
            Event::Another,
            Event::HistoryRead(1, FOUND_NOTHING),
        ] {
            assert_eq!(state.apply(event), None, "a second tap, Enter and a tap, a late page");
            assert_eq!(state, before);
        }
    }
    assert_eq!(sent(intent()).apply(LOCKED), None, "nor does a second lock");
}

#[test]
fn an_accepted_code_shows_its_points_as_the_history_has_them() {
    let (mut state, started) = answered(intent(), Ok(()));
    assert_eq!(started, read(1, 0));
    assert_eq!(state, State::ReadingHistory { intent: intent(), answer: Answer::Accepted });
    assert!(state.is_busy());
    assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted("OTHER1"), counted(CODE)]))), None);
    assert_eq!(state, collected(Some(counted(CODE))));
    assert!(!state.is_busy());
}

#[test]
fn an_accepted_code_is_collected_even_where_the_history_is_down_or_late() {
    for page in [FOUND_NOTHING, Err(ApiError::Unavailable), Err(ApiError::Unauthorized), Ok(vec![counted("OTHER1")])] {
        let (mut state, _) = answered(intent(), Ok(()));
        assert_eq!(start(&mut state, Event::HistoryRead(1, page)), read(1, 2_000));
        assert_eq!(state, collected(None));
    }
}

#[test]
fn an_accepted_code_without_a_contact_is_collected_at_once() {
    let (state, started) = answered(anonymous(), Ok(()));
    assert_eq!((state, started), (State::Collected { intent: anonymous(), record: None, reads: 0 }, None));
}

#[test]
fn a_refused_code_of_this_customers_own_history_is_theirs() {
    for refusal in REFUSALS {
        let (mut state, started) = answered(intent(), Err(ApiError::Refused(refusal)));
        assert_eq!(started, read(1, 0));
        assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
        assert_eq!(state, State::FormWithNotice(Notice::Yours(counted(CODE))), "{refusal:?}");
    }
}

#[test]
fn a_refused_code_of_nobodys_or_anothers_history_is_refused_for_its_reason() {
    let failed = Record { counted: false, ..counted(CODE) };
    let other_case = counted("tivinpmx8b98pfg");
    for refusal in REFUSALS {
        for page in
            [FOUND_NOTHING, Err(ApiError::Unavailable), Ok(vec![failed.clone(), other_case.clone(), Record::default()])]
        {
            let (mut state, _) = answered(intent(), Err(ApiError::Refused(refusal)));
            assert_eq!(start(&mut state, Event::HistoryRead(1, page)), None);
            assert_eq!(state, back(refusal));
        }
    }
}

#[test]
fn a_refused_code_without_a_contact_is_refused_at_once() {
    for refusal in REFUSALS {
        assert_eq!(answered(anonymous(), Err(ApiError::Refused(refusal))), (back(refusal), None));
    }
}

#[test]
fn what_came_to_nothing_for_sure_returns_to_the_form_and_may_be_sent_anew() {
    for error in KNOWN {
        let (mut state, started) = answered(intent(), Err(error));
        assert_eq!((&state, started), (&State::FormWithNotice(Notice::Failed(error)), None));
        assert_eq!(start(&mut state, Event::Submit(intent())), LOCK);
        assert_eq!(start(&mut state, LOCKED), SEND);
        assert_eq!(state, State::Sending { intent: intent(), resent: false }, "a new attempt, not a second one");
    }
}

#[test]
fn without_a_proper_answer_the_outcome_is_unconfirmed_and_the_history_is_asked() {
    for error in AMBIGUOUS {
        assert_eq!(answered(intent(), Err(error)), (unconfirmed(intent(), 0, true), read(1, 2_000)));
        assert_eq!(
            answered(anonymous(), Err(error)),
            (unconfirmed(anonymous(), 0, false), None),
            "nobody to ask about"
        );
    }
}

#[test]
fn another_code_starts_from_an_empty_form() {
    let states = [back(Refusal::Used), collected(None), collected(Some(counted(CODE))), unconfirmed(intent(), 0, true)];
    for mut state in states {
        assert_eq!(start(&mut state, Event::Another), None);
        assert_eq!(state, State::Form);
    }
}

#[test]
fn a_code_that_is_back_may_be_mended_and_sent() {
    for mut state in [back(Refusal::Invalid), State::FormWithNotice(Notice::Yours(counted(CODE)))] {
        let mended = Intent { key: "two".to_owned(), ..intent() };
        assert_eq!(start(&mut state, Event::Submit(mended.clone())), LOCK);
        assert_eq!(start(&mut state, LOCKED), SEND);
    }
}

#[test]
fn an_answer_that_comes_late_changes_nothing() {
    let states = [State::Form, back(Refusal::Used), collected(None), unconfirmed(intent(), 3, false)];
    for state in states {
        for answer in [Ok(()), Err(ApiError::Refused(Refusal::Invalid)), Err(ApiError::Unavailable)] {
            let mut after = state.clone();
            assert_eq!((start(&mut after, Event::Answered(answer)), &after), (None, &state));
        }
    }
}
