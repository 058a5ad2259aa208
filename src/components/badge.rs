//! An icon in a circle, above an outcome.

use super::icon::Icon;
use leptos::prelude::*;

#[component]
#[inline(never)]
pub fn Badge(class: &'static str, icon: &'static str) -> impl IntoView {
    view! {
        <span class=class>
            <Icon path=icon/>
        </span>
    }
}
