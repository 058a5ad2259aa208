//! The list by month: what each month earned, where that is known.

use super::{row, rows};
use points_core::api::history_point::Record;
use points_core::history::{More, months};

#[test]
fn months_follow_each_other_and_sum_what_counted() {
    let odd = |id, at, counted, score| Record { counted, score, ..row(id, at) };
    let rows = vec![
        row("5", 29.0),
        odd("4", 25.0, false, Some(50.0)),
        odd("3", 21.0, true, None),
        row("2", 11.0),
        row("1", 10.0),
    ];
    let name = |millis: Option<f64>| format!("{:.0}", (millis.unwrap_or_default() / 10.0).floor());
    let months = months(&rows, More::None, true, name);
    let seen: Vec<_> = months.iter().map(|month| (&month.name[..], month.rows.len(), month.total)).collect();
    assert_eq!(seen, [("2", 3, Some(100.0)), ("1", 2, Some(200.0))]);
}

#[test]
fn a_month_that_may_go_on_has_no_total() {
    let rows = rows([21, 11, 10]);
    let name = |millis: Option<f64>| format!("{:.0}", (millis.unwrap_or_default() / 10.0).floor());
    for (more, last) in [(More::None, Some(200.0)), (More::Maybe, None), (More::Loading, None), (More::Failed, None)] {
        assert_eq!(months(&rows, more, true, name).last().map(|month| month.total), Some(last), "{more:?}");
    }
    assert_eq!(months(&[], More::None, true, name), vec![]);
}

#[test]
fn points_that_no_number_can_hold_have_no_total() {
    let huge = |id| Record { score: Some(f64::MAX), ..row(id, 1.0) };
    let months = months(&[huge("1"), huge("2")], More::None, true, |_| String::new()).pop().map(|month| month.total);
    assert_eq!(months, Some(None));
}

#[test]
fn a_server_without_order_leaves_every_month_open_until_the_end() {
    let rows = rows([21, 11, 10]);
    let name = |millis: Option<f64>| format!("{:.0}", (millis.unwrap_or_default() / 10.0).floor());
    let totals = |more| months(&rows, more, false, name).iter().map(|month| month.total).collect::<Vec<_>>();
    assert_eq!(totals(More::Maybe), [None, None]);
    assert_eq!(totals(More::None), [Some(100.0), Some(200.0)]);
}
