//! Where states meet the browser: events go in, commands are run, and their results come back as events.

mod scanning;

pub use scanning::Scan;

use crate::api::ApiError;
use crate::api::history_point::Range;
use crate::client;
use crate::code::ProductCode;
use crate::config::{Config, View};
use crate::contact::{ContactError, Who};
use crate::form::{Faults, Typed};
use crate::format::{DAY, Format};
use crate::history::{self, Period, Read};
use crate::i18n::Messages;
use crate::later::Later;
use crate::notify;
use crate::once::{Once, Turn};
use crate::redeem::{self, Command, Intent, Notice};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::mem::discriminant;
use wasm_bindgen::JsCast;
use web_sys::{AbortController, HtmlElement};

/// After so many milliseconds a customer hears that the network is slow.
const SLOW: u32 = 5_000;

/// No customer watches a longer countdown than this, in seconds.
const LONGEST_WAIT: u32 = 600;

/// The screen that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Redeem,
    History,
}

/// All that one widget knows.
pub struct Model {
    pub draft: Draft,
    pub config: Config,
    pub tab: Tab,
    pub redeem: redeem::State,
    pub history: history::State,
    pub scan: Scan,
    /// The chosen span of the history.
    pub period: Period,
    /// What kept the form, or the question whose history to show, from being sent.
    pub faults: Faults,
    pub who_fault: Option<ContactError>,
    /// A code has been under way for so long that the customer should hear of it.
    pub is_slow: bool,
    /// In how many seconds the server takes another try, in words.
    pub wait: RwSignal<String>,
    /// The newest code whose outcome is not known, of this session.
    pub pending: Option<String>,
    /// What comes later, and only where it is wanted.
    pub later: Later,
    /// The page has heard where the code in the field came from.
    is_told: bool,
    /// Count commands: only the newest one's result is heard.
    redeem_turn: u32,
    history_turn: u32,
    /// Readings under way, which newer ones end.
    looking: Option<AbortController>,
    reading: Option<AbortController>,
    once: Once,
    /// Held while the code is under way.
    turn: Option<Turn>,
    /// The element, which hears the events.
    host: HtmlElement,
}

/// What is typed, as it is typed. It outlives every screen.
#[derive(Clone, Copy)]
pub struct Draft {
    pub code: RwSignal<String>,
    pub name: RwSignal<String>,
    pub phone: RwSignal<String>,
    pub email: RwSignal<String>,
    /// Whose history to show, where it has to be asked for.
    pub who: RwSignal<String>,
    /// The dates of [`Period::Dates`], as `<input type="date">` writes them; empty for an open end.
    pub from: RwSignal<String>,
    pub to: RwSignal<String>,
}

/// A copyable handle to one widget's states, which live as long as it is mounted.
#[derive(Clone, Copy)]
pub struct Flow(RwSignal<Model, LocalStorage>);

impl Flow {
    /// A widget inside `host`, which hears its events. A code of unknown outcome comes back, unless another was scanned.
    pub fn new(config: Config, host: HtmlElement, later: Later, once: Once) -> Flow {
        if config.prefill.linked {
            notify::dispatch(&host, notify::scan("link", None));
        }
        let field = |value: &Option<String>| RwSignal::new(value.clone().unwrap_or_default());
        let prefill = &config.prefill;
        let pending = once.last("");
        let is_back = pending.is_some() && (prefill.code.is_none() || prefill.code == pending);
        let draft = Draft {
            code: field(if is_back { &pending } else { &prefill.code }),
            name: field(&prefill.name),
            phone: field(&prefill.phone),
            email: field(&prefill.email),
            who: field(&None),
            from: field(&None),
            to: field(&None),
        };
        let model = Model {
            draft,
            is_told: is_back || config.prefill.code.is_some(),
            tab: if config.view == View::History { Tab::History } else { Tab::Redeem },
            config,
            redeem: if is_back { redeem::State::Back(Notice::Pending) } else { redeem::State::Form },
            history: history::State::Asking,
            scan: Scan::Off,
            later,
            period: Period::All,
            faults: Faults::default(),
            who_fault: None,
            is_slow: false,
            wait: field(&None),
            pending,
            redeem_turn: 0,
            history_turn: 0,
            looking: None,
            reading: None,
            once,
            turn: None,
            host,
        };
        Flow(RwSignal::new_local(model))
    }

    /// Reads the model, and again whenever it changes.
    pub fn get<T>(self, read: impl FnOnce(&Model) -> T) -> T {
        self.0.with(read)
    }

    /// Reads the model once; `None` after the widget is gone.
    pub fn peek<T>(self, read: impl FnOnce(&Model) -> T) -> Option<T> {
        self.0.try_with_untracked(read)
    }

    /// Changes the model, while the widget is mounted.
    pub fn set<T>(self, change: impl FnOnce(&mut Model) -> T) -> Option<T> {
        self.0.try_update(change)
    }

    /// What is typed. Reading a field follows it.
    pub fn draft(self) -> Draft {
        self.0.with_untracked(|model| model.draft)
    }

