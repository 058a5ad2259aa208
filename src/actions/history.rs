//! The history: whose, which range of time, and the browser as the interpreter's host.

use super::{App, abort};
use crate::browser::intl::Format;
use crate::browser::{events, http, time};
use crate::state::history_list::HistoryList;
use leptos::prelude::*;
use leptos::task::spawn_local;
use points_core::api::ApiError;
use points_core::api::history_point::Range;
use points_core::config::Screen;
use points_core::contact::HistoryOwner;
use points_core::day::DAY;
use points_core::history::interpreter::{self, Attempt, History, Host};
use points_core::history::{Event, Focus, Period};
use std::ops::Deref;

impl App {
    pub fn history(mut self, event: Event) {
        interpreter::dispatch(&mut self, event);
    }

    /// Writes the records for the reader.
    pub(super) fn refresh_history_list(self) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        let list = HistoryList::of(&signals.settings.read_untracked(), &signals.history.read_untracked().state);
        signals.history_list.set(list);
    }

    /// Opens the history, read anew: of the customer in the form, else of the owner shown before, else it asks.
    pub fn open_history(self) {
        let Some(parts) = self.parts() else { return };
        self.close_scanner();
        self.show_screen(Screen::History);
        let shown = parts.signals.history.read_untracked().state.query().map(|query| query.owner.clone());
        let typed = parts.input.borrow().owner();
        match typed.or(shown) {
            Some(owner) if self.asks_consent(&owner.clone().into()) => {
                // Asks for it, with who it is filled in.
                parts.signals.draft.owner.set(owner.as_str().to_owned());
                self.history(Event::Change);
            }
            Some(owner) => self.history(Event::Show(owner)),
            None => {}
        }
    }

    /// The customer types whose history to show.
    pub fn input_owner(self, text: String) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        signals.draft.owner.set(text);
        signals.filter.maybe_update(|filter| filter.owner_error.take().is_some());
    }

    /// Shows the history of the owner who was asked for.
    pub fn ask_history(self) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        let country = signals.settings.read_untracked().config.country.clone();
        let owner = match HistoryOwner::parse(&signals.draft.owner.read_untracked(), &country) {
            Ok(owner) => owner,
            Err(error) => {
                signals.filter.update(|filter| filter.owner_error = Some(error));
                return self.focus("who");
            }
        };
        let contact = owner.clone().into();
        if self.asks_consent(&contact) && !signals.customer.read_untracked().consents {
            signals.form.update(|form| form.errors.consent = true);
            return self.focus("consent");
        }
        if let Some(version) = self.agree(&contact) {
            self.announce(events::consent(&version));
        }
        self.history(Event::Show(owner));
    }

    /// Asks whose history to show.
    pub fn change_owner(self) {
        self.history(Event::Change);
        self.focus("who");
    }

    pub fn choose_period(self, period: Period) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        signals.filter.update(|filter| filter.period = period);
        let range = match period {
            Period::All => Range::default(),
            Period::Days(days) => Range { from: Some(js_sys::Date::now() - f64::from(days) * DAY), to: None },
            Period::Dates => return self.filter_dates(),
        };
        self.history(Event::Filter(range));
    }

    /// The customer chose a date; `from` or `to`.
    pub fn choose_date(self, is_end: bool, date: String) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        if is_end { signals.draft.to } else { signals.draft.from }.set(date);
        self.filter_dates();
    }

    fn filter_dates(self) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        let format = Format::of(&signals.settings.read_untracked());
        let range = Range {
            from: format.day_start(&signals.draft.from.read_untracked()),
            to: format.day_end(&signals.draft.to.read_untracked()),
        };
        let is_reversed = matches!(range, Range { from: Some(from), to: Some(to) } if from > to);
        signals.filter.update(|filter| filter.is_reversed = is_reversed);
        if !is_reversed {
            self.history(Event::Filter(range));
        }
    }
}

impl Host for App {
    fn update<T>(&mut self, change: impl FnOnce(&mut History) -> (bool, T)) -> Option<T> {
        let mut has_changed = false;
        let result = self.parts()?.signals.history.try_maybe_update(|history| {
            let change = change(history);
            has_changed = change.0;
            change
        });
        if has_changed {
            self.refresh_history_list();
        }
        result
    }

    fn read(&self) -> Option<impl Deref<Target = History>> {
        self.parts()?.signals.history.try_read_untracked()
    }

    fn read_page(&mut self, mut attempt: Attempt, after: u32) {
        let mut app = *self;
        let Some(base) = app.parts().and_then(|parts| parts.api_base()) else { return };
        attempt.call.range = time::anew(attempt.call.range);
        spawn_local(async move {
            time::sleep(after).await;
            if !interpreter::is_newest(&app, &attempt) {
                return;
            }
            let page = match http::Call::get() {
                Ok(call) => {
                    if let Some(parts) = app.parts() {
                        abort(parts.listing.replace(Some(call.controller())));
                    }
                    http::get(&base, &attempt.call, &call).await
                }
                Err(error) => Err(error.into()),
            };
            interpreter::page_read(&mut app, attempt, page);
        });
    }

    fn random(&mut self, end: u32) -> u32 {
        (js_sys::Math::random() * f64::from(end)) as u32
    }

    fn focus(&mut self, focus: Focus) {
        let id = match focus {
            Focus::Heading => "head",
            Focus::More => "more",
            Focus::FirstNew => "next",
        };
        if let Some(parts) = self.parts() {
            parts.focus(id, true);
        }
    }

    fn announce(&mut self, error: ApiError) {
        App::announce(*self, events::error(error));
    }
}
