//! The span of the history: a few that are known, or two dates.

use super::note::{FieldNote, Note};
use crate::actions::App;
use crate::state::State;
use leptos::prelude::*;
use points_core::history::Period;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};

const PERIODS: [Period; 4] = [Period::All, Period::Days(30), Period::Days(90), Period::Dates];

#[component]
pub fn HistoryFilter(app: App) -> impl IntoView {
    let messages = app.messages();
    let labels = [messages.all_time(), messages.last_30_days(), messages.last_90_days(), messages.choose_dates()];
    let filter = app.state().filter;
    let options = labels.into_iter().zip(PERIODS).map(|(label, period)| {
        view! { <option selected=move || filter.read().period == period>{label}</option> }
    });
    let choose = move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let index = select.and_then(|select| usize::try_from(select.selected_index()).ok());
        app.choose_period(index.and_then(|index| PERIODS.get(index)).copied().unwrap_or_default());
    };
    view! {
        <div class="period">
            <label class="hidden" for="period">{messages.period()}</label>
            <div class="select">
                <select id="period" part="input" on:change=choose>{options.collect_view()}</select>
            </div>
            <Show when=move || filter.read().period == Period::Dates>
                <Dates app/>
            </Show>
        </div>
    }
}

#[component]
fn Dates(app: App) -> impl IntoView {
    let messages = app.messages();
    let State { draft, filter, .. } = app.state();
    let note = move || Note::error(filter.read().is_reversed.then_some(messages.range_wrong()));
    view! {
        <div class="dates">
            <DateField app is_end=false id="from" label=messages.from() value=draft.from/>
            <DateField app is_end=true id="to" label=messages.to() value=draft.to/>
            <div class="note" id="dates-note" role="alert">
                {move || view! { <FieldNote note=note()/> }}
            </div>
        </div>
    }
}

#[component]
#[inline(never)]
fn DateField(
    app: App,
    is_end: bool,
    id: &'static str,
    label: &'static str,
    value: ReadSignal<String, LocalStorage>,
) -> impl IntoView {
    let filter = app.state().filter;
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                type="date"
                part="input"
                aria-describedby="dates-note"
                id=id
                aria-invalid=move || filter.read().is_reversed.then_some("true")
                prop:value=move || value.get()
                on:change=move |event| app.choose_date(is_end, event_target_value(&event))
            />
        </div>
    }
}
