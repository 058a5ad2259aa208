//! The flow's part that redeems: what is typed is sent in its turn, and what the machine of [`points_core::redeem`] commands is run.

use super::{Flow, end};
use crate::browser::events as notify;
use crate::browser::http as client;
use leptos::prelude::*;
use leptos::task::spawn_local;
use points_core::api::ApiError;
use points_core::api::history_point::Range;
use points_core::customer::Remember;
use points_core::history::{self, Read};
use points_core::messages::fill;
use points_core::product_code::ProductCode;
use points_core::redeem::{self, Command, Intent, Notice};
use std::mem::discriminant;
use web_sys::AbortController;

/// After so many milliseconds a customer hears that the network is slow.
const SLOW: u32 = 5_000;

/// No customer watches a longer countdown than this, in seconds.
const LONGEST_WAIT: u32 = 600;

impl Flow {
    /// The form's one action: sends what is typed, or moves to the first field that keeps it from being sent.
    pub fn submit(self) {
        let typed = self.typed();
        let checked = self.set(|model| {
            if model.redeem.is_busy() {
                return None;
            }
            let checked = typed.check(model.config.require, &model.config.code_param);
            model.faults = checked.as_ref().err().copied().unwrap_or_default();
            if model.faults.is_of_contact() && model.remember == Remember::Kept {
                model.remember = Remember::Yes; // the fields have to be seen
            }
            Some(checked)
        });
        match checked.flatten() {
            None => {}
            Some(Ok((code, contact))) => {
                self.show_code(&code);
                self.tell_typed();
                self.settle_customer();
                self.redeem(redeem::Event::Submit(Intent {
                    code,
                    contact,
                    key: client::key(),
                    at: js_sys::Date::now(),
                }));
            }
            Some(Err(faults)) => self.focus(faults.first()),
        }
    }

    /// Puts the code found in the field's text in its place; leaves a text without one as it is.
    pub fn tidy_code(self) {
        let text = self.draft().code.get_untracked();
        if let Some(Ok(code)) = self.peek(|model| ProductCode::find(&text, &model.config.code_param)) {
            self.show_code(&code);
        }
    }

    fn show_code(self, code: &ProductCode) {
        if self.draft().code.with_untracked(|text| text != code.as_str()) {
            self.draft().code.set(code.as_str().to_owned());
        }
    }

    /// The customer changed the code by hand.
    pub fn typed_code(self) {
        self.set(|model| {
            model.is_told = false;
            model.faults.code = None;
        });
        self.redeem(redeem::Event::Another);
    }

    fn tell_typed(self) {
        let untold = self.set(|model| !std::mem::replace(&mut model.is_told, true)).unwrap_or_default();
        if let Some(host) = self.peek(|model| model.host.clone()).filter(|_| untold) {
            notify::dispatch(&host, notify::scan("typed", None));
        }
    }

    /// Back to an empty code; who collects stays.
    pub fn another(self) {
        self.draft().code.set(String::new());
        self.fold_customer();
        self.redeem(redeem::Event::Another);
        self.focus("code");
    }

    /// Takes up the code whose outcome is not known.
    pub fn recall(self) {
        if let Some(code) = self.peek(|model| model.pending.clone()).flatten() {
            self.draft().code.set(code);
            self.redeem(redeem::Event::Another);
            self.redeem(redeem::Event::Restore);
            self.focus(self.next_field());
        }
    }

