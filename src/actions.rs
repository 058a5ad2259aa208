//! [`App`]: the handle to one widget. Components read its state and call its actions; only actions write.

mod customer;
mod form;
mod history;
mod redeem;
mod scan;

pub use scan::CONTAINER as SCANNER_CONTAINER;

use crate::browser::events;
use crate::browser::host::HostApi;
use crate::browser::lazy::LazyModules;
use crate::settings::Settings;
use crate::state::{Filter, Signals, State};
use leptos::prelude::*;
use points_core::api::json::Json;
use points_core::config::Screen;
use points_core::customer::{Agreement, Remember};
use points_core::form::{Field, FormInput};
use points_core::messages::Messages;
use points_core::redeem::{self as machine};
use points_core::{config::Config, history as history_machine};
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use web_sys::{AbortController, HtmlElement};

/// A copyable handle to one widget. After the widget is gone, its actions do nothing.
#[derive(Clone, Copy)]
pub struct App(ReadSignal<Parts, LocalStorage>);

/// What belongs to one widget, beside the signals.
struct Parts {
    signals: Signals,
    /// What is typed, parsed.
    input: RefCell<FormInput>,
    /// The page has heard where the code in the field came from.
    scan_event_sent: Cell<bool>,
    /// The code that the page's address had last.
    link: RefCell<Option<String>>,
    /// Readings under way, which newer ones abort: for the outcome of a code, and of the list.
    settling: RefCell<Option<AbortController>>,
    listing: RefCell<Option<AbortController>>,
    /// The element, which hears the events.
    host: HtmlElement,
    api: HostApi,
    modules: LazyModules,
}

impl Parts {
    /// Moves the focus once the change that led here is on the page; with `only_if_lost`, a customer who has moved on stays
    /// there.
    fn focus(&self, id: &str, only_if_lost: bool) {
        self.api.focus(&self.host, id, only_if_lost);
    }

    fn api_base(&self) -> Option<String> {
        self.signals.settings.try_read_untracked().map(|settings| settings.config.api_base.clone())
    }
}

impl App {
    /// A widget inside `host`, which hears its events. A pending code comes back, unless the page gives another.
    pub fn new(settings: Settings, host: HtmlElement, api: HostApi, modules: LazyModules) -> App {
        let Settings { config, .. } = &settings;
        let pending = api.latest_pending();
        let is_back = pending.is_some() && (config.prefill.code.is_none() || config.prefill.code == pending);
        let prefill = config.prefill.clone();
        let scan_event_sent = is_back || prefill.code.is_some();
        let first = config.screens.first().copied().unwrap_or(Screen::Redeem);
        let signals = Signals::new(settings, first, pending);
        let parts = Parts {
            signals,
            input: RefCell::default(),
            scan_event_sent: Cell::new(scan_event_sent),
            link: RefCell::default(),
            settling: RefCell::default(),
            listing: RefCell::default(),
            host,
            api,
            modules,
        };
        let app = App(signal_local(parts).0);
        let code = if is_back { signals.pending.get_untracked() } else { prefill.code };
        for (field, text) in Field::ALL.into_iter().zip([code, prefill.name, prefill.phone, prefill.email]) {
            app.set_field(field, text.unwrap_or_default());
        }
        if is_back {
            app.redeem(machine::Event::Restore);
        }
        app
    }

    /// The signals, for a component to read while it is mounted.
    #[inline(never)]
    pub fn state(self) -> State {
        self.0.read_untracked().signals.read_only()
    }

