//! Sending an unconfirmed code again, knowingly: under the same key, and with an answer that is judged accordingly.

use super::*;

/// A code sent, lost, and sent again.
fn sent_again(intent: Intent) -> State {
    let (mut state, _) = answered(intent.clone(), Err(ApiError::Unavailable));
    assert_eq!(start(&mut state, Event::SendAgain), LOCK);
    assert_eq!(start(&mut state, LOCKED), SEND, "the very same, key and all");
    assert_eq!(state, State::Sending { intent, resent: true });
    state
}

#[test]
fn a_second_tap_on_send_again_sends_nothing() {
    let mut state = sent_again(intent());
    for event in [Event::SendAgain, Event::Submit(intent()), Event::CheckAgain, Event::Another] {
        assert_eq!(start(&mut state, event), None);
        assert_eq!(state, State::Sending { intent: intent(), resent: true });
    }
}

#[test]
fn an_accepted_second_try_is_a_success() {
    let mut state = sent_again(intent());
    assert_eq!(start(&mut state, Event::Answered(Ok(()))), read(1, 0));
    assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
    assert_eq!(state, collected(Some(counted(CODE))));
}

#[test]
fn refused_after_a_lost_try_and_in_ones_own_history_is_a_success() {
    for refusal in REFUSALS {
        let mut state = sent_again(intent());
        assert_eq!(start(&mut state, Event::Answered(Err(ApiError::Refused(refusal)))), read(1, 0));
        assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
        assert_eq!(state, collected(Some(counted(CODE))), "{refusal:?}: the lost try was the one that counted");
    }
}

#[test]
fn used_after_a_lost_try_stays_unconfirmed_while_the_history_lags() {
    for refusal in [Refusal::Used, Refusal::Unknown] {
        for page in [FOUND_NOTHING, Err(ApiError::Unavailable)] {
            let mut state = sent_again(intent());
            start(&mut state, Event::Answered(Err(ApiError::Refused(refusal))));
            assert_eq!(start(&mut state, Event::HistoryRead(1, page)), read(1, 2_000));
            assert_eq!(state, unconfirmed(intent(), 0, true));
        }
        let mut state = sent_again(anonymous());
        assert_eq!(start(&mut state, Event::Answered(Err(ApiError::Refused(refusal)))), None);
        assert_eq!(state, unconfirmed(anonymous(), 0, false));
    }
}

#[test]
fn a_code_that_never_existed_was_not_collected_by_the_lost_try_either() {
    let mut state = sent_again(intent());
    start(&mut state, Event::Answered(Err(ApiError::Refused(Refusal::Invalid))));
    assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), None);
    assert_eq!(state, back(Refusal::Invalid));
}

#[test]
fn a_second_try_that_was_never_sent_leaves_the_first_as_unknown_as_it_was() {
    for error in KNOWN {
        let mut state = sent_again(intent());
        assert_eq!(start(&mut state, Event::Answered(Err(error))), None);
        assert_eq!(state, unconfirmed(intent(), 3, false), "{error:?}");
        assert_eq!(start(&mut state, Event::CheckAgain), read(1, 0), "and can be checked");
        start(&mut state, Event::HistoryRead(1, FOUND_NOTHING));
        assert_eq!(start(&mut state, Event::SendAgain), LOCK, "or sent");
    }
}

#[test]
fn a_second_try_that_is_lost_too_is_looked_for_from_the_start() {
    for error in AMBIGUOUS {
        let mut state = sent_again(intent());
        assert_eq!(start(&mut state, Event::Answered(Err(error))), read(1, 2_000));
        assert_eq!(state, unconfirmed(intent(), 0, true));
    }
}

#[test]
fn only_an_unconfirmed_code_can_be_sent_again() {
    let states = [State::Form, back(Refusal::Used), collected(None), answered(intent(), Ok(())).0];
    for state in states {
        let mut after = state.clone();
        assert_eq!((start(&mut after, Event::SendAgain), &after), (None, &state));
    }
}