    pub fn redeem(self, event: redeem::Event) {
        let stepped = self.set(|model| {
            let before = discriminant(&model.redeem);
            let open = model.redeem.unsettled().cloned();
            let command = model.redeem.apply(event);
            let entered = before != discriminant(&model.redeem);
            let news = entered.then(|| notify::outcome(&model.redeem)).flatten();
            match &model.redeem {
                redeem::State::Form => {}
                state if state.unsettled().is_some() => {}
                _ => open.iter().for_each(|code| model.host_api.remove_pending(code.as_str())),
            }
            model.pending = model.host_api.latest_pending();
            if !model.redeem.is_busy() {
                model.code_lock = None;
            }
            if entered {
                match &model.redeem {
                    redeem::State::Form => {}
                    redeem::State::Collected { .. } | redeem::State::Unconfirmed { .. } => model.refocus("head"),
                    _ => model.refocus("submit"),
                }
            }
            let mut wait = None;
            if let redeem::State::Back(notice) = &model.redeem {
                match notice {
                    Notice::Failed(ApiError::RateLimited(seconds)) if entered => wait = *seconds,
                    Notice::Failed(ApiError::Rejected) if model.remember == Remember::Kept => {
                        model.remember = Remember::Yes; // it may be who collects that is wrong
                        model.focus("code");
                    }
                    Notice::Failed(ApiError::Rejected) | Notice::Yours(_) | Notice::Refused(_) => model.focus("code"),
                    _ => {}
                }
            }
            (command, news, wait, model.host.clone())
        });
        let Some((command, news, wait, host)) = stepped else { return };
        if let Some(command) = command {
            self.run(command);
        }
        if let Some(seconds) = wait {
            self.count_down(seconds.min(LONGEST_WAIT));
        }
        notify::dispatch(&host, news);
    }

    fn run(self, command: Command) {
        let started = self.set(|model| {
            model.redeem_turn += 1;
            model.is_slow = false;
            model.wait.set(String::new());
            end(model.looking.take());
            (model.redeem_turn, model.config.api_base.clone(), model.redeem.is_busy())
        });
        let Some((turn, base, is_busy)) = started else { return };
        let is_newest = move || self.peek(|model| model.redeem_turn) == Some(turn);
        if is_busy {
            spawn_local(async move {
                client::sleep(SLOW).await;
                if is_newest() {
                    self.set(|model| model.is_slow = model.redeem.is_busy());
                }
            });
        }
        spawn_local(async move {
            let event = match command {
                Command::Accumulate { intent, first } => match self.acquire_lock(&intent.code, first).await {
                    Some(event) => event,
                    // While it was waited for, the widget may have gone: what nobody waits for is not sent.
                    None if !is_newest() => return,
                    None => redeem::Event::Answered(client::accumulate(&base, &intent).await),
                },
                Command::Look { who, page, after } => {
                    client::sleep(after).await;
                    let read = Read { query: history::Query { who, range: Range::default() }, page };
                    let begin = |call: &AbortController| {
                        is_newest() && self.set(|model| model.looking = Some(call.clone())).is_some()
                    };
                    redeem::Event::Looked(page, client::history(&base, &read, &[], &begin).await)
                }
            };
            if is_newest() {
                self.redeem(event);
            }
        });
    }

    /// Acquires the lock of a code. On a `first` try, says what speaks against sending it.
    async fn acquire_lock(self, code: &ProductCode, first: bool) -> Option<redeem::Event> {
        let (host_api, holds) = self.peek(|model| (model.host_api.clone(), model.code_lock.is_some()))?;
        let mut waited = false;
        if !holds {
            let (was_held, lock) = host_api.lock(code.as_str()).await;
            waited = was_held;
            self.set(|model| model.code_lock = lock.filter(|_| model.redeem.is_busy()));
        }
        if first && host_api.is_pending(code.as_str()) {
            return Some(redeem::Event::Earlier);
        }
        if first && waited {
            return Some(redeem::Event::Occupied);
        }
        host_api.add_pending(code.as_str());
        None
    }

    /// Counts the seconds until the server takes another try. A customer who does not wait may try.
    fn count_down(self, seconds: u32) {
        let Some((turn, wait)) = self.peek(|model| (model.redeem_turn, model.wait)) else { return };
        let words = self.messages();
        spawn_local(async move {
            for left in (1..=seconds).rev() {
                wait.set(fill(words.wait(), &[("seconds", &left.to_string())]));
                client::sleep(1_000).await;
                if self.peek(|model| model.redeem_turn) != Some(turn) {
                    return;
                }
            }
            wait.set(String::new());
        });
    }
}
