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
use crate::state::history_list::HistoryList;
use crate::state::{Customer, Draft, Filter, Form, Scanner, Settings, State, Writers};
use leptos::prelude::*;
use points_core::api::json::Json;
use points_core::config::Screen;
use points_core::customer::Remember;
use points_core::form::{Field, FormInput};
use points_core::history::interpreter::History;
use points_core::messages::Messages;
use points_core::redeem::interpreter::Redeeming;
use points_core::redeem::{self as machine};
use points_core::{config::Config, history as history_machine};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{AbortController, HtmlElement};

/// A copyable handle to one widget. After the widget is gone, its actions do nothing.
#[derive(Clone, Copy)]
pub struct App(StoredValue<Rc<Parts>, LocalStorage>);

/// What belongs to one widget, beside the signals.
struct Parts {
    state: State,
    write: Writers,
    /// What is typed, parsed.
    input: RefCell<FormInput>,
    /// The page has heard where the code in the field came from.
    scan_event_sent: Cell<bool>,
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
        self.state.settings.try_with_untracked(|settings| settings.config.api_base.clone())
    }
}

impl App {
    /// A widget inside `host`, which hears its events. A pending code comes back, unless another was scanned.
    pub fn new(settings: Settings, host: HtmlElement, api: HostApi, modules: LazyModules) -> App {
        let Settings { config, .. } = &settings;
        if config.prefill.linked {
            events::dispatch(&host, events::scan("link", None));
        }
        let pending = api.latest_pending();
        let is_back = pending.is_some() && (config.prefill.code.is_none() || config.prefill.code == pending);
        let prefill = config.prefill.clone();
        let scan_event_sent = is_back || prefill.code.is_some();
        let first = config.screens.first().copied().unwrap_or(Screen::Redeem);
        let text = || signal_local(String::new());
        let texts = [text(), text(), text(), text(), text(), text(), text()];
        let (settings, write_settings) = signal_local(settings);
        let (screen, write_screen) = signal_local(first);
        let (form, write_form) = signal_local(Form::default());
        let (customer, write_customer) = signal_local(Customer::default());
        let (redeeming, write_redeeming) = signal_local(Redeeming::default());
        let (pending, write_pending) = signal_local(pending);
        let (history, write_history) = signal_local(History::default());
        let (history_list, write_history_list) = signal_local(HistoryList::default());
        let (filter, write_filter) = signal_local(Filter::default());
        let (scanner, write_scanner) = signal_local(Scanner::Closed);
        let state = State {
            settings,
            screen,
            draft: draft(texts.map(|(read, _)| read)),
            form,
            customer,
            redeeming,
            pending,
            history,
            history_list,
            filter,
            scanner,
        };
        let write = Writers {
            settings: write_settings,
            screen: write_screen,
            draft: draft(texts.map(|(_, write)| write)),
            form: write_form,
            customer: write_customer,
            redeeming: write_redeeming,
            pending: write_pending,
            history: write_history,
            history_list: write_history_list,
            filter: write_filter,
            scanner: write_scanner,
        };
        let parts = Parts {
            state,
            write,
            input: RefCell::default(),
            scan_event_sent: Cell::new(scan_event_sent),
            settling: RefCell::default(),
            listing: RefCell::default(),
            host,
            api,
            modules,
        };
        let app = App(StoredValue::new_local(Rc::new(parts)));
        let code = if is_back { pending.get_untracked() } else { prefill.code };
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
        self.0.with_value(|parts| parts.state)
    }

    /// The messages of the language in use. Not followed: another language renders the whole widget anew.
    #[inline(never)]
    pub fn messages(self) -> &'static Messages {
        self.state().settings.with_untracked(|settings| settings.messages)
    }

    /// The parts; `None` after the widget is gone.
    #[inline(never)]
    fn parts(self) -> Option<Rc<Parts>> {
        self.0.try_get_value()
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
            parts.write.screen.set(screen);
        }
    }

    /// Takes new attributes. A prefilled value that changed replaces what is typed; everything else stays.
    pub fn configure(self, config: Config, messages: &'static Messages) {
        let Some(parts) = self.parts() else { return };
        let Parts { state, write, .. } = &*parts;
        let before = state.settings.with_untracked(|settings| settings.config.prefill.clone());
        let new = config.prefill.clone();
        let is_other = state.settings.with_untracked(|settings| {
            let same_prefill = Config { prefill: new.clone(), ..settings.config.clone() };
            same_prefill != config || !std::ptr::eq(settings.messages, messages)
        });
        let prefills = [
            (before.code, &new.code),
            (before.name, &new.name),
            (before.phone, &new.phone),
            (before.email, &new.email),
        ];
        let has_one_screen = config.screens.len() == 1;
        let first = config.screens.first().copied();
        if is_other {
            self.close_scanner(); // its view would be rendered anew, without its camera
            write.settings.update(|settings| {
                settings.config = config;
                settings.messages = messages;
                settings.render_key = settings.render_key.wrapping_add(1);
            });
            self.refresh_history_list();
        }
        for (field, (before, new)) in Field::ALL.into_iter().zip(prefills) {
            if let Some(text) = new.as_ref().filter(|_| before != *new) {
                self.set_field(field, text.clone());
            }
        }
        self.refresh_code_hint(); // the hints may have been loaded meanwhile
        if let Some(screen) = first.filter(|_| is_other && has_one_screen) {
            self.show_screen(screen);
        }
    }

    /// Puts in what was typed before, a text for each field, and the saved customer: `[name, phone, email, version]`.
    pub fn fill(self, typed: &Json, saved: &Json) {
        let (typed, saved) = (typed.list().unwrap_or_default(), saved.list().unwrap_or_default());
        let texts = Field::ALL.into_iter().zip(typed).chain(Field::ALL.into_iter().skip(1).zip(saved));
        for (field, text) in texts.filter_map(|(field, text)| Some((field, text.text()?))) {
            self.set_field(field, text.to_owned());
        }
        if let ([_, _, _, version], Some(parts)) = (saved, self.parts()) {
            parts.write.customer.update(|customer| {
                customer.remember = Remember::Saved;
                customer.agreed = version.text().map(str::to_owned);
            });
        }
    }

    /// Forgets what was typed and shown; a saved customer stays.
    pub fn reset(self) {
        let Some(parts) = self.parts() else { return };
        let Parts { state, write, .. } = &*parts;
        self.set_field(Field::Code, String::new());
        for text in [write.draft.owner, write.draft.from, write.draft.to] {
            text.set(String::new());
        }
        if state.customer.with_untracked(|customer| customer.remember != Remember::Saved) {
            self.clear_contact();
        }
        write.filter.set(Filter::default());
        write.form.update(|form| form.errors = Default::default());
        write.customer.update(|customer| customer.consents = false);
        self.close_scanner();
        self.redeem(machine::Event::Another);
        self.history(history_machine::Event::Change);
    }
}

fn draft<S: Copy>([code, name, phone, email, owner, from, to]: [S; 7]) -> Draft<S> {
    Draft { code, name, phone, email, owner, from, to }
}

/// Aborts a reading that is not wanted any more.
fn abort(call: Option<AbortController>) {
    if let Some(call) = call {
        call.abort();
    }
}
