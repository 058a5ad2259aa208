//! The scanner's part of the flow: opening and closing it, and what it read into the field. Its sheet is `src/camera`.

use super::Flow;
use crate::browser::events as notify;
use crate::browser::lazy::Scanner;
use leptos::prelude::*;
use leptos::task::spawn_local;
use points_core::api::json::Json;
use points_core::product_code::ProductCode;
use wasm_bindgen::JsValue;

/// Whether the scanner is there. While it is open it stands in place of the form; leaving the state ends the camera.
pub enum Scan {
    Off,
    /// It is on its way.
    Loading,
    /// It did not arrive.
    Missing,
    Open(#[expect(dead_code, reason = "it is there to be dropped")] Scanner),
}

impl Flow {
    pub fn open_scanner(self) {
        let wanted = self.set(|model| match model.scan {
            Scan::Off | Scan::Missing => {
                model.scan = Scan::Loading;
                Some((model.later.clone(), model.host.shadow_root()?))
            }
            Scan::Loading | Scan::Open(_) => None,
        });
        let Some(Some((later, root))) = wanted else { return };
        spawn_local(async move {
            let open = later.scanner(&root).await;
            if self.peek(|model| matches!(model.scan, Scan::Loading)) != Some(true) {
                return;
            }
            let sheet = root.get_element_by_id("sheet").zip(open);
            let opened = sheet.and_then(|(sheet, open)| Scanner::open(&open, &sheet, move |told| self.hear(told)));
            self.set(|model| model.scan = opened.map_or(Scan::Missing, Scan::Open));
        });
    }

    pub fn close_scanner(self) {
        if self.peek(|model| matches!(model.scan, Scan::Off)) == Some(false) {
            self.set(|model| model.scan = Scan::Off);
        }
    }

    /// Takes what the scanner tells: a `text`, which is answered with the code in it; a `code` to take, with its `source`
    /// and `format`; or that it is `done`, and where the customer goes on.
    fn hear(self, told: &Json) -> JsValue {
        let text = |name: &str| told.get(name).text().unwrap_or_default();
        if let Some(read) = told.get("text").text() {
            let found = self.peek(|model| ProductCode::find(read, &model.config.code_param).ok());
            return found.flatten().map_or(JsValue::UNDEFINED, |code| code.as_str().into());
        }
        if let Some(code) = told.get("code").text() {
            self.typed_code();
            self.draft().code.set(code.to_owned());
            let host = self.set(|model| {
                model.is_told = true;
                model.host.clone()
            });
            if let Some(host) = host {
                notify::dispatch(&host, notify::scan(text("source"), Some(text("format"))));
            }
        } else {
            self.close_scanner();
            self.focus(match text("done") {
                "found" => self.next_field(),
                "code" => "code",
                _ => "scan",
            });
        }
        JsValue::UNDEFINED
    }

    /// The first empty field that the customer has to fill, else the button that sends.
    pub(super) fn next_field(self) -> &'static str {
        let draft = self.draft();
        let require = self.peek(|model| model.config.require).unwrap_or_default();
        let fields = [
            ("name", draft.name, require.name),
            ("phone", draft.phone, require.phone),
            ("email", draft.email, require.email),
        ];
        let is_empty = |(_, field, required): &(_, RwSignal<String>, bool)| {
            *required && field.with_untracked(|text| text.trim().is_empty())
        };
        fields.into_iter().find(is_empty).map_or("submit", |(id, ..)| id)
    }
}
