//! The table of results: for the terminal, and as Markdown between two marks of a document.

use std::fmt::Write;
use std::path::Path;

use crate::cases::{CASES, Case, Outcome, Trouble};
use crate::engine::Engine;

const BEGIN: &str = "<!-- faults: begin -->";
const END: &str = "<!-- faults: end -->";

/// What one engine came to, by the case's number.
pub struct Column {
    pub engine: Engine,
    pub results: Vec<(u8, Outcome)>,
}

impl Column {
    fn result(&self, number: u8) -> Option<&Outcome> {
        self.results.iter().find(|(case, _)| *case == number).map(|(_, outcome)| outcome)
    }

    /// How many held, did not, and could not be tried.
    fn counts(&self) -> [usize; 3] {
        let count = |is: fn(&Outcome) -> bool| self.results.iter().filter(|(_, outcome)| is(outcome)).count();
        [
            count(Result::is_ok),
            count(|outcome| matches!(outcome, Err(Trouble::Wrong(_)))),
            count(|outcome| matches!(outcome, Err(Trouble::Cannot(_)))),
        ]
    }
}

fn mark(outcome: Option<&Outcome>) -> &'static str {
    match outcome {
        None => "",
        Some(Ok(())) => "yes",
        Some(Err(Trouble::Wrong(_))) => "**no**",
        Some(Err(Trouble::Cannot(_))) => "n/a",
    }
}

fn cases<'a>(columns: &'a [Column]) -> impl Iterator<Item = &'static Case> + 'a {
    CASES.iter().filter(|case| columns.iter().any(|column| column.result(case.number).is_some()))
}

/// For a terminal.
pub fn text(columns: &[Column]) -> String {
    let mut text = String::new();
    for case in cases(columns) {
        let marks: Vec<_> =
            columns.iter().map(|column| format!("{:10}", mark(column.result(case.number)).trim_matches('*'))).collect();
        _ = writeln!(text, "{:>3}  {}  {} => {}", case.number, marks.join(""), case.injected, case.seen);
    }
    for column in columns {
        let [held, failed, cannot] = column.counts();
        _ = writeln!(text, "{:10} {held} hold, {failed} do not, {cannot} cannot be expressed", column.engine.name());
    }
    text
}

/// For a document.
pub fn markdown(columns: &[Column]) -> String {
    let names: Vec<_> = columns.iter().map(|column| column.engine.name()).collect();
    let mut text =
        format!("| # | injected | seen | {} |\n|---|---|---|{}\n", names.join(" | "), "---|".repeat(names.len()));
    let mut notes = Vec::new();
    for case in cases(columns) {
        let marks: Vec<_> = columns.iter().map(|column| mark(column.result(case.number))).collect();
        _ = writeln!(text, "| {} | {} | {} | {} |", case.number, case.injected, case.seen, marks.join(" | "));
        for column in columns {
            if let Some(Err(Trouble::Cannot(why))) = column.result(case.number) {
                notes.push(format!("- {}, {}: {why}", case.number, column.engine.name()));
            }
        }
    }
    if !notes.is_empty() {
        _ = writeln!(text, "\nn/a, where an engine cannot express the fault:\n\n{}", notes.join("\n"));
    }
    text
}

/// Puts the table between the marks of a document; a new one where there is none.
///
/// # Errors
/// The file's, and a run of only a part.
pub fn write(path: &Path, columns: &[Column]) -> std::io::Result<()> {
    if columns.len() < Engine::ALL.len() || columns.iter().any(|column| column.results.len() < CASES.len()) {
        return Err(std::io::Error::other("only a whole run is written down"));
    }
    let old = std::fs::read_to_string(path).unwrap_or_else(|_| format!("# Reliability\n\n{BEGIN}\n{END}\n"));
    let (Some((before, rest)), table) = (old.split_once(BEGIN), markdown(columns)) else {
        return Err(std::io::Error::other(format!("{} has no {BEGIN}", path.display())));
    };
    let after = rest.split_once(END).map_or("\n", |(_, after)| after);
    std::fs::write(path, format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))
}
