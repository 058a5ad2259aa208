//! The history settles what an answer left open: when it is read, how far it is searched, and what a find means.

use super::*;
use crate::support::others;

#[test]
fn an_unconfirmed_code_is_looked_for_after_2_5_and_10_seconds_and_then_on_request() {
    let (mut state, first) = answered(intent(), Err(ApiError::Unavailable));
    assert_eq!(first, read(1, 2_000));
    assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), read(1, 5_000));
    assert_eq!(start(&mut state, Event::HistoryRead(1, Err(ApiError::Unavailable))), read(1, 10_000));
    assert_eq!(state, unconfirmed(intent(), 2, true));
    assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), None);
    assert_eq!(state, unconfirmed(intent(), 3, false), "never called a failure");
    for round in 3..6 {
        assert_eq!(start(&mut state, Event::CheckAgain), read(1, 0));
        assert_eq!(state, unconfirmed(intent(), round, true));
        assert_eq!(start(&mut state, Event::HistoryRead(1, Err(ApiError::Protocol))), None);
        assert_eq!(state, unconfirmed(intent(), round + 1, false));
    }
}

#[test]
fn points_on_their_way_are_looked_for_at_once_and_after_2_5_and_10_seconds() {
    let (mut state, first) = answered(intent(), Ok(()));
    assert_eq!(first, read(1, 0));
    for after in [2_000, 5_000, 10_000] {
        assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), read(1, after));
    }
    assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), None);
    assert_eq!(state, State::Collected { intent: intent(), record: None, reads: 3 }, "collected all the same");
}

#[test]
fn points_that_arrive_late_are_shown() {
    let (mut state, _) = answered(intent(), Ok(()));
    start(&mut state, Event::HistoryRead(1, FOUND_NOTHING));
    assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
    assert_eq!(state, collected(Some(counted(CODE))));
    assert_eq!(start(&mut state, Event::HistoryRead(1, FOUND_NOTHING)), None);
    assert_eq!(state, collected(Some(counted(CODE))), "and are not taken back");
}

#[test]
fn an_unconfirmed_code_that_counted_is_a_success() {
    for rounds in 0..3 {
        let (mut state, _) = answered(intent(), Err(ApiError::Protocol));
        for _ in 0..rounds {
            start(&mut state, Event::HistoryRead(1, FOUND_NOTHING));
        }
        assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
        assert_eq!(state, collected(Some(counted(CODE))));
    }
}

#[test]
fn a_record_that_did_not_count_or_has_another_code_settles_nothing() {
    let failed = Record { counted: false, ..counted(CODE) };
    for record in
        [failed, counted("tivinpmx8b98pfg"), counted("TIVInpmx8b98pf"), Record { counted: true, ..Record::default() }]
    {
        let (mut state, _) = answered(intent(), Err(ApiError::Unavailable));
        assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![record]))), read(1, 5_000));
        assert_eq!(state, unconfirmed(intent(), 1, true));
    }
}

#[test]
fn five_full_pages_are_searched_and_no_more() {
    for (answer, then) in [
        (Ok(()), read(1, 2_000)),
        (Err(ApiError::Unavailable), read(1, 5_000)),
        (Err(ApiError::Refused(Refusal::Used)), None),
    ] {
        let (mut state, _) = answered(intent(), answer);
        let waiting = state.clone();
        for page in 1..5 {
            assert_eq!(start(&mut state, Event::HistoryRead(page, Ok(others(20)))), read(page + 1, 0));
            assert_eq!(state, waiting);
        }
        assert_eq!(start(&mut state, Event::HistoryRead(5, Ok(others(20)))), then);
    }
}

#[test]
fn a_short_page_or_a_failed_one_ends_the_search() {
    for page in [Ok(others(19)), FOUND_NOTHING, Err(ApiError::Unavailable)] {
        let (mut state, _) = answered(intent(), Ok(()));
        assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(others(20)))), read(2, 0));
        assert_eq!(start(&mut state, Event::HistoryRead(2, page)), read(1, 2_000));
    }
}

#[test]
fn the_code_is_found_on_a_later_page_and_at_the_end_of_an_overfull_one() {
    let (mut state, _) = answered(intent(), Ok(()));
    start(&mut state, Event::HistoryRead(1, Ok(others(20))));
    let mut page = others(20);
    page.push(counted(CODE));
    assert_eq!(start(&mut state, Event::HistoryRead(2, Ok(page))), None);
    assert_eq!(state, collected(Some(counted(CODE))));
}

#[test]
fn without_phone_and_e_mail_no_history_is_asked_for() {
    let (mut state, _) = answered(anonymous(), Err(ApiError::Unavailable));
    assert_eq!(start(&mut state, Event::CheckAgain), None);
    assert_eq!(state, unconfirmed(anonymous(), 0, false), "nothing claims to be checking");
    assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
    assert_eq!(state, unconfirmed(anonymous(), 0, false));
}

#[test]
fn an_impatient_customer_starts_a_check_at_once() {
    let (mut state, _) = answered(intent(), Err(ApiError::Unavailable));
    assert_eq!(start(&mut state, Event::CheckAgain), read(1, 0));
    assert_eq!(start(&mut state, Event::HistoryRead(1, Ok(vec![counted(CODE)]))), None);
    assert_eq!(state, collected(Some(counted(CODE))));
}
