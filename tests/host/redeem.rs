//! Redeeming one code: every way from a tap to an outcome, and that an unknown outcome is never called a failure.

mod any_order;
mod earlier;
mod looking;
mod schedules;
mod sending_again;

use crate::support::{CODE, anonymous, counted, intent, who};
use points_core::api::history_point::Record;
use points_core::api::{ApiError, Refusal};
use points_core::redeem::{Answer, Command, Event, Intent, Notice, State};

/// Errors after which nobody knows what became of the code.
const AMBIGUOUS: [ApiError; 2] = [ApiError::Unavailable, ApiError::Protocol];

/// Errors after which it is known that nothing was collected.
const KNOWN: [ApiError; 6] = [
    ApiError::Offline,
    ApiError::RateLimited(None),
    ApiError::RateLimited(Some(30)),
    ApiError::Rejected,
    ApiError::Unauthorized,
    ApiError::NotFound,
];

const REFUSALS: [Refusal; 3] = [Refusal::Used, Refusal::Invalid, Refusal::Unknown];

const FOUND_NOTHING: Result<Vec<Record>, ApiError> = Ok(Vec::new());

fn send(intent: Intent, first: bool) -> Option<Command> {
    Some(Command::Accumulate { intent, first })
}

fn sent(intent: Intent) -> State {
    let mut state = State::Form;
    assert_eq!(state.apply(Event::Submit(intent.clone())), send(intent, true));
    state
}

/// The state after the first answer, and the command it gave.
fn answered(intent: Intent, answer: Result<(), ApiError>) -> (State, Option<Command>) {
    let mut state = sent(intent);
    let command = state.apply(Event::Answered(answer));
    (state, command)
}

fn look(page: u32, after: u32) -> Option<Command> {
    Some(Command::Look { who: who(), page, after })
}

fn back(error: Refusal) -> State {
    State::Back(Notice::Refused(error))
}

fn collected(record: Option<Record>) -> State {
    State::Collected { intent: intent(), record, looks: 0 }
}

fn unconfirmed(intent: Intent, looks: usize, checking: bool) -> State {
    State::Unconfirmed { intent, looks, checking }
}

#[test]
fn a_tap_sends_the_code_once() {
    let mut state = sent(intent());
    assert_eq!(state, State::Sending { intent: intent(), resent: false });
    assert!(state.is_busy());
    let before = state.clone();
    for event in
        [Event::Submit(intent()), Event::SendAgain, Event::CheckAgain, Event::Another, Event::Looked(1, FOUND_NOTHING)]
    {
        assert_eq!(state.apply(event), None, "a second tap, Enter and a tap, a late page");
        assert_eq!(state, before);
    }
}

#[test]
fn an_accepted_code_shows_its_points_as_the_history_has_them() {
    let (mut state, command) = answered(intent(), Ok(()));
    assert_eq!(command, look(1, 0));
    assert_eq!(state, State::Looking { intent: intent(), answer: Answer::Accepted });
    assert!(state.is_busy());
    assert_eq!(state.apply(Event::Looked(1, Ok(vec![counted("OTHER1"), counted(CODE)]))), None);
    assert_eq!(state, collected(Some(counted(CODE))));
    assert!(!state.is_busy());
}

#[test]
fn an_accepted_code_is_collected_even_where_the_history_is_down_or_late() {
    for page in [FOUND_NOTHING, Err(ApiError::Unavailable), Err(ApiError::Unauthorized), Ok(vec![counted("OTHER1")])] {
        let (mut state, _) = answered(intent(), Ok(()));
        assert_eq!(state.apply(Event::Looked(1, page)), look(1, 2_000));
        assert_eq!(state, collected(None));
    }
}

#[test]
fn an_accepted_code_without_a_contact_is_collected_at_once() {
    let (state, command) = answered(anonymous(), Ok(()));
    assert_eq!((state, command), (State::Collected { intent: anonymous(), record: None, looks: 0 }, None));
}

#[test]
fn a_refused_code_of_this_customers_own_history_is_theirs() {
    for refusal in REFUSALS {
        let (mut state, command) = answered(intent(), Err(ApiError::Refused(refusal)));
        assert_eq!(command, look(1, 0));
        assert_eq!(state.apply(Event::Looked(1, Ok(vec![counted(CODE)]))), None);
        assert_eq!(state, State::Back(Notice::Yours(counted(CODE))), "{refusal:?}");
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
            assert_eq!(state.apply(Event::Looked(1, page)), None);
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
        let (mut state, command) = answered(intent(), Err(error));
        assert_eq!((&state, command), (&State::Back(Notice::Failed(error)), None));
        assert_eq!(state.apply(Event::Submit(intent())), send(intent(), true));
        assert_eq!(state, State::Sending { intent: intent(), resent: false }, "a new try, not a second one");
    }
}

#[test]
fn without_a_proper_answer_the_outcome_is_unconfirmed_and_the_history_is_asked() {
    for error in AMBIGUOUS {
        assert_eq!(answered(intent(), Err(error)), (unconfirmed(intent(), 0, true), look(1, 2_000)));
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
        assert_eq!(state.apply(Event::Another), None);
        assert_eq!(state, State::Form);
    }
}

#[test]
fn a_code_that_is_back_may_be_mended_and_sent() {
    for mut state in [back(Refusal::Invalid), State::Back(Notice::Yours(counted(CODE)))] {
        let mended = Intent { key: "two".to_owned(), ..intent() };
        assert_eq!(state.apply(Event::Submit(mended.clone())), send(mended, true));
    }
}

#[test]
fn an_answer_that_comes_late_changes_nothing() {
    let states = [State::Form, back(Refusal::Used), collected(None), unconfirmed(intent(), 3, false)];
    for state in states {
        for answer in [Ok(()), Err(ApiError::Refused(Refusal::Invalid)), Err(ApiError::Unavailable)] {
            let mut after = state.clone();
            assert_eq!((after.apply(Event::Answered(answer)), &after), (None, &state));
        }
    }
}
