//! The whole widget: its card, with the screens that the brand wants.

use super::history::History;
use super::redeem_form::Redeem;
use super::tabs::{TabPanel, Tabs};
use crate::actions::Flow;
use leptos::prelude::*;
use points_core::config::View as Screens;

/// The card is built anew when words or attributes change; what was typed outlives that.
#[component]
pub fn PointsWidget(flow: Flow) -> impl IntoView {
    let edition = move || flow.get(|model| model.edition);
    view! { <div class="frame">{keyed(edition, move |_| view! { <Card flow/> })}</div> }
}

#[component]
fn Card(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let screens = flow.get(|model| model.config.view);
    view! {
        <div class="widget" part="card" lang=words.tag() dir=words.direction()>
            {match screens {
                Screens::Both => view! { <Tabs flow/> <TabPanel flow/> }.into_any(),
                Screens::Redeem => view! { <Redeem flow/> }.into_any(),
                Screens::History => view! { <History flow/> }.into_any(),
            }}
        </div>
    }
}
