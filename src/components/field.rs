//! One labelled input with its hint and its error.

use super::dom::{Attributes, El, el};
use super::icon::{ALERT, icon};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// What stands under a field: nothing wrong, something that goes on, something to look at, or something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    None,
    Hint(&'static str),
    Warning(String),
    Error(String),
}

impl Note {
    /// An error's sentence, where there is an error.
    pub fn error(sentence: Option<&str>) -> Note {
        sentence.map_or(Note::None, |sentence| Note::Error(sentence.to_owned()))
    }

    /// The note; `hint` where there is none.
    #[inline(never)]
    pub fn view(self, hint: &'static str) -> Option<El> {
        match self {
            Note::None if hint.is_empty() => None,
            Note::None => Some(el("p", &[("class", "hint")]).text(hint)),
            Note::Hint(text) => Some(el("p", &[("class", "hint")]).text(text)),
            Note::Warning(text) => Some(el("p", &[("class", "warning")]).child(icon(ALERT)).text(&text)),
            Note::Error(text) => Some(el("p", &[("class", "error"), ("part", "error")]).child(icon(ALERT)).text(&text)),
        }
    }
}

/// A field. Its note has the id of the input, with `-note` at its end.
pub struct Field {
    pub id: &'static str,
    pub note_id: &'static str,
    pub label: &'static str,
    /// A word behind the label; empty for none.
    pub aside: &'static str,
    /// Shown while there is no note; empty for none.
    pub hint: &'static str,
    pub value: RwSignal<String>,
    /// Further attributes of the input.
    pub input: Attributes,
    /// A button inside the field, at its end.
    pub action: Option<El>,
    pub note: Rc<dyn Fn() -> Note>,
    /// Hears each change by the customer, after the value has it.
    pub typed: Box<dyn Fn(&Event)>,
}

impl Field {
    #[inline(never)]
    pub fn view(self) -> El {
        let Field { id, note_id, label, aside, hint, value, input, action, note, typed } = self;
        let wrong = note.clone();
        let input = el("input", input)
            .attr("id", id)
            .attr("name", id)
            .attr("part", "input")
            .attr("aria-describedby", note_id)
            .attr("aria-required", if aside.is_empty() { "true" } else { "false" })
            .attr_of("aria-invalid", move || matches!(wrong(), Note::Error(_)).then_some("true"))
            .value(value)
            .on("input", move |event| {
                if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
                    value.set(input.value());
                }
                typed(&event);
            });
        let mut name = el("label", &[]).attr("for", id).text(label);
        if !aside.is_empty() {
            // The space is for those who hear the label.
            name = name.child(el("span", &[("class", "aside")]).text(&[" ", aside].concat()));
        }
        // Heard when it comes while the customer types: not every note comes with the focus.
        let place = el("div", &[("class", "note"), ("aria-live", "polite")]).attr("id", note_id);
        let note = place.part_of(move || note().view(hint));
        let input = match action {
            Some(action) => el("div", &[("class", "with-action")]).child(input).child(action),
            None => input,
        };
        el("div", &[("class", "field")]).child(name).child(input).child(note)
    }
}
