//! The flow's part on who collects: being remembered, being forgotten, and agreeing to the brand's notice.

use super::{Flow, Model};
use crate::browser::events as notify;
use js_sys::Array;
use leptos::prelude::*;
use points_core::api::json::Json;
use points_core::contact::Who;
use points_core::customer::Remember;
use points_core::form::Typed;
use wasm_bindgen::JsValue;

impl Model {
    /// Whether the box of consent stands before the next code.
    pub fn asks_consent(&self) -> bool {
        self.config.consent.as_ref().is_some_and(|consent| self.agreed.as_ref() != Some(&consent.version))
    }
}

impl Flow {
    /// Puts in what was typed before, a text for each field, and the customer who is remembered: `[name, phone, email, version]`.
    pub fn fill(self, typed: &Json, kept: &Json) {
        let fields = self.fields();
        let (typed, kept) = (typed.list().unwrap_or_default(), kept.list().unwrap_or_default());
        let texts = fields.iter().zip(typed).chain(fields[1..].iter().zip(kept));
        for (field, text) in texts.filter_map(|(field, text)| Some((field, text.text()?))) {
            field.set(text.to_owned());
        }
        if let [_, _, _, version] = kept {
            self.set(|model| {
                model.remember = Remember::Kept;
                model.agreed = version.text().map(str::to_owned);
            });
        }
    }

    /// What stands in the form.
    pub(super) fn typed(self) -> Typed {
        let [code, name, phone, email] = self.fields().map(|field| field.get_untracked());
        let consents = self.peek(|model| model.consents || !model.asks_consent()) == Some(true);
        Typed { code, name, phone, email, consents }
    }

    /// The customer ticked or unticked the box. To untick it is to be forgotten, at once.
    pub fn set_remember(self, is_ticked: bool) {
        self.set(|model| {
            model.remember = if is_ticked { Remember::Yes } else { Remember::No };
            if !is_ticked {
                model.host_api.forget_customer();
            }
        });
    }

    /// What is to be done with who collects, once the form is as it must be: kept where that is wanted, and the page told of
    /// a consent.
    pub(super) fn settle_customer(self) {
        let [_, name, phone, email] = self.fields().map(|field| field.get_untracked().into());
        let told = self.set(|model| {
            let given = model.asks_consent().then(|| model.config.consent.clone()).flatten();
            if let Some(consent) = &given {
                model.agreed = Some(consent.version.clone());
                model.consents = false;
            }
            // Who was kept before is not kept anew, but for a new consent: another widget may have been told to forget.
            let is_new = model.remember == Remember::Yes || model.remember == Remember::Kept && given.is_some();
            if model.config.asks_to_remember && is_new {
                let agreed = model.agreed.as_ref().map_or(JsValue::NULL, |version| version.into());
                model.host_api.save_customer(&Array::of4(&name, &phone, &email, &agreed));
            }
            given.map(|consent| (model.host.clone(), consent))
        });
        if let Some((host, consent)) = told.flatten() {
            notify::dispatch(&host, notify::consent(&consent.version));
        }
    }

    /// A customer who was sent for once, and is remembered, is asked no more.
    pub(super) fn fold_customer(self) {
        self.set(|model| {
            if model.remember == Remember::Yes && model.config.asks_to_remember {
                model.remember = Remember::Kept;
            }
        });
    }

    /// Shows the fields again, to change who collects.
    pub fn change_customer(self) {
        self.set(|model| model.remember = Remember::Yes);
        self.focus("name");
    }

    /// Drops what was remembered, and who stands in the form.
    pub fn forget(self) {
        self.clear_contact();
        self.set(|model| {
            model.host_api.forget_customer();
            model.agreed = None;
            model.consents = false;
            model.remember = Remember::Forgotten;
        });
    }

    /// Empties who collects; unticks the box.
    pub(super) fn clear_contact(self) {
        let [_, contact @ ..] = self.fields();
        for field in contact {
            field.set(String::new());
        }
        self.set(|model| model.remember = Remember::No);
    }

    /// Name, and phone or e-mail in part: enough to recognise oneself by.
    pub fn customer(self) -> (String, String) {
        let draft = self.draft();
        let who = [draft.phone, draft.email].iter().find_map(|field| field.with(|text| Who::parse(text).ok()));
        (draft.name.get(), who.map(|who| who.masked()).unwrap_or_default())
    }
}
