//! The history: pages in any order become one list, newest first, and what is not known is not summed up.

mod any;
mod months;

use crate::support::{email, owner};
use points_core::api::ApiError;
use points_core::api::history_point::{HistoryPoint, Range, Record};
use points_core::contact::HistoryOwner;
use points_core::history::{Effect, Event, More, Query, State};

const ALL: Range = Range { from: None, to: None };
const SINCE_5: Range = Range { from: Some(5.0), to: None };

fn row(id: &str, created_at: f64) -> Record {
    Record {
        id: Some(id.to_owned()),
        created_at: Some(created_at),
        counted: true,
        score: Some(100.0),
        ..Record::default()
    }
}

/// Rows with these numbers for id and time.
fn rows(numbers: impl IntoIterator<Item = u32>) -> Vec<Record> {
    numbers.into_iter().map(|number| row(&number.to_string(), f64::from(number))).collect()
}

/// Takes a step; returns the page that is to be read.
pub fn next(state: &mut State, event: Event) -> Option<HistoryPoint> {
    let reads = state.apply(event).into_iter().flatten().filter_map(|effect| match effect {
        Effect::ReadPage(read) => Some(read),
        _ => None,
    });
    let mut reads: Vec<HistoryPoint> = reads.collect();
    assert!(reads.len() <= 1, "one page at a time");
    reads.pop()
}

fn query(range: Range) -> Query {
    Query { owner: owner(), range }
}

fn read(range: Range, page: u32) -> Option<HistoryPoint> {
    Some(HistoryPoint { owner: owner(), range, page })
}

/// A shown history whose first page was this.
fn shown(page: Vec<Record>) -> State {
    let mut state = State::Asking;
    assert_eq!(next(&mut state, Event::Show(owner())), read(ALL, 1));
    assert_eq!(state, State::Loading(query(ALL)));
    assert_eq!(next(&mut state, Event::Page(Ok(page))), None);
    state
}

#[track_caller]
fn is_ready(state: &State, ids: impl IntoIterator<Item = u32>, page: u32, more: More) {
    let State::Ready { rows, page: read, more: next, .. } = state else { panic!("{state:?}") };
    let shown: Vec<&str> = rows.iter().filter_map(|row| row.id.as_deref()).collect();
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    assert_eq!((shown, *read, *next), (ids.iter().map(String::as_str).collect(), page, more));
}

#[test]
fn a_short_page_is_the_whole_history() {
    is_ready(&shown(rows([3, 2, 1])), [3, 2, 1], 1, More::None);
    is_ready(&shown(vec![]), [], 1, More::None);
}

#[test]
fn a_full_page_may_have_a_successor() {
    let mut state = shown(rows((11..31).rev()));
    is_ready(&state, (11..31).rev(), 1, More::Maybe);
    assert_eq!(next(&mut state, Event::LoadMore), read(ALL, 2));
    is_ready(&state, (11..31).rev(), 1, More::Loading);
    assert_eq!(next(&mut state, Event::LoadMore), None, "one page at a time");
    assert_eq!(next(&mut state, Event::Page(Ok(rows((1..11).rev())))), None);
    is_ready(&state, (1..31).rev(), 2, More::None);
    assert_eq!(next(&mut state, Event::LoadMore), None);
}

#[test]
fn an_overfull_page_is_shown_whole() {
    is_ready(&shown(rows((1..22).rev())), (1..22).rev(), 1, More::Maybe);
}

#[test]
fn a_record_that_two_pages_hold_is_shown_once() {
    let mut state = shown(rows((11..31).rev()));
    next(&mut state, Event::LoadMore);
    next(&mut state, Event::Page(Ok(rows((9..13).rev()))));
    is_ready(&state, (9..31).rev(), 2, More::None);
}

#[test]
fn records_without_an_id_are_all_shown() {
    let nameless = vec![Record { id: None, ..row("", 1.0) }; 3];
    let State::Ready { rows, .. } = shown(nameless.clone()) else { panic!() };
    assert_eq!(rows, nameless);
}

#[test]
fn a_server_that_ignores_the_page_is_not_asked_for_ever() {
    let mut state = shown(rows((1..21).rev()));
    next(&mut state, Event::LoadMore);
    next(&mut state, Event::Page(Ok(rows((1..21).rev()))));
    is_ready(&state, (1..21).rev(), 2, More::None);
}

