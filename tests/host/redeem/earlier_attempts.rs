//! Tries of the same code elsewhere: before the page was loaded anew, in another widget or tab, or a second copy of this
//! very request.

use super::*;
use crate::support::TAP;

/// The lock was free, and an earlier attempt of the code has an unknown outcome.
const PENDING: Event = Event::Locked { waited: false, pending: true };
/// Another widget or tab held the lock.
const WAITED: Event = Event::Locked { waited: true, pending: false };

#[test]
fn a_code_that_comes_back_is_in_the_form_with_its_notice_and_is_not_sent() {
    let mut state = State::Form;
    assert_eq!(start(&mut state, Event::Restore), None);
    assert_eq!(state, State::FormWithNotice(Notice::Pending));
    assert_eq!(start(&mut state, Event::Restore), None);
    assert_eq!(state, State::FormWithNotice(Notice::Pending));
}

#[test]
fn nothing_else_is_disturbed_by_a_code_that_comes_back() {
    for state in
        [locking(intent()), sent(intent()), collected(None), unconfirmed(intent(), 1, true), back(Refusal::Used)]
    {
        let mut after = state.clone();
        assert_eq!((start(&mut after, Event::Restore), &after), (None, &state));
    }
}

#[test]
fn after_an_earlier_try_the_history_is_asked_and_nothing_is_sent() {
    let mut state = locking(intent());
    assert_eq!(start(&mut state, PENDING), read(1, 0));
    assert_eq!(state, unconfirmed(intent(), 0, true));
    assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
    assert_eq!(state, collected(Some(counted(CODE))), "the earlier try was the one that counted");
}

#[test]
fn after_an_earlier_try_without_a_trace_only_the_customer_sends() {
    let mut state = locking(intent());
    start(&mut state, PENDING);
    assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), read(1, 5_000));
    assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), read(1, 10_000));
    assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), None);
    assert_eq!(state, unconfirmed(intent(), 3, false));
    assert_eq!(start(&mut state, Event::SendAgain), LOCK);
    assert_eq!(start(&mut state, PENDING), SEND);
}

#[test]
fn after_an_earlier_try_without_a_contact_nothing_claims_to_be_checking() {
    let mut state = locking(anonymous());
    assert_eq!(start(&mut state, PENDING), None);
    assert_eq!(state, unconfirmed(anonymous(), 0, false));
}

#[test]
fn a_code_that_another_widget_collected_meanwhile_is_theirs_and_is_not_sent() {
    let mut state = locking(intent());
    assert_eq!(start(&mut state, WAITED), read(1, 0));
    assert!(state.is_busy());
    assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
    assert_eq!(state, State::FormWithNotice(Notice::Yours(counted(CODE))));
}

#[test]
fn a_code_that_another_widget_sent_in_vain_is_sent_in_its_turn_and_a_refusal_of_it_is_doubted() {
    for page in [FOUND_NOTHING, Err(ApiError::Unavailable)] {
        let mut state = locking(intent());
        start(&mut state, WAITED);
        assert_eq!(start(&mut state, Event::HistoryRead(1, page)), SEND);
        assert_eq!(state, State::Sending { intent: intent(), resent: true });
        assert_eq!(start(&mut state, Event::Answered(Err(ApiError::Refused(Refusal::Used)))), read(1, 0));
        assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), read(1, 2_000));
        assert_eq!(state, unconfirmed(intent(), 0, true), "the history may lag behind the other one's success");
    }
    let mut state = locking(anonymous());
    assert_eq!(start(&mut state, WAITED), SEND, "there is no history to ask");
}

#[test]
fn a_second_try_of_ones_own_is_not_held_up_by_earlier_ones() {
    let (mut state, _) = answered(intent(), Err(ApiError::Unavailable));
    start(&mut state, Event::SendAgain);
    for event in [PENDING, WAITED, Event::Locked { waited: true, pending: true }] {
        let mut state = state.clone();
        assert_eq!(start(&mut state, event), SEND);
        assert_eq!(state, State::Sending { intent: intent(), resent: true });
    }
}

#[test]
fn used_by_the_second_copy_of_this_very_request_is_a_success() {
    for made in [TAP, TAP + 400.0, TAP + 60_000.0] {
        let record = Record { created_at: Some(made), ..counted(CODE) };
        let (mut state, _) = answered(intent(), Err(ApiError::Refused(Refusal::Used)));
        assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![record.clone()]))), None);
        assert_eq!(state, collected(Some(record)));
    }
}

#[test]
fn used_by_an_earlier_tap_or_by_a_wrong_clock_says_when() {
    for made in [None, Some(TAP - 1.0), Some(TAP + 60_001.0), Some(TAP - 86_400_000.0), Some(f64::NAN)] {
        let record = Record { created_at: made, score: Some(1.0), ..counted(CODE) };
        let (mut state, _) = answered(intent(), Err(ApiError::Refused(Refusal::Used)));
        start(&mut state, Event::HistoryRead(1, Ok(vec![record])));
        assert!(matches!(state, State::FormWithNotice(Notice::Yours(_))), "{made:?}");
    }
}

#[test]
fn what_may_be_lost_with_the_page_is_known_in_every_state() {
    let known = [State::Form, locking(intent()), back(Refusal::Used), collected(None), answered(intent(), Ok(())).0];
    for state in known {
        assert_eq!(state.unsettled(), None, "{state:?}");
    }
    let again = State::ReadingHistory { intent: intent(), answer: Answer::RefusedAgain(Refusal::Used) };
    let resent = State::Locking { intent: intent(), resent: true };
    for state in [sent(intent()), resent, unconfirmed(intent(), 3, false), again] {
        assert_eq!(state.unsettled(), Some(&intent().code), "{state:?}");
    }
}
