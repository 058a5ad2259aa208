//! One labelled input with its hint and its note.

use super::note::{FieldNote, Note};
use crate::call::Call;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Event;

/// What the keyboard and the browser's memory need to know of a field.
pub struct InputKind {
    pub r#type: &'static str,
    pub autocomplete: &'static str,
    pub enterkeyhint: &'static str,
    pub inputmode: Option<&'static str>,
    pub class: Option<&'static str>,
    pub autocapitalize: Option<&'static str>,
    pub autocorrect: Option<&'static str>,
    pub spellcheck: Option<&'static str>,
}

impl InputKind {
    pub const TEXT: InputKind = InputKind {
        r#type: "text",
        autocomplete: "off",
        enterkeyhint: "next",
        inputmode: None,
        class: None,
        autocapitalize: None,
        autocorrect: None,
        spellcheck: None,
    };
}

/// Gives a field's note. One type for all of them, so that there is one field and not five.
#[derive(Clone)]
pub struct NoteFn(Arc<dyn Call<(), Note> + Send + Sync>);

impl<F: Fn() -> Note + Send + Sync + 'static> From<F> for NoteFn {
    fn from(note: F) -> NoteFn {
        NoteFn(Arc::new(move |()| note()))
    }
}

/// Hears of a field's changes.
pub struct InputHandler(Box<dyn Call<Event>>);

impl<F: Fn(Event) + 'static> From<F> for InputHandler {
    fn from(input: F) -> InputHandler {
        InputHandler(Box::new(input))
    }
}

#[component]
#[inline(never)]
pub fn Field(
    id: &'static str,
    /// The id of the note: that of the input, with `-note` at its end.
    note_id: &'static str,
    label: &'static str,
    /// A word behind the label. A field with one is not required.
    #[prop(optional)]
    aside: &'static str,
    /// Shown while there is no note.
    #[prop(optional)]
    hint: &'static str,
    value: ReadSignal<String, LocalStorage>,
    kind: &'static InputKind,
    #[prop(into)] note: NoteFn,
    /// Hears each change by the customer.
    #[prop(into)]
    on_input: InputHandler,
    /// A button inside the field, at its end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let error = note.clone();
    let input = view! {
        <input
            id=id
            name=id
            part="input"
            class=kind.class
            type=kind.r#type
            autocomplete=kind.autocomplete
            enterkeyhint=kind.enterkeyhint
            inputmode=kind.inputmode
            autocapitalize=kind.autocapitalize
            spellcheck=kind.spellcheck
            {..custom_attribute("autocorrect", kind.autocorrect)}
            aria-describedby=note_id
            aria-required=if aside.is_empty() { "true" } else { "false" }
            aria-invalid=move || matches!(error.0.call(()), Note::Error(_)).then_some("true")
            prop:value=move || value.get()
            on:input=move |event| on_input.0.call(event)
        />
    };
    view! {
        <div class="field">
            // The space is for those who hear the label.
            <label for=id>
                {label}
                {(!aside.is_empty()).then(|| view! { <span class="aside">{[" ", aside].concat()}</span> })}
            </label>
            {match children {
                Some(action) => view! { <div class="with-action">{input}{action()}</div> }.into_any(),
                None => input.into_any(),
            }}
            // Heard when it comes while the customer types: not every note comes with the focus.
            <div class="note" aria-live="polite" id=note_id>
                {move || view! { <FieldNote note=note.0.call(()) hint/> }}
            </div>
        </div>
    }
}
