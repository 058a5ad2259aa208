//! The flow's part that shows the history: whose, which span, and the readings of it.

use super::{Flow, Tab, end};
use crate::browser::events as notify;
use crate::browser::http as client;
use crate::browser::intl::{DAY, Format};
use leptos::prelude::*;
use leptos::task::spawn_local;
use points_core::api::history_point::Range;
use points_core::contact::Who;
use points_core::history::{self, More, Period};
use web_sys::AbortController;

impl Flow {
    /// Opens the history, read anew: the customer's whom the form names, else the one shown before, else it asks.
    pub fn open_history(self) {
        let draft = self.draft();
        let typed =
            [draft.phone, draft.email].iter().find_map(|field| field.with_untracked(|text| Who::parse(text).ok()));
        self.close_scanner();
        let shown = self.set(|model| {
            model.tab = Tab::History;
            model.history.query().map(|query| query.who.clone())
        });
        if let Some(who) = typed.or(shown.flatten()) {
            self.history(history::Event::Show(who));
        }
    }

    /// Shows the history of the customer who was asked for.
    pub fn ask_history(self) {
        match self.draft().who.with_untracked(|text| Who::parse(text)) {
            Ok(who) => self.history(history::Event::Show(who)),
            Err(fault) => {
                self.set(|model| model.who_fault = Some(fault));
                self.focus("who");
            }
        }
    }

    pub fn choose_period(self, period: Period) {
        self.set(|model| model.period = period);
        let range = match period {
            Period::All => Range::default(),
            Period::Days(days) => Range { from: Some(js_sys::Date::now() - f64::from(days) * DAY), to: None },
            Period::Dates => return self.filter_dates(),
        };
        self.history(history::Event::Filter(range));
    }

    /// The span between the two dates; `None` where it ends before it begins.
    pub fn dates(self) -> Option<Range> {
        let format = self.get(Format::of);
        let range = Range {
            from: self.draft().from.with(|date| format.day_start(date)),
            to: self.draft().to.with(|date| format.day_end(date)),
        };
        (!matches!(range, Range { from: Some(from), to: Some(to) } if from > to)).then_some(range)
    }

    pub fn filter_dates(self) {
        if let Some(range) = untrack(|| self.dates()) {
            self.history(history::Event::Filter(range));
        }
    }

    pub fn history(self, event: history::Event) {
        let started = self.set(|model| {
            let read = model.history.apply(event);
            model.refocus(match model.history {
                history::State::Ready { more: More::Loading, .. } => "more",
                history::State::Ready { page: 2.., .. } => "next",
                _ => "head",
            });
            let read = read?;
            model.history_turn += 1;
            end(model.reading.take());
            Some((read, model.history_turn, model.config.api_base.clone()))
        });
        let Some(Some((read, turn, base))) = started else { return };
        spawn_local(async move {
            let is_newest = move || self.peek(|model| model.history_turn) == Some(turn);
            let begin =
                |call: &AbortController| is_newest() && self.set(|model| model.reading = Some(call.clone())).is_some();
            let page = client::history(&base, &read, &client::BACKOFF, &begin).await;
            if is_newest() {
                let news = page.as_ref().err().and_then(|error| notify::error(*error));
                self.history(history::Event::Page(page));
                if let Some(host) = self.peek(|model| model.host.clone()) {
                    notify::dispatch(&host, news);
                }
            }
        });
    }
}