    /// The messages of the language in use. Not followed: another language renders the whole widget anew.
    #[inline(never)]
    pub fn messages(self) -> &'static Messages {
        self.0.read_untracked().signals.settings.read_untracked().messages
    }

    /// The parts; `None` after the widget is gone.
    #[inline(never)]
    fn parts(self) -> Option<impl Deref<Target = Parts>> {
        self.0.try_read_untracked()
    }

    /// Moves the focus once the change that led here is on the page.
    pub fn focus(self, id: &str) {
        if let Some(parts) = self.parts() {
            parts.focus(id, false);
        }
    }

    /// Tells the page. Its listener runs at once, and may call back into the widget.
    fn announce(self, event: Option<events::DomEvent>) {
        if let Some(parts) = self.parts() {
            events::dispatch(&parts.host, event);
        }
    }

    /// Opens a screen.
    pub fn open(self, screen: Screen) {
        match screen {
            Screen::Redeem => self.show_screen(screen),
            Screen::History => self.open_history(),
        }
    }

    fn show_screen(self, screen: Screen) {
        if let Some(parts) = self.parts() {
            parts.signals.form.maybe_update(|form| std::mem::take(&mut form.errors.consent)); // both screens have the box
            parts.signals.screen.set(screen);
        }
    }

    /// Takes new attributes. A prefilled value that changed replaces what is typed; everything else stays.
    pub fn configure(self, config: Config, messages: &'static Messages) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        let new = config.prefill.clone();
        let (before, is_other) = {
            let settings = signals.settings.read_untracked();
            let same_prefill = Config { prefill: new.clone(), ..settings.config.clone() };
            let is_other = same_prefill != config || !std::ptr::eq(settings.messages, messages);
            (settings.config.prefill.clone(), is_other)
        };
        let prefills =
            [(before.code, new.code), (before.name, new.name), (before.phone, new.phone), (before.email, new.email)];
        let has_one_screen = config.screens.len() == 1;
        let first = config.screens.first().copied();
        if is_other {
            self.close_scanner(); // its view would be rendered anew, without its camera
        }
        signals.settings.update(|settings| {
            settings.config = config;
            settings.messages = messages;
            settings.render_key = settings.render_key.wrapping_add(is_other.into());
        });
        if is_other {
            self.refresh_history_list();
        }
        for (field, (before, new)) in Field::ALL.into_iter().zip(prefills) {
            match new.filter(|text| before.as_ref() != Some(text)) {
                Some(text) => self.give(field, &text),
                // Read anew: the pattern may have been loaded meanwhile, or the country be another.
                None => self.set_field(field, signals.draft.of(field).get_untracked()),
            }
        }
        if let Some(screen) = first.filter(|_| is_other && has_one_screen) {
            self.show_screen(screen);
        }
    }

    /// Fills in the code of another link than the one before. The same one, and an address without a code, bring nothing new:
    /// what was typed, or what the page has set since, stays.
    pub fn follow(self, link: Option<String>) {
        let (Some(parts), Some(code)) = (self.parts(), link) else { return };
        let (removes_code, param) = {
            let Config { removes_code, code_param, .. } = &parts.signals.settings.read_untracked().config;
            (*removes_code, code_param.clone())
        };
        if removes_code {
            parts.api.remove_from_address(&param);
        }
        if parts.link.borrow().as_ref() != Some(&code) {
            // A code whose outcome is not known has come back with what is known of it.
            if *parts.signals.draft.code.read_untracked() != code {
                self.give(Field::Code, &code);
            }
            parts.link.replace(Some(code));
            self.announce(events::scan("link", None));
        }
    }

    /// The code that the page's address had last.
    pub fn link(self) -> Option<String> {
        self.parts()?.link.borrow().clone()
    }

    /// Puts in what was typed before, a text for each field, then the link that was followed, and the saved customer: `[name,
    /// phone, email, version]`.
    pub fn fill(self, typed: &Json, saved: &Json) {
        let (typed, saved) = (typed.list().unwrap_or_default(), saved.list().unwrap_or_default());
        let texts = Field::ALL.into_iter().zip(typed).chain(Field::ALL.into_iter().skip(1).zip(saved));
        for (field, text) in texts.filter_map(|(field, text)| Some((field, text.text()?))) {
            self.set_field(field, text.to_owned());
        }
        let Some(parts) = self.parts() else { return };
        if let Some(link) = typed.last().and_then(Json::text) {
            parts.link.replace(Some(link.to_owned()));
        }
        if let [_, _, _, version] = saved {
            let contact = parts.input.borrow().contact();
            parts.signals.customer.update(|customer| {
                customer.remember = Remember::Saved;
                customer.agreed = version.text().map(|version| Agreement { version: version.to_owned(), contact });
            });
        }
    }

    /// Forgets what was typed and shown; a saved customer stays.
    pub fn reset(self) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        self.set_field(Field::Code, String::new());
        for text in [signals.draft.owner, signals.draft.from, signals.draft.to] {
            text.set(String::new());
        }
        if signals.customer.read_untracked().remember != Remember::Saved {
            self.clear_contact();
        }
        signals.filter.set(Filter::default());
        signals.form.update(|form| form.errors = Default::default());
        signals.customer.update(|customer| {
            customer.consents = false;
            if customer.remember != Remember::Saved {
                customer.agreed = None; // whoever is next has agreed to nothing
            }
        });
        self.close_scanner();
        self.redeem(machine::Event::Another);
        self.history(history_machine::Event::Change);
    }
}

/// Aborts a reading that is not wanted any more.
fn abort(call: Option<AbortController>) {
    if let Some(call) = call {
        call.abort();
    }
}