    /// The form's fields, in its order.
    pub fn fields(self) -> [RwSignal<String>; 4] {
        let draft = self.draft();
        [draft.code, draft.name, draft.phone, draft.email]
    }

    /// The words of the language in use. Not followed: another language builds the whole view anew.
    pub fn messages(self) -> &'static Messages {
        self.0.with_untracked(|model| model.config.locale.messages())
    }

    /// Moves the focus once the change that led here is on the page.
    pub fn focus(self, id: &'static str) {
        request_animation_frame(move || {
            let root = self.peek(|model| model.host.shadow_root()).flatten();
            if let Some(element) = root.and_then(|root| root.get_element_by_id(id)) {
                _ = element.unchecked_into::<HtmlElement>().focus();
            }
        });
    }

    /// Takes new attributes. A prefilled value that changed replaces what is typed; everything else stays.
    pub fn configure(self, config: Config) {
        let draft = self.draft();
        let Some(before) = self.peek(|model| model.config.prefill.clone()) else { return };
        for (field, before, new) in [
            (draft.code, &before.code, &config.prefill.code),
            (draft.name, &before.name, &config.prefill.name),
            (draft.phone, &before.phone, &config.prefill.phone),
            (draft.email, &before.email, &config.prefill.email),
        ] {
            if let Some(value) = new.as_ref().filter(|_| before != new) {
                field.set(value.clone());
            }
        }
        // The sheet would be built anew, without its camera.
        if self.peek(|model| model.config.view != config.view || model.config.locale != config.locale) == Some(true) {
            self.close_scanner();
        }
        self.set(|model| {
            match config.view {
                View::Both => {}
                View::Redeem => model.tab = Tab::Redeem,
                View::History => model.tab = Tab::History,
            }
            model.config = config;
        });
    }

    /// Forgets what was typed and shown.
    pub fn reset(self) {
        let draft = self.draft();
        for field in [draft.code, draft.name, draft.phone, draft.email, draft.who, draft.from, draft.to] {
            field.set(String::new());
        }
        self.set(|model| {
            model.period = Period::All;
            model.faults = Faults::default();
        });
        self.close_scanner();
        self.redeem(redeem::Event::Another);
        self.history(history::Event::Change);
    }

    /// The form's one action: sends what is typed, or moves to the first field that keeps it from being sent.
    pub fn submit(self) {
        let draft = self.draft();
        let typed = Typed {
            code: draft.code.get_untracked(),
            name: draft.name.get_untracked(),
            phone: draft.phone.get_untracked(),
            email: draft.email.get_untracked(),
        };
        let checked = self.set(|model| {
            if model.redeem.is_busy() {
                return None;
            }
            let checked = typed.check(model.config.require, &model.config.code_param);
            model.faults = checked.as_ref().err().copied().unwrap_or_default();
            Some(checked)
        });
        match checked.flatten() {
            None => {}
            Some(Ok((code, contact))) => {
                self.show_code(&code);
                self.tell_typed();
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
                _ => open.iter().for_each(|code| model.once.settle(code.as_str())),
            }
            model.pending = model.once.last("");
            if !model.redeem.is_busy() {
                model.turn = None;
            }
            let mut wait = None;
            if let redeem::State::Back(notice) = &model.redeem {
                match notice {
                    Notice::Failed(ApiError::RateLimited(seconds)) if entered => wait = *seconds,
                    Notice::Failed(ApiError::Rejected) | Notice::Yours(_) | Notice::Refused(_) => self.focus("code"),
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
                Command::Accumulate { intent, first } => match self.wait_for_turn(&intent.code, first).await {
                    Some(event) => event,
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

    /// Waits until nobody else is sending this code. On a `first` try, says what speaks against sending it.
    async fn wait_for_turn(self, code: &ProductCode, first: bool) -> Option<redeem::Event> {
        let (once, holds) = self.peek(|model| (model.once.clone(), model.turn.is_some()))?;
        let mut waited = false;
        if !holds {
            let (was_taken, turn) = once.take(code.as_str()).await;
            waited = was_taken;
            self.set(|model| model.turn = turn.filter(|_| model.redeem.is_busy()));
        }
        if first && once.has(code.as_str()) {
            return Some(redeem::Event::Earlier);
        }
        if first && waited {
            return Some(redeem::Event::Occupied);
        }
        once.keep(code.as_str());
        None
    }

    /// Counts the seconds until the server takes another try. A customer who does not wait may try.
    fn count_down(self, seconds: u32) {
        let Some((turn, wait)) = self.peek(|model| (model.redeem_turn, model.wait)) else { return };
        let words = self.messages();
        spawn_local(async move {
            for left in (1..=seconds).rev() {
                wait.set((words.wait)(&left.to_string()));
                client::sleep(1_000).await;
                if self.peek(|model| model.redeem_turn) != Some(turn) {
                    return;
                }
            }
            wait.set(String::new());
        });
    }

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
            let read = model.history.apply(event)?;
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

/// Ends a reading that is not wanted any more.
fn end(call: Option<AbortController>) {
    if let Some(call) = call {
        call.abort();
    }
}
