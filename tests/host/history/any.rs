//! What holds for any order of records.

use super::{next, row};
use crate::support::{owner, quick};
use points_core::api::history_point::Record;
use points_core::history::{Event, More, State};
use proptest::prelude::*;

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn any_servers_order_becomes_newest_first(times in prop::collection::vec(prop::option::of(-9..9_i8), 0..60)) {
        let record = |(id, time): (usize, &Option<i8>)| Record {
            created_at: time.map(f64::from),
            ..row(&id.to_string(), 0.0)
        };
        let records: Vec<Record> = times.iter().enumerate().map(record).collect();
        let mut state = State::Asking;
        next(&mut state, Event::Show(owner()));
        let mut pages = records.chunks(20);
        loop {
            next(&mut state, Event::Page(Ok(pages.next().unwrap_or_default().to_vec())));
            if next(&mut state, Event::LoadMore).is_none() {
                break;
            }
        }
        let State::Ready { rows, more, .. } = state else { panic!() };
        prop_assert_eq!((rows.len(), more), (records.len(), More::None));
        let is_sorted = rows.is_sorted_by(|a, b| {
            let number = |row: &Record| row.id.as_deref().and_then(|id| id.parse::<usize>().ok());
            a.created_at > b.created_at || a.created_at == b.created_at && number(a) < number(b)
        });
        prop_assert!(is_sorted, "{:?}", rows);
    }
}
