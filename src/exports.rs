//! What the element (`js/element/life-cycle.js`) calls: [`mount`] a widget into its shadow root, and change or end it.

use crate::actions::App;
use crate::browser::host::HostApi;
use crate::browser::intl::Format;
use crate::browser::lazy::LazyModules;
use crate::browser::{events, json};
use crate::components::Root;
use crate::settings::Settings;
use js_sys::{Array, Function};
use leptos::prelude::*;
use leptos::task::spawn_local;
use points_core::api::json::Json;
use points_core::config::Config;
use points_core::messages::Messages;
use points_core::product_code::ProductCode;
use points_core::redeem::Event;
use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A mounted widget; freeing it unmounts.
#[wasm_bindgen]
pub struct Widget {
    app: App,
    api: HostApi,
    _mounted: Box<dyn Any>,
}

/// Mounts a widget into `container`; `host` hears its events. `attributes` holds strings by their HTML names; `page` a
/// `address` string, as `lines` the messages of its language, as `typed` what [`Widget::pause`] gave, and the
/// `savedCustomer`; `load_scanner` and `ask_pattern` are those of [`LazyModules`].
#[wasm_bindgen]
pub fn mount(
    container: HtmlElement,
    host: HtmlElement,
    attributes: JsValue,
    page: JsValue,
    load_scanner: Option<Function>,
    ask_pattern: Function,
    api: HostApi,
) -> Option<Widget> {
    let page = json::read(&page);
    let (config, messages, link) = read(attributes, &page, &api);
    let settings = Settings { config, messages, has_scanner: load_scanner.is_some(), render_key: 0 };
    let made = Rc::new(Cell::new(None));
    let (inside, to, its_api) = (host.clone(), made.clone(), api.clone());
    let mounted = leptos::mount::mount_to(container, move || {
        let app = App::new(settings, inside, its_api, LazyModules { load_scanner, ask_pattern });
        app.fill(page.get("typed"), page.get("savedCustomer"));
        app.follow(link);
        check_on_return(app);
        to.set(Some(app));
        view! { <Root app/> }
    });
    // Not before the element has what this gives: a listener may call it.
    spawn_local(async move { events::dispatch(&host, events::ready()) });
    Some(Widget { app: made.take()?, api, _mounted: Box::new(mounted) })
}

#[wasm_bindgen]
impl Widget {
    /// Takes changed attributes, and a changed address of the page; what was typed stays.
    pub fn update(&self, attributes: JsValue, page: JsValue) {
        let (config, messages, link) = read(attributes, &json::read(&page), &self.api);
        self.app.configure(config, messages);
        self.app.follow(link);
    }

    /// What is typed, and the link that was followed, before the widget is taken apart; nothing while a code is under way, whose answer is waited for.
    pub fn pause(&self) -> Option<Array> {
        let state = self.app.state();
        let is_idle = !state.redeeming.read_untracked().state.is_busy();
        let draft = state.draft;
        let fields = [draft.code, draft.name, draft.phone, draft.email];
        is_idle.then(|| {
            let typed: Array = fields.iter().map(|field| JsValue::from(field.get_untracked())).collect();
            typed.push(&self.app.link().into());
            typed
        })
    }

    /// Drops what was remembered of the customer.
    pub fn forget(&self) {
        self.app.forget();
    }

    /// Empties the form and the history.
    pub fn reset(&self) {
        self.app.reset();
    }
}

/// Settings, messages, and the code in the page's address.
fn read(attributes: JsValue, page: &Json, api: &HostApi) -> (Config, &'static Messages, Option<String>) {
    let text = |name: &str| page.get(name).text().unwrap_or_default();
    let attributes = json::read(&attributes);
    let warn = |name: &str, instead: &str| {
        let value = attributes.get(name).text().unwrap_or_default();
        api.warn(&["unknown value of ", name, ", taken for ", instead, ": ", value].concat());
    };
    let (mut config, warnings) = Config::read(&attributes);
    for warning in warnings {
        warn(warning.attribute, warning.instead);
    }
    if config.time_zone.as_deref().is_some_and(|zone| !Format::is_known(zone)) {
        warn("time-zone", "the visitor's own");
        config.time_zone = None;
    }
    let has_own_param = attributes.get("code-param").text().is_some();
    let link = ProductCode::in_address(text("address"), &config.code_param, has_own_param);
    (config, Messages::of(text("lines")), link.map(|code| code.as_str().to_owned()))
}

/// Checks an unknown outcome when the customer is back from another app or page, or the network is back. Timers may have
/// stood still meanwhile, so a reading that waits for one is not waited for.
fn check_on_return(app: App) {
    for event in ["visibilitychange", "pageshow", "online"] {
        let listener = window_event_listener_untyped(event, move |_| {
            if !document().hidden() {
                app.redeem(Event::CheckAgain); // fits no state but that of an unknown outcome
            }
        });
        on_cleanup(move || listener.remove());
    }
}
