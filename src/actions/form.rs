//! What the customer does in the form: types, pastes, sends, and goes on to another code.

use super::App;
use crate::browser::events;
use leptos::prelude::*;
use points_core::customer::Remember;
use points_core::form::Field;
use points_core::product_code::ProductCode;
use points_core::redeem::{Event, Intent};

impl App {
    /// The customer changed a field. `is_inserted`: by pasting or the like.
    pub fn input(self, field: Field, text: String, is_inserted: bool) {
        self.set_field(field, text);
        let Some(parts) = self.parts() else { return };
        parts.signals.form.maybe_update(|form| form.errors.clear(field));
        if field == Field::Code {
            parts.scan_event_sent.set(false);
            self.redeem(Event::Another);
            // What is pasted may be a link or a message: the field shows the code that would be sent.
            let code = parts.input.borrow().code().cloned();
            if let Some(code) = code.filter(|_| is_inserted) {
                self.show_code(&code);
            }
        }
    }

    /// Puts a text into a field: the only place where a field is parsed.
    pub(super) fn set_field(self, field: Field, text: String) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        let by_pattern = |text: &str| parts.modules.ask_pattern(text, "find");
        parts.input.borrow_mut().set(field, &text, &signals.settings.read_untracked().config, &by_pattern);
        let has_unfamiliar_phone = parts.input.borrow().has_unfamiliar_phone();
        signals.form.maybe_update(|form| {
            let is_other = form.has_unfamiliar_phone != has_unfamiliar_phone;
            form.has_unfamiliar_phone = has_unfamiliar_phone;
            is_other
        });
        signals.draft.of(field).maybe_update(|before| {
            let is_other = *before != text;
            *before = text;
            is_other
        });
        if field == Field::Code {
            self.refresh_code_hint();
        }
    }

    /// Asks the brand's pattern for a hint on the code.
    fn refresh_code_hint(self) {
        let Some(parts) = self.parts() else { return };
        let hint = parts.modules.ask_pattern(&parts.signals.draft.code.read_untracked(), "hint");
        parts.signals.form.maybe_update(|form| {
            let is_other = form.code_hint != hint;
            form.code_hint = hint;
            is_other
        });
    }

    /// The form's one action: sends what is typed, or moves to the first field that keeps it from being sent.
    pub fn submit(self) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        if signals.redeeming.read_untracked().state.is_busy() {
            return;
        }
        let require = signals.settings.read_untracked().config.require;
        let contact = parts.input.borrow().contact();
        let consents = !self.asks_consent(&contact) || signals.customer.read_untracked().consents;
        let checked = parts.input.borrow().check(require, consents);
        let errors = checked.as_ref().err().copied().unwrap_or_default();
        signals.form.update(|form| form.errors = errors);
        if errors.is_of_contact() {
            self.review_contact();
        }
        match checked {
            Ok((code, contact)) => {
                self.show_code(&code);
                if !parts.scan_event_sent.replace(true) {
                    self.announce(events::scan("typed", None));
                }
                self.settle_customer(&contact);
                let key = parts.api.uuid();
                self.redeem(Event::Submit(Intent { code, contact, key, at: js_sys::Date::now() }));
            }
            Err(errors) => self.focus(errors.first()),
        }
    }

    fn show_code(self, code: &ProductCode) {
        self.set_field(Field::Code, code.as_str().to_owned());
    }

    /// Takes what nobody typed: a code that was scanned, or what the page gives.
    pub(super) fn give(self, field: Field, text: &str) {
        self.input(field, text.to_owned(), false);
        if let Some(parts) = self.parts().filter(|_| field == Field::Code) {
            parts.scan_event_sent.set(true);
        }
    }

    /// Back to an empty code; who collects stays.
    pub fn another(self) {
        self.set_field(Field::Code, String::new());
        self.fold_customer();
        self.redeem(Event::Another);
        self.focus("code");
    }

    /// Takes up the code whose outcome is not known.
    pub fn recall(self) {
        let Some(code) = self.parts().and_then(|parts| parts.signals.pending.get_untracked()) else { return };
        self.set_field(Field::Code, code);
        self.redeem(Event::Another);
        self.redeem(Event::Restore);
        self.focus(self.next_field());
    }

    /// Shows the contact's fields where a saved customer is shown in one line.
    pub(super) fn review_contact(self) {
        if let Some(parts) = self.parts() {
            parts.signals.customer.maybe_update(|customer| {
                let is_saved = customer.remember == Remember::Saved;
                if is_saved {
                    customer.remember = Remember::Yes;
                }
                is_saved
            });
        }
    }

    /// The first empty field that the customer has to fill, else the button that sends.
    pub(super) fn next_field(self) -> &'static str {
        let Some(parts) = self.parts() else { return "submit" };
        let signals = &parts.signals;
        let require = signals.settings.read_untracked().config.require;
        let fields = [
            ("name", signals.draft.name, require.name),
            ("phone", signals.draft.phone, require.phone),
            ("email", signals.draft.email, require.email),
        ];
        let is_empty = |(_, field, required): &(_, RwSignal<String, LocalStorage>, bool)| {
            *required && field.read_untracked().trim().is_empty()
        };
        fields.into_iter().find(is_empty).map_or("submit", |(id, ..)| id)
    }
}
