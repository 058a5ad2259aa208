//! The catalogues, one a language, and how they are handed to what builds the widget.

mod ar;
mod en;
mod id;
mod ja;
mod ko;
mod th;
mod vi;
mod zh;

use super::{Form, Hints, Scanner};

/// All that the widget says in one language.
pub struct Catalogue {
    pub form: Form,
    pub scanner: Scanner,
    pub hints: Hints,
}

/// Every language; the first is the one that needs no download.
pub static CATALOGUES: [&Catalogue; 8] = [
    &vi::CATALOGUE,
    &en::CATALOGUE,
    &th::CATALOGUE,
    &id::CATALOGUE,
    &zh::CATALOGUE,
    &ja::CATALOGUE,
    &ko::CATALOGUE,
    &ar::CATALOGUE,
];

impl Catalogue {
    /// The form's messages as the widget reads them, a line each.
    pub fn lines(&self) -> String {
        let mut all = Vec::new();
        self.form.write("", &mut all);
        all.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n")
    }

    /// The catalogue of a language tag.
    pub fn of(tag: &str) -> Option<&'static Catalogue> {
        CATALOGUES.into_iter().find(|catalogue| catalogue.form.tag == tag)
    }

    /// Every message with its key, in order: the form's, then `scanner.…`, then `hints.…`.
    pub fn messages(&self) -> Vec<(String, &'static str)> {
        let mut all = Vec::new();
        self.form.write("", &mut all);
        self.scanner.write("scanner.", &mut all);
        self.hints.write("hints.", &mut all);
        all
    }
}

/// All catalogues as lines of language, key and message, with tabs between: what `scripts/words` reads.
pub fn table() -> String {
    let mut table = String::new();
    for catalogue in CATALOGUES {
        for (key, text) in catalogue.messages() {
            table.push_str(&[catalogue.form.tag, "\t", &key, "\t", text, "\n"].concat());
        }
    }
    table
}
