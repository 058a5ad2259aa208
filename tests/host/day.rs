//! A day begins and ends when its date does, on the days that the clocks are changed, too.

use points_core::day;

const HOUR: f64 = 3_600_000.0;

/// A day by its midnight in UTC, as the first and the last moment in UTC, in milliseconds; of a zone that is so many hours
/// ahead before a moment, and so many from it on.
fn bounds(midnight: f64, (before, change, after): (f64, f64, f64)) -> (f64, f64) {
    let offset = |moment: f64| if moment < change { before * HOUR } else { after * HOUR };
    (day::start(midnight, &offset), day::end(midnight, &offset))
}

/// Hours from the midnight of the day in UTC, as the only day there is: moments are small and negative, too.
#[track_caller]
fn lasts(name: &str, zone: (f64, f64, f64), from: f64, to: f64) {
    let zone = (zone.0, zone.1 * HOUR, zone.2);
    assert_eq!(bounds(0.0, zone), (from * HOUR, to * HOUR - 1.0), "{name}");
}

#[test]
fn a_day_without_a_change_of_the_clocks_has_24_hours() {
    for hours in [7.0, 0.0, -5.0, 5.75, 14.0, -12.0] {
        lasts("everywhere", (hours, 0.0, hours), -hours, 24.0 - hours);
    }
}

#[test]
fn the_day_that_clocks_go_forward_is_an_hour_shorter_and_begins_no_earlier() {
    lasts("Sydney, at 2:00", (10.0, -8.0, 11.0), -10.0, 13.0);
    lasts("Auckland, at 2:00", (12.0, -10.0, 13.0), -12.0, 11.0);
    lasts("Cairo, at midnight, which is left out", (2.0, -2.0, 3.0), -2.0, 21.0);
    lasts("Havana, at midnight, which is left out", (-5.0, 5.0, -4.0), 5.0, 28.0);
    lasts("Berlin, at 2:00", (1.0, 1.0, 2.0), -1.0, 22.0);
    lasts("New York, at 2:00", (-5.0, 7.0, -4.0), 5.0, 28.0);
    lasts("Lord Howe, by half an hour", (10.5, -8.5, 11.0), -10.5, 13.0);
}

#[test]
fn the_day_that_clocks_go_back_is_an_hour_longer() {
    lasts("Sydney, at 3:00", (11.0, -8.0, 10.0), -11.0, 14.0);
    lasts("Auckland, at 3:00", (13.0, -10.0, 12.0), -13.0, 12.0);
    lasts("Havana, at 1:00, to midnight again", (-4.0, 5.0, -5.0), 4.0, 29.0);
    lasts("Berlin, at 3:00", (2.0, 1.0, 1.0), -2.0, 23.0);
    lasts("New York, at 2:00", (-4.0, 6.0, -5.0), 4.0, 29.0);
}

#[test]
fn the_days_beside_a_change_of_the_clocks_have_24_hours() {
    lasts("after Sydney's forward", (10.0, -32.0, 11.0), -11.0, 13.0);
    lasts("before Sydney's forward", (10.0, 16.0, 11.0), -10.0, 14.0);
    lasts("after New York's forward", (-5.0, -17.0, -4.0), 4.0, 28.0);
    lasts("before Cairo's forward at midnight", (2.0, 22.0, 3.0), -2.0, 22.0);
    lasts("after Cairo's back at midnight, which makes the day before longer", (3.0, -3.0, 2.0), -2.0, 22.0);
    lasts("after New York's back", (-4.0, -18.0, -5.0), 5.0, 29.0);
}
