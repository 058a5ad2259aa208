//! Redeeming a code: the browser as the interpreter's host.

use super::{App, abort};
use crate::browser::host::CodeLock;
use crate::browser::{events, http, time};
use leptos::prelude::*;
use leptos::task::spawn_local;
use points_core::api::history_point::{HistoryPoint, Range};
use points_core::contact::HistoryOwner;
use points_core::product_code::ProductCode;
use points_core::redeem::interpreter::{self, Host, Redeeming};
use points_core::redeem::{Event, Focus, Intent};
use std::ops::Deref;

impl App {
    pub fn redeem(mut self, event: Event) {
        interpreter::dispatch(&mut self, event);
    }

    fn resume(mut self, attempt: u32, event: Event) {
        interpreter::resume(&mut self, attempt, event);
    }

    fn refresh_pending(self) {
        if let Some(parts) = self.parts() {
            parts.signals.pending.set(parts.api.latest_pending());
        }
    }
}

impl Host for App {
    type Lock = CodeLock;

    fn update<T>(&mut self, change: impl FnOnce(&mut Redeeming<CodeLock>) -> (bool, T)) -> Option<T> {
        self.parts()?.signals.redeeming.try_maybe_update(change)
    }

    fn read(&self) -> Option<impl Deref<Target = Redeeming<CodeLock>>> {
        self.parts()?.signals.redeeming.try_read_untracked()
    }

    fn lock(&mut self, attempt: u32, code: ProductCode) {
        let mut app = *self;
        let Some(parts) = app.parts() else { return };
        spawn_local(async move {
            let (waited, lock) = parts.api.lock(code.as_str()).await;
            interpreter::locked(&mut app, attempt, &code, waited, lock);
        });
    }

    fn is_pending(&mut self, code: &ProductCode) -> bool {
        self.parts().is_some_and(|parts| parts.api.is_pending(code.as_str()))
    }

    fn add_pending(&mut self, code: &ProductCode) {
        if let Some(parts) = self.parts() {
            parts.api.add_pending(code.as_str());
            self.refresh_pending();
        }
    }

    fn remove_pending(&mut self, code: &ProductCode) {
        if let Some(parts) = self.parts() {
            parts.api.remove_pending(code.as_str());
            self.refresh_pending();
        }
    }

    fn send(&mut self, attempt: u32, intent: Intent) {
        let app = *self;
        let Some(parts) = app.parts() else { return };
        let Some(base) = parts.api_base() else { return };
        spawn_local(async move {
            let answer = http::accumulate(&base, &intent, &parts.api).await;
            app.resume(attempt, Event::Answered(answer));
        });
    }

    fn read_history(&mut self, attempt: u32, owner: HistoryOwner, page: u32, after: u32) {
        let app = *self;
        let Some(base) = app.parts().and_then(|parts| parts.api_base()) else { return };
        spawn_local(async move {
            time::sleep(after).await;
            if !interpreter::is_newest(&app, attempt) {
                return;
            }
            let read = HistoryPoint { owner, range: time::anew(Range::default()), page };
            let rows = match http::Call::get() {
                Ok(call) => {
                    if let Some(parts) = app.parts() {
                        abort(parts.settling.replace(Some(call.controller())));
                    }
                    http::get(&base, &read, &call).await
                }
                Err(error) => Err(error.into()),
            };
            app.resume(attempt, Event::HistoryRead(page, rows));
        });
    }

    fn start_timer(&mut self, attempt: u32, millis: u32) {
        let app = *self;
        spawn_local(async move {
            time::sleep(millis).await;
            app.resume(attempt, Event::TimeUp);
        });
    }

    fn review_contact(&mut self) {
        App::review_contact(*self);
    }

    fn focus(&mut self, focus: Focus) {
        let (id, only_if_lost) = match focus {
            Focus::Outcome => ("head", true),
            Focus::Submit => ("submit", true),
            Focus::Code => ("code", false),
        };
        if let Some(parts) = self.parts() {
            parts.focus(id, only_if_lost);
        }
    }

    fn announce(&mut self) {
        let event = Host::read(self).and_then(|redeeming| events::outcome(&redeeming.state.announcement()?));
        App::announce(*self, event);
    }
}
