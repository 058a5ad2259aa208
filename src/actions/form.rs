//! What the customer does in the form: types, pastes, sends, and goes on to another code.

use super::{App, Parts};
use crate::browser::{events, time};
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
        parts.write.form.maybe_update(|form| form.errors.clear(field));
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
        let Parts { state, write, .. } = &*parts;
        state.settings.with_untracked(|settings| {
            parts.input.borrow_mut().set(field, &text, &settings.config.code_param);
        });
        let has_unfamiliar_phone = parts.input.borrow().has_unfamiliar_phone();
        write.form.maybe_update(|form| {
            let is_other = form.has_unfamiliar_phone != has_unfamiliar_phone;
            form.has_unfamiliar_phone = has_unfamiliar_phone;
            is_other
        });
        let (read, write) = match field {
            Field::Code => (state.draft.code, write.draft.code),
            Field::Name => (state.draft.name, write.draft.name),
            Field::Phone => (state.draft.phone, write.draft.phone),
            Field::Email => (state.draft.email, write.draft.email),
        };
        if read.with_untracked(|before| *before != text) {
            write.set(text);
        }
        if field == Field::Code {
            self.refresh_code_hint();
        }
    }

    /// Asks the brand's pattern for a hint on the code.
    pub(super) fn refresh_code_hint(self) {
        let Some(parts) = self.parts() else { return };
        let hint = parts.state.draft.code.with_untracked(|code| parts.modules.code_hint(code));
        parts.write.form.maybe_update(|form| {
            let is_other = form.code_hint != hint;
            form.code_hint = hint;
            is_other
        });
    }

    /// The form's one action: sends what is typed, or moves to the first field that keeps it from being sent.
    pub fn submit(self) {
        let Some(parts) = self.parts() else { return };
        let Parts { state, write, .. } = &*parts;
        if state.redeeming.with_untracked(|redeeming| redeeming.state.is_busy()) {
            return;
        }
        let require = state.settings.with_untracked(|settings| settings.config.require);
        let consents = !self.asks_consent() || state.customer.with_untracked(|customer| customer.consents);
        let checked = parts.input.borrow().check(require, consents);
        let errors = checked.as_ref().err().copied().unwrap_or_default();
        write.form.update(|form| form.errors = errors);
        if errors.is_of_contact() {
            self.review_contact();
        }
        match checked {
            Ok((code, contact)) => {
                self.show_code(&code);
                if !parts.scan_event_sent.replace(true) {
                    self.announce(events::scan("typed", None));
                }
                self.settle_customer();
                self.redeem(Event::Submit(Intent { code, contact, key: time::uuid(), at: js_sys::Date::now() }));
            }
            Err(errors) => self.focus(errors.first()),
        }
    }

    fn show_code(self, code: &ProductCode) {
        self.set_field(Field::Code, code.as_str().to_owned());
    }

    /// Takes a code that was scanned.
    pub(super) fn take_code(self, code: &str) {
        self.input(Field::Code, code.to_owned(), false);
        if let Some(parts) = self.parts() {
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
        let Some(code) = self.parts().and_then(|parts| parts.state.pending.get_untracked()) else { return };
        self.set_field(Field::Code, code);
        self.redeem(Event::Another);
        self.redeem(Event::Restore);
        self.focus(self.next_field());
    }

    /// Shows the contact's fields where a saved customer is shown in one line.
    pub(super) fn review_contact(self) {
        if let Some(parts) = self.parts() {
            parts.write.customer.maybe_update(|customer| {
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
        let state = parts.state;
        let require = state.settings.with_untracked(|settings| settings.config.require);
        let fields = [
            ("name", state.draft.name, require.name),
            ("phone", state.draft.phone, require.phone),
            ("email", state.draft.email, require.email),
        ];
        let is_empty = |(_, field, required): &(_, ReadSignal<String, LocalStorage>, bool)| {
            *required && field.with_untracked(|text| text.trim().is_empty())
        };
        fields.into_iter().find(is_empty).map_or("submit", |(id, ..)| id)
    }
}