#[test]
fn a_page_that_is_not_the_newest_first_is_noticed() {
    let in_order = |state: &State| matches!(state, State::Ready { in_order: true, .. });
    let mut state = shown(rows((11..31).rev()));
    assert!(in_order(&state));
    next(&mut state, Event::LoadMore);
    next(&mut state, Event::Page(Ok(rows([12, 31]))));
    assert!(!in_order(&state));
    assert!(!in_order(&shown(rows([1, 2]))));
}

#[test]
fn undated_records_come_last() {
    let undated = |id: &str| Record { created_at: None, ..row(id, 0.0) };
    let state = shown(vec![undated("8"), row("1", 1.0), undated("9"), row("2", 2.0), row("0", -5.0)]);
    is_ready(&state, [2, 1, 0, 8, 9], 1, More::None);
}

#[test]
fn a_history_that_did_not_load_can_be_tried_again() {
    let mut state = State::Asking;
    next(&mut state, Event::Show(owner()));
    assert_eq!(next(&mut state, Event::Page(Err(ApiError::Unavailable))), None);
    assert_eq!(state, State::Failed(query(ALL), ApiError::Unavailable));
    assert_eq!(next(&mut state, Event::Retry), read(ALL, 1));
    assert_eq!(state, State::Loading(query(ALL)));
}

#[test]
fn a_page_that_did_not_load_keeps_what_is_shown() {
    for again in [Event::Retry, Event::LoadMore] {
        let mut state = shown(rows((11..31).rev()));
        next(&mut state, Event::LoadMore);
        assert_eq!(next(&mut state, Event::Page(Err(ApiError::Unavailable))), None);
        is_ready(&state, (11..31).rev(), 1, More::Failed);
        assert_eq!(next(&mut state, again), read(ALL, 2), "the same page");
        next(&mut state, Event::Page(Ok(rows([10]))));
        is_ready(&state, (10..31).rev(), 2, More::None);
    }
}

#[test]
fn a_filter_keeps_whose_history_it_is_and_starts_over() {
    let mut failed = State::Asking;
    next(&mut failed, Event::Show(owner()));
    let loading = failed.clone();
    next(&mut failed, Event::Page(Err(ApiError::Unavailable)));
    for mut state in [loading, failed, shown(rows([1])), shown(rows(1..21))] {
        assert_eq!(next(&mut state, Event::Filter(SINCE_5)), read(SINCE_5, 1));
        assert_eq!(state, State::Loading(query(SINCE_5)));
    }
}

#[test]
fn another_customer_keeps_the_filter_and_none_of_the_records() {
    let other = HistoryOwner::Email(email("garnacho@gmail.com"));
    let mut state = shown(rows([1]));
    next(&mut state, Event::Filter(SINCE_5));
    let query = Query { owner: other.clone(), range: SINCE_5 };
    assert_eq!(
        next(&mut state, Event::Show(other)),
        Some(HistoryPoint { owner: query.owner.clone(), range: query.range, page: 1 })
    );
    assert_eq!(state, State::Loading(query));
}

#[test]
fn to_change_whose_history_it_is_forgets_the_last_one() {
    let mut state = shown(rows([1]));
    assert_eq!(next(&mut state, Event::Change), None);
    assert_eq!((&state, state.query()), (&State::Asking, None));
    assert_eq!(next(&mut state, Event::Page(Ok(rows([2])))), None);
    assert_eq!(state, State::Asking, "a late page shows nobody's records");
}

#[test]
fn an_event_that_does_not_fit_changes_nothing() {
    for (state, events) in [
        (State::Asking, vec![Event::Filter(SINCE_5), Event::LoadMore, Event::Retry, Event::Page(Ok(rows([1])))]),
        (State::Loading(query(ALL)), vec![Event::LoadMore, Event::Retry]),
        (State::Failed(query(ALL), ApiError::Protocol), vec![Event::LoadMore, Event::Page(Ok(rows([1])))]),
        (shown(rows([1])), vec![Event::LoadMore, Event::Retry, Event::Page(Ok(rows([2])))]),
    ] {
        for event in events {
            let mut after = state.clone();
            assert_eq!((next(&mut after, event.clone()), &after), (None, &state), "{event:?}");
        }
    }
}
