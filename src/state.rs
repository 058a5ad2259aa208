//! What one widget knows, as signals: components read them, and only actions write them.

pub mod history_list;

use crate::browser::host::CodeLock;
use crate::browser::lazy::OpenScanner;
use crate::settings::Settings;
use history_list::HistoryList;
use leptos::prelude::*;
use points_core::config::Screen;
use points_core::contact::ContactError;
use points_core::customer::{Agreement, Remember};
use points_core::form::{Field, FormErrors};
use points_core::history::Period;
use points_core::history::interpreter::History;
use points_core::redeem::interpreter::Redeeming;

/// The signals, which only actions have. They live as long as the widget is mounted.
#[derive(Clone, Copy)]
pub struct Signals {
    pub settings: RwSignal<Settings, LocalStorage>,
    pub screen: RwSignal<Screen, LocalStorage>,
    pub draft: Draft<RwSignal<String, LocalStorage>>,
    pub form: RwSignal<Form, LocalStorage>,
    pub customer: RwSignal<Customer, LocalStorage>,
    pub redeeming: RwSignal<Redeeming<CodeLock>, LocalStorage>,
    /// The newest code whose outcome is not known, of this session.
    pub pending: RwSignal<Option<String>, LocalStorage>,
    pub history: RwSignal<History, LocalStorage>,
    pub history_list: RwSignal<HistoryList, LocalStorage>,
    pub filter: RwSignal<Filter, LocalStorage>,
    pub scanner: RwSignal<Scanner, LocalStorage>,
}

/// Their reading halves, for components.
#[derive(Clone, Copy)]
pub struct State {
    pub settings: ReadSignal<Settings, LocalStorage>,
    pub screen: ReadSignal<Screen, LocalStorage>,
    pub draft: Draft<ReadSignal<String, LocalStorage>>,
    pub form: ReadSignal<Form, LocalStorage>,
    pub customer: ReadSignal<Customer, LocalStorage>,
    pub redeeming: ReadSignal<Redeeming<CodeLock>, LocalStorage>,
    /// The newest code whose outcome is not known, of this session.
    pub pending: ReadSignal<Option<String>, LocalStorage>,
    pub history: ReadSignal<History, LocalStorage>,
    pub history_list: ReadSignal<HistoryList, LocalStorage>,
    pub filter: ReadSignal<Filter, LocalStorage>,
    pub scanner: ReadSignal<Scanner, LocalStorage>,
}

/// What is typed, as it is typed. It outlives every screen.
#[derive(Clone, Copy)]
pub struct Draft<S> {
    pub code: S,
    pub name: S,
    pub phone: S,
    pub email: S,
    /// Whose history to show, where it has to be asked for.
    pub owner: S,
    /// The dates of [`Period::Dates`], as `<input type="date">` writes them; empty for an open end.
    pub from: S,
    pub to: S,
}

impl<S: Copy> Draft<S> {
    pub fn of(&self, field: Field) -> S {
        match field {
            Field::Code => self.code,
            Field::Name => self.name,
            Field::Phone => self.phone,
            Field::Email => self.email,
        }
    }
}

impl Signals {
    pub fn new(settings: Settings, screen: Screen, pending: Option<String>) -> Signals {
        let [code, name, phone, email, owner, from, to] = std::array::from_fn(|_| RwSignal::new_local(String::new()));
        Signals {
            settings: RwSignal::new_local(settings),
            screen: RwSignal::new_local(screen),
            draft: Draft { code, name, phone, email, owner, from, to },
            form: RwSignal::new_local(Form::default()),
            customer: RwSignal::new_local(Customer::default()),
            redeeming: RwSignal::new_local(Redeeming::default()),
            pending: RwSignal::new_local(pending),
            history: RwSignal::new_local(History::default()),
            history_list: RwSignal::new_local(HistoryList::default()),
            filter: RwSignal::new_local(Filter::default()),
            scanner: RwSignal::new_local(Scanner::Closed),
        }
    }

    pub fn read_only(&self) -> State {
        State {
            settings: self.settings.read_only(),
            screen: self.screen.read_only(),
            draft: Draft {
                code: self.draft.code.read_only(),
                name: self.draft.name.read_only(),
                phone: self.draft.phone.read_only(),
                email: self.draft.email.read_only(),
                owner: self.draft.owner.read_only(),
                from: self.draft.from.read_only(),
                to: self.draft.to.read_only(),
            },
            form: self.form.read_only(),
            customer: self.customer.read_only(),
            redeeming: self.redeeming.read_only(),
            pending: self.pending.read_only(),
            history: self.history.read_only(),
            history_list: self.history_list.read_only(),
            filter: self.filter.read_only(),
            scanner: self.scanner.read_only(),
        }
    }
}

/// What the form says of what is typed.
#[derive(Default)]
pub struct Form {
    pub errors: FormErrors,
    /// The phone number looks like none in use.
    pub has_unfamiliar_phone: bool,
    /// A sentence on the code, where the brand has said what its codes look like.
    pub code_hint: Option<String>,
}

/// What the customer said of being remembered, and agreed to.
#[derive(Default)]
pub struct Customer {
    pub remember: Remember,
    /// The box of consent is ticked.
    pub consents: bool,
    pub agreed: Option<Agreement>,
}

/// Which part of the history is asked for.
#[derive(Default)]
pub struct Filter {
    pub period: Period,
    /// The chosen dates end before they begin.
    pub is_reversed: bool,
    /// Why the text that names the history's owner cannot be used.
    pub owner_error: Option<ContactError>,
}

/// While the scanner is open it stands in place of the form; leaving the state closes it, and ends the camera.
pub enum Scanner {
    Closed,
    Loading,
    /// It could not be loaded.
    Failed,
    Open(#[expect(dead_code, reason = "it is there to be dropped")] OpenScanner),
}
