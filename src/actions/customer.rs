//! Who collects: being remembered, being forgotten, and agreeing to the brand's notice.

use super::{App, Parts};
use crate::browser::events;
use crate::state::Signals;
use js_sys::Array;
use leptos::prelude::*;
use points_core::contact::{Contact, HistoryOwner};
use points_core::customer::{Agreement, Remember};
use points_core::form::Field;
use wasm_bindgen::JsValue;

impl App {
    /// Whether consent is still to be given before this contact is sent.
    pub(super) fn asks_consent(self, contact: &Contact) -> bool {
        self.parts().is_some_and(|parts| {
            let customer = parts.signals.customer.read_untracked();
            let covers = |version: &str| customer.agreed.as_ref().is_some_and(|agreed| agreed.covers(version, contact));
            let settings = parts.signals.settings.read_untracked();
            settings.config.consent.as_ref().is_some_and(|consent| !covers(&consent.version))
        })
    }

    /// Whether the form has to ask for consent. Follows what is typed of the contact.
    pub fn form_asks_consent(self) -> bool {
        let Some(parts) = self.parts() else { return false };
        let Signals { draft, customer, .. } = &parts.signals;
        for field in [draft.name, draft.phone, draft.email] {
            field.track();
        }
        customer.track();
        let contact = parts.input.borrow().contact();
        self.asks_consent(&contact)
    }

    /// Whether the question for the history's owner has to ask for consent. Follows what is typed there.
    pub fn history_asks_consent(self) -> bool {
        let Some(parts) = self.parts() else { return false };
        parts.signals.customer.track();
        let country = parts.signals.settings.read_untracked().config.country.clone();
        let contact = HistoryOwner::parse(&parts.signals.draft.owner.read(), &country).map(Contact::from);
        self.asks_consent(&contact.unwrap_or_default())
    }

    /// Takes the consent that the ticked box gives for sending `contact`; the version, where one was still to be given.
    pub(super) fn agree(self, contact: &Contact) -> Option<String> {
        let is_asked = self.asks_consent(contact);
        let parts = self.parts()?;
        let consent = parts.signals.settings.read_untracked().config.consent.clone().filter(|_| is_asked)?;
        parts.signals.customer.update(|customer| {
            customer.agreed = Some(Agreement { version: consent.version.clone(), contact: contact.clone() });
            customer.consents = false;
        });
        Some(consent.version)
    }

    /// The customer ticked or unticked the box of consent.
    pub fn set_consent(self, is_ticked: bool) {
        if let Some(parts) = self.parts() {
            parts.signals.customer.update(|customer| customer.consents = is_ticked);
            parts.signals.form.maybe_update(|form| std::mem::take(&mut form.errors.consent));
        }
    }

    /// The customer ticked or unticked "Remember me". To untick it is to be forgotten, at once.
    pub fn set_remember(self, is_ticked: bool) {
        let Some(parts) = self.parts() else { return };
        let Parts { signals, api, .. } = &*parts;
        signals.customer.update(|customer| customer.remember = if is_ticked { Remember::Yes } else { Remember::No });
        if !is_ticked {
            api.forget_customer();
        }
    }

    /// Once the form is as it must be: saves the customer where that is wanted, and tells the page of a consent.
    pub(super) fn settle_customer(self, contact: &Contact) {
        let given = self.agree(contact);
        let Some(parts) = self.parts() else { return };
        let Parts { signals, api, .. } = &*parts;
        let asks_to_remember = signals.settings.read_untracked().config.asks_to_remember;
        let customer = signals.customer.read_untracked();
        // Do not save an already saved customer again, but for a new consent: another widget may have been told to forget.
        let is_new = customer.remember == Remember::Yes || customer.remember == Remember::Saved && given.is_some();
        if asks_to_remember && is_new {
            let text = |field: RwSignal<String, LocalStorage>| JsValue::from(field.get_untracked());
            let agreed = customer.agreed.as_ref().map_or(JsValue::NULL, |agreed| (&agreed.version).into());
            let draft = signals.draft;
            api.save_customer(&Array::of4(&text(draft.name), &text(draft.phone), &text(draft.email), &agreed));
        }
        drop(customer); // the page's listener may write it
        if let Some(version) = given {
            self.announce(events::consent(&version));
        }
    }

    /// A customer who was sent for once, and is remembered, is asked no more.
    pub(super) fn fold_customer(self) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        let asks_to_remember = signals.settings.read_untracked().config.asks_to_remember;
        signals.customer.maybe_update(|customer| {
            let folds = customer.remember == Remember::Yes && asks_to_remember;
            if folds {
                customer.remember = Remember::Saved;
            }
            folds
        });
    }

    /// Shows the fields again, to change who collects.
    pub fn change_customer(self) {
        self.review_contact();
        self.focus("name");
    }

    /// Drops what was saved, and who stands in the form.
    pub fn forget(self) {
        self.clear_contact();
        let Some(parts) = self.parts() else { return };
        let Parts { signals, api, .. } = &*parts;
        api.forget_customer();
        signals.customer.update(|customer| {
            customer.agreed = None;
            customer.consents = false;
            customer.remember = Remember::Forgotten;
        });
    }

    /// Empties who collects; unticks the box.
    pub(super) fn clear_contact(self) {
        for field in [Field::Name, Field::Phone, Field::Email] {
            self.set_field(field, String::new());
        }
        if let Some(parts) = self.parts() {
            parts.signals.customer.update(|customer| customer.remember = Remember::No);
        }
    }

    /// Phone or e-mail in part: enough to recognise oneself by.
    pub fn masked_owner(self) -> String {
        let owner = self.parts().and_then(|parts| parts.input.borrow().owner());
        owner.map(|owner| owner.masked()).unwrap_or_default()
    }
}
