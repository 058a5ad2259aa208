//! The span of the history: a few that are known, or two dates.

use super::note::{FieldNote, Note};
use crate::actions::Flow;
use leptos::prelude::*;
use points_core::history::Period;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};

const PERIODS: [Period; 4] = [Period::All, Period::Days(30), Period::Days(90), Period::Dates];

#[component]
pub fn HistoryFilter(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let labels = [words.all_time(), words.last_30_days(), words.last_90_days(), words.choose_dates()];
    let options = labels.into_iter().zip(PERIODS).map(|(label, period)| {
        view! { <option selected=move || flow.get(|model| model.period == period)>{label}</option> }
    });
    let choose = move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let index = select.and_then(|select| usize::try_from(select.selected_index()).ok());
        flow.choose_period(index.and_then(|index| PERIODS.get(index)).copied().unwrap_or_default());
    };
    view! {
        <div class="period">
            <label class="hidden" for="period">{words.period()}</label>
            <div class="select">
                <select id="period" part="input" on:change=choose>{options.collect_view()}</select>
            </div>
            <Show when=move || flow.get(|model| model.period == Period::Dates)>
                <Dates flow/>
            </Show>
        </div>
    }
}

#[component]
fn Dates(flow: Flow) -> impl IntoView {
    let words = flow.messages();
    let draft = flow.draft();
    let note = move || Note::error(flow.dates().is_none().then_some(words.range_wrong()));
    view! {
        <div class="dates">
            <DateField flow id="from" label=words.from() value=draft.from/>
            <DateField flow id="to" label=words.to() value=draft.to/>
            <div class="note" id="dates-note" role="alert">
                {move || view! { <FieldNote note=note()/> }}
            </div>
        </div>
    }
}

#[component]
#[inline(never)]
fn DateField(flow: Flow, id: &'static str, label: &'static str, value: RwSignal<String>) -> impl IntoView {
    let change = move |event: Event| {
        value.set(event_target_value(&event));
        flow.filter_dates();
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                type="date"
                part="input"
                aria-describedby="dates-note"
                id=id
                aria-invalid=move || flow.dates().is_none().then_some("true")
                prop:value=move || value.get()
                on:change=change
            />
        </div>
    }
}
