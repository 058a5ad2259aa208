//! Carries out the effects of the history's [`State::apply`], over the browser in the widget and over a simulated world in
//! the tests. A page is read in up to three attempts; the newest reading wins.

use super::{Effect, Event, Focus, State};
use crate::api::ApiError;
use crate::api::history_point::{HistoryPoint, Record};
use std::ops::Deref;

/// The longest waits before the second and the third attempt, in milliseconds. Each wait is random, so that many phones
/// spread.
const BACKOFF: [u32; 2] = [600, 2_000];

/// One widget's history: the state of the machine, and which reading is the newest.
#[derive(Default)]
pub struct History {
    pub state: State,
    reading: u32,
}

/// One attempt of one reading.
pub struct Attempt {
    reading: u32,
    /// From 0.
    number: usize,
    pub call: HistoryPoint,
}

/// What the interpreter needs of the world around it.
pub trait Host {
    /// Changes what is kept of this widget; the change says whether anything changed. `None` once the widget is gone.
    fn update<T>(&mut self, change: impl FnOnce(&mut History) -> (bool, T)) -> Option<T>;

    /// What is kept of this widget, to read; `None` once the widget is gone.
    fn read(&self) -> Option<impl Deref<Target = History>>;

    /// Reads a page after so many milliseconds, unless [`is_newest`] says otherwise by then; then calls [`page_read`].
    fn read_page(&mut self, attempt: Attempt, after: u32);

    /// A random number below `end`.
    fn random(&mut self, end: u32) -> u32;

    fn focus(&mut self, focus: Focus);
    fn announce(&mut self, error: ApiError);
}

/// Takes a step and carries out what follows from it.
pub fn dispatch(host: &mut impl Host, event: Event) {
    let step = host.update(|history| {
        let effects = history.state.apply(event);
        // What was being read belongs to the state that was left.
        history.reading += u32::from(effects.is_some());
        (effects.is_some(), effects.map(|effects| (history.reading, effects)))
    });
    let Some(Some((reading, effects))) = step else { return };
    for effect in effects {
        match effect {
            Effect::ReadPage(call) => host.read_page(Attempt { reading, number: 0, call }, 0),
            Effect::Focus(focus) => host.focus(focus),
            Effect::Announce(error) => host.announce(error),
        }
    }
}

/// Whether nothing newer has taken the place of this reading.
pub fn is_newest(host: &impl Host, attempt: &Attempt) -> bool {
    host.read().is_some_and(|history| history.reading == attempt.reading)
}

/// Takes the answer to an attempt: the page, or an error, which may lead to another attempt.
pub fn page_read(host: &mut impl Host, attempt: Attempt, page: Result<Vec<Record>, ApiError>) {
    if !is_newest(host, &attempt) {
        return;
    }
    match (&page, BACKOFF.get(attempt.number)) {
        (Err(ApiError::Unavailable | ApiError::Protocol), Some(longest)) => {
            let after = host.random(*longest);
            host.read_page(Attempt { number: attempt.number + 1, ..attempt }, after);
        }
        _ => dispatch(host, Event::Page(page)),
    }
}
