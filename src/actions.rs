//! Where states meet the browser: events go in, commands are run, and their results come back as events.

mod customer;
mod reading;
mod redeeming;
mod scanning;

pub use scanning::Scan;

use crate::browser::events as notify;
use crate::browser::host::{CodeLock, HostApi};
use crate::browser::lazy::LazyModules;
use leptos::prelude::*;
use points_core::config::{Config, View};
use points_core::contact::ContactError;
use points_core::customer::Remember;
use points_core::form::Faults;
use points_core::history::{self, Period};
use points_core::messages::Messages;
use points_core::redeem::{self, Notice};
use web_sys::{AbortController, HtmlElement};

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
    /// The words of the language in use.
    pub words: &'static Messages,
    /// Changes when the view has to be built anew.
    pub edition: u8,
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
    pub remember: Remember,
    /// The box of consent is ticked.
    pub consents: bool,
    /// The version of the brand's notice that was agreed to.
    pub agreed: Option<String>,
    /// What comes later, and only where it is wanted.
    pub later: LazyModules,
    /// The page has heard where the code in the field came from.
    is_told: bool,
    /// Count commands: only the newest one's result is heard.
    redeem_turn: u32,
    history_turn: u32,
    /// Readings under way, which newer ones end.
    looking: Option<AbortController>,
    reading: Option<AbortController>,
    host_api: HostApi,
    /// Held while the code is under way.
    code_lock: Option<CodeLock>,
    /// The element, which hears the events.
    host: HtmlElement,
}

impl Model {
    /// Moves the focus once the change that led here is on the page.
    fn focus(&self, id: &str) {
        self.host_api.focus(&self.host, id, false);
    }

    /// Gives the focus a place where what had it has gone, or has done its work; a customer who is elsewhere stays there.
    fn refocus(&self, id: &str) {
        self.host_api.focus(&self.host, id, true);
    }
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
    pub fn new(
        config: Config,
        words: &'static Messages,
        host: HtmlElement,
        later: LazyModules,
        host_api: HostApi,
    ) -> Flow {
        if config.prefill.linked {
            notify::dispatch(&host, notify::scan("link", None));
        }
        let field = |value: &Option<String>| RwSignal::new(value.clone().unwrap_or_default());
        let prefill = &config.prefill;
        let pending = host_api.latest_pending();
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
            words,
            edition: 0,
            redeem: if is_back { redeem::State::Back(Notice::Pending) } else { redeem::State::Form },
            history: history::State::Asking,
            scan: Scan::Off,
            remember: Remember::default(),
            consents: false,
            agreed: None,
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
            host_api,
            code_lock: None,
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
        self.0.with_untracked(|model| model.words)
    }

    /// Moves the focus once the change that led here is on the page.
    pub fn focus(self, id: &str) {
        self.peek(|model| model.focus(id));
    }

    /// Takes new attributes. A prefilled value that changed replaces what is typed; everything else stays.
    pub fn configure(self, config: Config, words: &'static Messages) {
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
        let is_other = self.set(|model| {
            model.config.prefill = config.prefill.clone();
            model.config != config || !std::ptr::eq(model.words, words)
        });
        if is_other != Some(true) {
            draft.code.notify(); // the hints on it may have come
            return;
        }
        self.close_scanner(); // its sheet would be built anew, without its camera
        self.set(|model| {
            match config.view {
                View::Both => {}
                View::Redeem => model.tab = Tab::Redeem,
                View::History => model.tab = Tab::History,
            }
            model.config = config;
            model.words = words;
            model.edition = model.edition.wrapping_add(1);
        });
    }

    /// Forgets what was typed and shown; a customer who is remembered stays.
    pub fn reset(self) {
        let draft = self.draft();
        for field in [draft.code, draft.who, draft.from, draft.to] {
            field.set(String::new());
        }
        if self.peek(|model| model.remember == Remember::Kept) != Some(true) {
            self.clear_contact();
        }
        self.set(|model| {
            model.period = Period::All;
            model.faults = Faults::default();
            model.consents = false;
        });
        self.close_scanner();
        self.redeem(redeem::Event::Another);
        self.history(history::Event::Change);
    }
}

/// Ends a reading that is not wanted any more.
fn end(call: Option<AbortController>) {
    if let Some(call) = call {
        call.abort();
    }
}
