//! Tries of the same code elsewhere: before the page was loaded anew, in another widget or tab, or a second copy of this
//! very request.

use super::*;
use crate::support::TAP;

fn just_sent() -> State {
    sent(intent())
}

#[test]
fn a_code_that_comes_back_is_in_the_form_with_its_notice_and_is_not_sent() {
    let mut state = State::Form;
    assert_eq!(state.apply(Event::Restore), None);
    assert_eq!(state, State::Back(Notice::Pending));
    assert_eq!(state.apply(Event::Restore), None);
    assert_eq!(state, State::Back(Notice::Pending));
}

#[test]
fn nothing_else_is_disturbed_by_a_code_that_comes_back() {
    for state in [just_sent(), collected(None), unconfirmed(intent(), 1, true), back(Refusal::Used)] {
        let mut after = state.clone();
        assert_eq!((after.apply(Event::Restore), &after), (None, &state));
    }
}

#[test]
fn after_an_earlier_try_the_history_is_asked_and_nothing_is_sent() {
    let mut state = just_sent();
    assert_eq!(state.apply(Event::Earlier), look(1, 0));
    assert_eq!(state, unconfirmed(intent(), 0, true));
    assert_eq!(state.apply(Event::Looked(1, Ok(vec![counted(CODE)]))), None);
    assert_eq!(state, collected(Some(counted(CODE))), "the earlier try was the one that counted");
}

#[test]
fn after_an_earlier_try_without_a_trace_only_the_customer_sends() {
    let mut state = just_sent();
    state.apply(Event::Earlier);
    assert_eq!(state.apply(Event::Looked(1, FOUND_NOTHING)), look(1, 5_000));
    assert_eq!(state.apply(Event::Looked(1, FOUND_NOTHING)), look(1, 10_000));
    assert_eq!(state.apply(Event::Looked(1, FOUND_NOTHING)), None);
    assert_eq!(state, unconfirmed(intent(), 3, false));
    assert_eq!(state.apply(Event::SendAgain), send(intent(), false));
}

#[test]
fn after_an_earlier_try_without_a_contact_nothing_claims_to_be_checking() {
    let mut state = sent(anonymous());
    assert_eq!(state.apply(Event::Earlier), None);
    assert_eq!(state, unconfirmed(anonymous(), 0, false));
}

#[test]
fn a_code_that_another_widget_collected_meanwhile_is_theirs_and_is_not_sent() {
    let mut state = just_sent();
    assert_eq!(state.apply(Event::Occupied), look(1, 0));
    assert!(state.is_busy());
    assert_eq!(state.apply(Event::Looked(1, Ok(vec![counted(CODE)]))), None);
    assert_eq!(state, State::Back(Notice::Yours(counted(CODE))));
}

#[test]
fn a_code_that_another_widget_sent_in_vain_is_sent_in_its_turn_and_a_refusal_of_it_is_doubted() {
    for page in [FOUND_NOTHING, Err(ApiError::Unavailable)] {
        let mut state = just_sent();
        state.apply(Event::Occupied);
        assert_eq!(state.apply(Event::Looked(1, page)), send(intent(), false));
        assert_eq!(state, State::Sending { intent: intent(), resent: true });
        assert_eq!(state.apply(Event::Answered(Err(ApiError::Refused(Refusal::Used)))), look(1, 0));
        assert_eq!(state.apply(Event::Looked(1, FOUND_NOTHING)), look(1, 2_000));
        assert_eq!(state, unconfirmed(intent(), 0, true), "the history may lag behind the other one's success");
    }
    let mut state = sent(anonymous());
    assert_eq!(state.apply(Event::Occupied), send(anonymous(), false), "there is no history to ask");
}

#[test]
fn a_second_try_of_ones_own_is_not_held_up_by_earlier_ones() {
    let (mut state, _) = answered(intent(), Err(ApiError::Unavailable));
    state.apply(Event::SendAgain);
    let before = state.clone();
    for event in [Event::Earlier, Event::Occupied] {
        assert_eq!((state.apply(event), &state), (None, &before));
    }
}

#[test]
fn used_by_the_second_copy_of_this_very_request_is_a_success() {
    for made in [TAP, TAP + 400.0, TAP + 60_000.0] {
        let record = Record { created_at: Some(made), ..counted(CODE) };
        let (mut state, _) = answered(intent(), Err(ApiError::Refused(Refusal::Used)));
        assert_eq!(state.apply(Event::Looked(1, Ok(vec![record.clone()]))), None);
        assert_eq!(state, collected(Some(record)));
    }
}

#[test]
fn used_by_an_earlier_tap_or_by_a_wrong_clock_says_when() {
    for made in [None, Some(TAP - 1.0), Some(TAP + 60_001.0), Some(TAP - 86_400_000.0), Some(f64::NAN)] {
        let record = Record { created_at: made, score: Some(1.0), ..counted(CODE) };
        let (mut state, _) = answered(intent(), Err(ApiError::Refused(Refusal::Used)));
        state.apply(Event::Looked(1, Ok(vec![record])));
        assert!(matches!(state, State::Back(Notice::Yours(_))), "{made:?}");
    }
}

#[test]
fn what_may_be_lost_with_the_page_is_known_in_every_state() {
    let known = [State::Form, back(Refusal::Used), collected(None), answered(intent(), Ok(())).0];
    for state in known {
        assert_eq!(state.unsettled(), None, "{state:?}");
    }
    let again = State::Looking { intent: intent(), answer: Answer::RefusedAgain(Refusal::Used) };
    for state in [just_sent(), unconfirmed(intent(), 3, false), again] {
        assert_eq!(state.unsettled(), Some(&intent().code), "{state:?}");
    }
}
