//! A button that does one thing.

use crate::call::Call;
use leptos::prelude::*;

/// What a tap does. One type for all of them, so that there is one button and not one for each tap.
pub struct ClickHandler(Box<dyn Call<()>>);

impl<F: Fn() + 'static> From<F> for ClickHandler {
    fn from(click: F) -> ClickHandler {
        ClickHandler(Box::new(move |()| click()))
    }
}

#[component]
#[inline(never)]
pub fn Button(
    /// `primary`, `quiet` or `link`.
    class: &'static str,
    label: &'static str,
    #[prop(into)] on_click: ClickHandler,
) -> impl IntoView {
    view! {
        <button type="button" part="button" class=class on:click=move |_| on_click.0.call(())>
            {label}
        </button>
    }
}
