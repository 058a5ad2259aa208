//! What follows from a step besides sending and reading: locks, pending codes, timers, focus, and what the page hears.

use super::*;
use points_core::redeem::{Announcement, Focus, Reason};

const TIMER: Effect = Effect::Timer(5_000);

fn apply(state: &mut State, event: Event) -> Vec<Effect> {
    state.apply(event).expect("the event fits")
}

/// The effects of an answer to the first attempt that leads to an outcome at once.
fn after(answer: Result<(), ApiError>) -> Vec<Effect> {
    apply(&mut sent(anonymous()), Event::Answered(answer))
}

/// What the page hears of a step: last, and once.
fn announced<'a>(state: &'a State, effects: &[Effect]) -> Option<Announcement<'a>> {
    let count = effects.iter().filter(|effect| **effect == Effect::Announce).count();
    assert_eq!(count, usize::from(effects.last() == Some(&Effect::Announce)));
    state.announcement().filter(|_| count == 1)
}

#[test]
fn a_tap_takes_the_lock_then_marks_the_code_pending_and_then_sends() {
    let mut state = State::Form;
    assert_eq!(apply(&mut state, Event::Submit(intent())), [Effect::Lock, TIMER, Effect::Focus(Focus::Submit)]);
    assert_eq!(apply(&mut state, LOCKED), [Effect::AddPending, Effect::Send, TIMER, Effect::Focus(Focus::Submit)]);
}

#[test]
fn the_lock_is_released_when_nobody_waits_any_more_and_not_before() {
    let releases = |effects: &[Effect]| effects.contains(&Effect::Unlock);
    let mut state = sent(intent());
    assert!(!releases(&apply(&mut state, Event::Answered(Ok(())))), "the history is read under the lock");
    assert!(releases(&apply(&mut state, Event::HistoryRead(1, FOUND_NOTHING))));
    assert!(!releases(&apply(&mut state, Event::HistoryRead(1, FOUND_NOTHING))), "once");
    for answer in KNOWN.into_iter().chain(AMBIGUOUS).map(Err) {
        assert!(releases(&after(answer)), "{answer:?}");
    }
    let mut state = locking(intent());
    assert!(releases(&apply(&mut state, Event::Locked { waited: false, pending: true })));
}

#[test]
fn a_code_is_pending_until_its_outcome_is_known() {
    let removes = |effects: Vec<Effect>| effects.contains(&Effect::RemovePending);
    for answer in [Ok(()), Err(ApiError::Offline), Err(ApiError::Refused(Refusal::Used)), Err(ApiError::NotFound)] {
        assert!(removes(after(answer)), "{answer:?}");
    }
    for answer in AMBIGUOUS.map(Err) {
        assert!(!removes(after(answer)), "{answer:?}");
    }
    let (mut state, _) = answered(intent(), Err(ApiError::Unavailable));
    assert!(!removes(apply(&mut state.clone(), Event::Another)), "the customer turned away, and still nobody knows");
    for event in [Event::CheckAgain, Event::SendAgain] {
        assert!(!removes(apply(&mut state.clone(), event)));
    }
    assert!(removes(apply(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)])))));
}

#[test]
fn the_page_hears_of_every_outcome_once_and_of_nothing_in_between() {
    let rejected = |reason| Some(Announcement::Rejected(reason));
    let failed = |error| Some(Announcement::Failed(error));
    for (answer, heard) in [
        (Ok(()), Some(Announcement::Accumulated(None))),
        (Err(ApiError::Refused(Refusal::Used)), rejected(Reason::Used)),
        (Err(ApiError::Refused(Refusal::Invalid)), rejected(Reason::Invalid)),
        (Err(ApiError::Refused(Refusal::Unknown)), rejected(Reason::Refused)),
        (Err(ApiError::Rejected), rejected(Reason::Refused)),
        (Err(ApiError::Offline), failed(ApiError::Offline)),
        (Err(ApiError::RateLimited(None)), failed(ApiError::RateLimited(None))),
        (Err(ApiError::Unauthorized), failed(ApiError::Unauthorized)),
        (Err(ApiError::Unavailable), Some(Announcement::Unconfirmed)),
    ] {
        let mut state = sent(anonymous());
        let effects = apply(&mut state, Event::Answered(answer));
        assert_eq!(announced(&state, &effects), heard, "{answer:?}");
    }
    let mut state = sent(intent());
    let effects = apply(&mut state, Event::Answered(Ok(())));
    assert_eq!(announced(&state, &effects), None);
    let effects = apply(&mut state, Event::HistoryRead(1, FOUND_NOTHING));
    assert_eq!(announced(&state, &effects), Some(Announcement::Accumulated(None)));
    let effects = apply(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)])));
    assert_eq!(announced(&state, &effects), None, "a record that comes later is no second success");

    let (mut state, _) = answered(intent(), Ok(()));
    let effects = apply(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)])));
    assert_eq!(announced(&state, &effects), Some(Announcement::Accumulated(Some(&counted(CODE)))));

    let (mut state, _) = answered(intent(), Err(ApiError::Refused(Refusal::Used)));
    let effects = apply(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)])));
    assert_eq!(announced(&state, &effects), rejected(Reason::Yours));
}

#[test]
fn the_focus_goes_to_the_outcome_or_to_what_has_to_be_mended() {
    let focus = |effects: Vec<Effect>| {
        let focus = effects.into_iter().find_map(|effect| match effect {
            Effect::Focus(focus) => Some(focus),
            _ => None,
        });
        focus.expect("the focus goes somewhere")
    };
    for (answer, place) in [
        (Ok(()), Focus::Outcome),
        (Err(ApiError::Unavailable), Focus::Outcome),
        (Err(ApiError::Refused(Refusal::Invalid)), Focus::Code),
        (Err(ApiError::Rejected), Focus::Code),
        (Err(ApiError::Offline), Focus::Submit),
    ] {
        assert_eq!(focus(after(answer)), place, "{answer:?}");
    }
    assert!(after(Err(ApiError::Rejected)).contains(&Effect::ReviewContact), "it may be the contact that is wrong");
}

#[test]
fn a_state_that_lasts_is_called_slow_and_goes_on() {
    for mut state in [locking(intent()), sent(intent()), answered(intent(), Ok(())).0] {
        let before = state.clone();
        assert_eq!(apply(&mut state, Event::TimeUp), [Effect::ShowSlow]);
        assert_eq!(state, before);
    }
    for mut state in [State::Form, collected(None), unconfirmed(intent(), 0, true), back(Refusal::Used)] {
        assert_eq!(state.apply(Event::TimeUp), None, "{state:?}");
    }
}

#[test]
fn a_rate_limit_counts_down_once_a_second_and_the_customer_need_not_wait() {
    let limited = |seconds| State::FormWithNotice(Notice::Failed(ApiError::RateLimited(seconds)));
    let (mut state, _) = answered(intent(), Err(ApiError::RateLimited(Some(3))));
    for left in [2, 1] {
        assert_eq!(apply(&mut state, Event::TimeUp), [Effect::Timer(1_000)]);
        assert_eq!(state, limited(Some(left)));
    }
    assert_eq!(apply(&mut state.clone(), Event::Submit(intent())).first(), Some(&Effect::Lock));
    assert_eq!(apply(&mut state, Event::TimeUp), []);
    assert_eq!(state, limited(None));
    assert_eq!(state.apply(Event::TimeUp), None);
    assert_eq!(answered(intent(), Err(ApiError::RateLimited(Some(u32::MAX)))).0, limited(Some(600)));
    assert_eq!(answered(intent(), Err(ApiError::RateLimited(Some(0)))).0, limited(None));
}
