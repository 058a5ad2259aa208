//! When a day begins and ends, in a time zone whose clocks may change. Pure.

use crate::api::history_point::Millis;

/// A day, where the clocks are not changed.
pub const DAY: Millis = 86_400_000.0;

/// When a day begins. `midnight` is that of the day in UTC; `offset` says how far local time is ahead of UTC at a moment.
///
/// The offset of the evening before leads to the beginning, also of a day without a midnight: it begins when the clocks go
/// forward. Where they went back just then, local time is less far ahead, and the day begins later.
pub fn start(midnight: Millis, offset: &dyn Fn(Millis) -> Millis) -> Millis {
    let evening = offset(midnight - offset(midnight) - DAY / 2.0);
    midnight - evening.min(offset(midnight - evening))
}

/// When the day ends, to the millisecond.
pub fn end(midnight: Millis, offset: &dyn Fn(Millis) -> Millis) -> Millis {
    start(midnight + DAY, offset) - 1.0
}
