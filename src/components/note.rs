//! What is said about a field, and about what failed.

use super::icon::{ALERT, Icon};
use leptos::prelude::*;

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
}

/// A note; the hint where there is none.
#[component]
#[inline(never)]
pub fn FieldNote(note: Note, #[prop(optional)] hint: &'static str) -> impl IntoView {
    let (class, part, text) = match note {
        Note::None => ("hint", None, hint.to_owned()),
        Note::Hint(text) => ("hint", None, text.to_owned()),
        Note::Warning(text) => ("warning", None, text),
        Note::Error(text) => ("error", Some("error"), text),
    };
    let icon = (class != "hint").then(|| view! { <Icon path=ALERT/> });
    (!text.is_empty()).then(|| view! { <p class=class part=part>{icon}{text}</p> })
}

/// What failed. `role` is `alert` where nothing around it is one.
#[component]
#[inline(never)]
pub fn Notice(text: &'static str, #[prop(optional)] role: Option<&'static str>) -> impl IntoView {
    view! { <p class="notice" role=role><Icon path=ALERT/>{text}</p> }
}
