//! Icons: strokes on one grid of 24, hidden from assistive technology; words stand beside them.

use leptos::prelude::*;

pub const CHECK: &str = "M5 12.5 10 17.5 19.5 7";
pub const CROSS: &str = "M6.5 6.5 17.5 17.5M17.5 6.5 6.5 17.5";
pub const ALERT: &str = "M12 7.5V13M12 16.4V16.5M12 3A9 9 0 1 0 12 21 9 9 0 1 0 12 3";
pub const CLOCK: &str = "M12 6.5V12L15.5 14.5M12 3A9 9 0 1 0 12 21 9 9 0 1 0 12 3";
pub const GIFT: &str =
    "M4 11H20V20H4ZM3 7.5H21V11H3ZM12 7.5V20M12 7.5C9 7.5 7 6.5 7 5S9.5 3 12 7.5C14.5 3 17 3.5 17 5S15 7.5 12 7.5";

pub const SCAN: &str = "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15M8 12H16";

/// An icon that is one stroked path.
#[component]
#[inline(never)]
pub fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true" class="icon">
            <path d=path></path>
        </svg>
    }
}
