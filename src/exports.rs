//! What the element (`js/element/life-cycle.js`) calls: [`mount`] a widget into its shadow root, and change or end it.

use crate::actions::Flow;
use crate::browser::host::HostApi;
use crate::browser::intl::Format;
use crate::browser::lazy::LazyModules;
use crate::browser::{events as notify, json as js};
use crate::components as view;
use js_sys::{Array, Function};
use leptos::prelude::*;
use leptos::task::spawn_local;
use points_core::api::json::Json;
use points_core::config::Config;
use points_core::messages::Messages;
use points_core::redeem::{Event, State};
use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A mounted widget; freeing it unmounts.
#[wasm_bindgen]
pub struct Widget {
    flow: Flow,
    host_api: HostApi,
    _view: view::Mounted,
    /// After the view, which reads what this ends.
    _mounted: Box<dyn Any>,
}

/// Mounts a widget into `container`; `host` hears its events. `attributes` holds strings by their HTML names, `page` a
/// `search` string, as `lines` the messages of its language, as `typed` what [`Widget::pause`] gave, and as `savedCustomer` the
/// customer who is remembered; `scan` and `hint` are [`LazyModules`]'s.
#[wasm_bindgen]
pub fn mount(
    container: HtmlElement,
    host: HtmlElement,
    attributes: JsValue,
    page: JsValue,
    scan: Function,
    hint: Function,
    host_api: HostApi,
) -> Option<Widget> {
    let page = js::read(&page);
    let (config, words) = read(attributes, &page, &host_api);
    let own_api = host_api.clone();
    let made = Rc::new(Cell::new(None));
    let (inside, into, to) = (host.clone(), container.clone(), made.clone());
    let mounted = leptos::mount::mount_to(container, move || {
        let flow = Flow::new(config, words, inside, LazyModules { scan, hint }, host_api);
        flow.fill(page.get("typed"), page.get("savedCustomer"));
        settle_on_return(flow);
        let view = view::widget(flow);
        to.set(Some((flow, view.mount(&into))));
    });
    // Not before the element has what this gives: a listener may call it.
    spawn_local(async move { notify::dispatch(&host, notify::ready()) });
    let (flow, view) = made.take()?;
    Some(Widget { flow, host_api: own_api, _view: view, _mounted: Box::new(mounted) })
}

#[wasm_bindgen]
impl Widget {
    /// Takes changed attributes; what was typed stays.
    pub fn update(&self, attributes: JsValue, page: JsValue) {
        let (config, words) = read(attributes, &js::read(&page), &self.host_api);
        self.flow.configure(config, words);
    }

    /// What is typed, before the widget is taken apart; nothing while a code is under way, whose answer is waited for.
    pub fn pause(&self) -> Option<Array> {
        let is_idle = self.flow.peek(|model| !model.redeem.is_busy()) == Some(true);
        is_idle.then(|| self.flow.fields().iter().map(|field| JsValue::from(field.get_untracked())).collect())
    }

    /// Drops what was remembered of the customer.
    pub fn forget(&self) {
        self.flow.forget();
    }

    /// Empties the form and the history.
    pub fn reset(&self) {
        self.flow.reset();
    }
}

fn read(attributes: JsValue, page: &Json, host_api: &HostApi) -> (Config, &'static Messages) {
    let text = |name: &str| page.get(name).text().unwrap_or_default();
    let (mut config, warnings) = Config::read(&js::read(&attributes), text("search"));
    for warning in warnings {
        host_api.warn(warning.attribute, warning.instead);
    }
    if config.time_zone.as_deref().is_some_and(|zone| !Format::is_known(zone)) {
        host_api.warn("time-zone", "the visitor's own");
        config.time_zone = None;
    }
    (config, Messages::of(text("lines")))
}

/// Back from another app or another page, or with a network again, an unknown outcome may be known. Timers may have stood
/// still meanwhile, so a reading that waits for one is not waited for.
fn settle_on_return(flow: Flow) {
    for event in ["visibilitychange", "pageshow", "online"] {
        let listener = window_event_listener_untyped(event, move |_| {
            let is_open = flow.peek(|model| matches!(model.redeem, State::Unconfirmed { .. }));
            if is_open == Some(true) && !document().hidden() {
                flow.redeem(Event::CheckAgain);
            }
        });
        on_cleanup(move || listener.remove());
    }
}
