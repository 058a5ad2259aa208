//! The scanner: opening and closing it, and what it read into the field. Its view is `js/scanner`.

use super::App;
use crate::browser::events;
use crate::browser::lazy::OpenScanner;
use crate::state::Scanner;
use leptos::prelude::*;
use leptos::task::spawn_local;
use points_core::api::json::Json;
use points_core::form::Field;
use points_core::product_code::ProductCode;
use wasm_bindgen::JsValue;

/// Where the scanner opens.
pub const CONTAINER: &str = "sheet";

impl App {
    pub fn open_scanner(self) {
        let Some(parts) = self.parts() else { return };
        let Some(root) = parts.host.shadow_root() else { return };
        let signals = parts.signals;
        let starts = matches!(*signals.scanner.read_untracked(), Scanner::Closed | Scanner::Failed);
        if !starts {
            return;
        }
        signals.scanner.set(Scanner::Loading);
        spawn_local(async move {
            let open = parts.modules.load_scanner(&root).await;
            let is_wanted = signals.scanner.try_read_untracked().map(|scanner| matches!(*scanner, Scanner::Loading));
            if is_wanted != Some(true) {
                return;
            }
            let container = root.get_element_by_id(CONTAINER).zip(open);
            let opened = container.and_then(|(container, open)| {
                OpenScanner::open(&open, &container, move |message| self.scanner_message(message))
            });
            signals.scanner.set(opened.map_or(Scanner::Failed, Scanner::Open));
        });
    }

    pub fn close_scanner(self) {
        let Some(parts) = self.parts() else { return };
        let signals = &parts.signals;
        if !matches!(*signals.scanner.read_untracked(), Scanner::Closed) {
            signals.scanner.set(Scanner::Closed);
        }
    }

    fn find_code(self, text: &str) -> Option<ProductCode> {
        let parts = self.parts()?;
        let code_param = parts.signals.settings.try_read_untracked()?.config.code_param.clone();
        ProductCode::find(text, &code_param, &|text| parts.modules.ask_pattern(text, "find")).ok()
    }

    /// Takes a message of the scanner: a `text`, which is answered with the code in it; a `code` to take, with its
    /// `source` and `format`; or that it is `done`, and where the customer goes on.
    fn scanner_message(self, message: &Json) -> JsValue {
        let text = |name: &str| message.get(name).text().unwrap_or_default();
        if let Some(read) = message.get("text").text() {
            return self.find_code(read).map_or(JsValue::UNDEFINED, |code| code.as_str().into());
        }
        if let Some(code) = message.get("code").text() {
            self.give(Field::Code, code);
            self.announce(events::scan(text("source"), Some(text("format"))));
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
}
