//! What holds in whatever order taps, answers and pages come.

use super::*;
use crate::support::{others, quick};
use proptest::prelude::*;

fn any_intent() -> impl Strategy<Value = Intent> {
    (any::<bool>(), "[a-z]{3}").prop_map(|(known, key)| Intent { key, ..if known { intent() } else { anonymous() } })
}

fn any_error() -> impl Strategy<Value = ApiError> {
    let errors = AMBIGUOUS.into_iter().chain(KNOWN).chain(REFUSALS.map(ApiError::Refused));
    prop::sample::select(errors.collect::<Vec<_>>())
}

fn any_page() -> impl Strategy<Value = Result<Vec<Record>, ApiError>> {
    let failed = Record { counted: false, ..counted(CODE) };
    let full = [others(19), vec![counted(CODE)]].concat();
    prop_oneof![
        prop::sample::select(vec![vec![], vec![failed], others(5), others(20), vec![counted(CODE)], full]).prop_map(Ok),
        any_error().prop_map(Err),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        any_intent().prop_map(Event::Submit),
        prop::sample::select(vec![Event::Restore, Event::TimeUp]),
        (any::<bool>(), any::<bool>()).prop_map(|(waited, pending)| Event::Locked { waited, pending }),
        prop_oneof![Just(Ok(())), any_error().prop_map(Err)].prop_map(Event::Answered),
        (1..7_u32, any_page()).prop_map(|(page, rows)| Event::HistoryRead(page, rows)),
        Just(Event::CheckAgain),
        Just(Event::SendAgain),
        Just(Event::Another),
    ]
}

fn holds_the_code(event: &Event) -> bool {
    matches!(event, Event::HistoryRead(_, Ok(rows)) if rows.contains(&counted(CODE)))
}

/// Whether the step from `before` by `event` may send.
fn is_asked_for(before: &State, event: &Event, sends: bool) -> bool {
    match event {
        // The lock is held: a confirmation of which nothing has left yet, and no doubt about an earlier attempt.
        Event::Locked { waited, pending } => match before {
            State::Locking { resent: true, .. } => true,
            State::Locking { intent, .. } => !pending && (!waited || intent.contact.owner().is_none()),
            _ => false,
        },
        Event::HistoryRead(..) => {
            sends && matches!(before, State::ReadingHistory { answer: Answer::SentElsewhere, .. })
        }
        _ => false,
    }
}

/// Whether the customer confirms that the code is to be sent.
fn is_confirmed(before: &State, event: &Event) -> bool {
    match event {
        Event::Submit(_) => matches!(before, State::Form | State::FormWithNotice(_)),
        Event::SendAgain => matches!(before, State::Unconfirmed { .. }),
        _ => false,
    }
}

/// Whether the newest answer to the code at hand accepted it.
fn is_accepted(accepted: bool, before: &State, event: &Event) -> bool {
    match (before, event) {
        (State::Sending { .. }, Event::Answered(answer)) => answer.is_ok(),
        (State::Form | State::FormWithNotice(_) | State::Locking { .. }, _) => false,
        _ => accepted,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..quick() })]

    #[test]
    fn nothing_is_sent_twice_lost_or_called_what_it_is_not(events in prop::collection::vec(any_event(), 1..60)) {
        let mut state = State::Form;
        let mut accepted = false;
        for event in events {
            let before = state.clone();
            let started = start(&mut state, event.clone());
            accepted = is_accepted(accepted, &before, &event);

            let sends = matches!(started, Some(Effect::Send));
            let locks = matches!(started, Some(Effect::Lock));
            prop_assert_eq!(locks, is_confirmed(&before, &event), "{:?} in {:?}", event, before);
            prop_assert_eq!(sends, is_asked_for(&before, &event, sends), "{:?} in {:?}", event, before);
            if sends {
                prop_assert_eq!(state.intent(), before.intent(), "what was confirmed is what is sent, key and all");
            }
            if before.is_busy() && matches!(event, Event::Submit(_) | Event::SendAgain | Event::CheckAgain | Event::Another) {
                prop_assert_eq!(&state, &before, "busy: {:?}", event);
                prop_assert_eq!(&started, &None);
            }
            if matches!(state, State::Collected { .. }) && !matches!(before, State::Collected { .. }) {
                prop_assert!(accepted || holds_the_code(&event), "{:?} by {:?}", state, event);
            }
            if let State::Collected { record: Some(record), .. } = &state {
                prop_assert_eq!(record, &counted(CODE));
            }
            if matches!(&state, State::FormWithNotice(Notice::Yours(_))) && state != before {
                prop_assert!(holds_the_code(&event));
            }
            if holds_the_code(&event) && state != before {
                prop_assert!(matches!(state, State::Collected { .. } | State::FormWithNotice(Notice::Yours(_))), "{:?}", state);
            }
            if matches!(before, State::Unconfirmed { .. }) {
                prop_assert!(!matches!(state, State::FormWithNotice(_)), "unknown became failed by {:?}", event);
            }
            if let Some(Effect::ReadHistory { page, after, .. }) = started {
                prop_assert!((1..=5).contains(&page));
                prop_assert!([0, 2_000, 5_000, 10_000].contains(&after));
                prop_assert!(page == 1 || after == 0, "a search does not wait between pages");
            }
        }
    }

    #[test]
    fn left_alone_the_readings_come_to_an_end(error in any_error(), accepted in any::<bool>(), pages in prop::collection::vec(any_page(), 5)) {
        let (mut state, mut started) = answered(intent(), if accepted { Ok(()) } else { Err(error) });
        let mut readings = 0;
        while let Some(Effect::ReadHistory { page, .. }) = started {
            readings += 1;
            prop_assert!(readings <= 4 * 5, "reads for ever");
            started = start(&mut state, Event::HistoryRead(page, pages[readings % pages.len()].clone()));
        }
        prop_assert!(!state.is_busy());
        prop_assert!(!matches!(state, State::Unconfirmed { checking: true, .. }), "says that it is checking");
    }
}
