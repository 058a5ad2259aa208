//! What `element.js` calls: [`mount`] a widget into its shadow root, and change or end it.

use crate::api::json::Json;
use crate::config::{Config, Page};
use crate::flow::Flow;
use crate::format::Format;
use crate::later::Later;
use crate::once::Once;
use crate::redeem::{Event, State};
use crate::{js, notify, view};
use js_sys::{Array, Function};
use leptos::prelude::*;
use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A mounted widget; freeing it unmounts.
#[wasm_bindgen]
pub struct Widget {
    flow: Flow,
    _mounted: Box<dyn Any>,
}

/// Mounts a widget into `container`; `host` hears its events. `attributes` holds strings by their HTML names, `page` a
/// `search` string, a list of `languages`, and as `typed` what [`Widget::pause`] gave; `scan` and `hint` are [`Later`]'s.
#[wasm_bindgen]
pub fn mount(
    container: HtmlElement,
    host: HtmlElement,
    attributes: JsValue,
    page: JsValue,
    scan: Function,
    hint: Function,
    once: Once,
) -> Option<Widget> {
    let typed = js::read(&page);
    let config = read(attributes, page);
    let made = Rc::new(Cell::new(None));
    let (flow, inside) = (made.clone(), host.clone());
    let mounted = leptos::mount::mount_to(container, move || {
        let new = Flow::new(config, inside, Later { scan, hint }, once);
        let typed = typed.get("typed").list().unwrap_or_default();
        for (field, text) in new.fields().into_iter().zip(typed.iter().filter_map(Json::text)) {
            field.set(text.to_owned());
        }
        settle_on_return(new);
        flow.set(Some(new));
        view::widget(new)
    });
    notify::dispatch(&host, notify::ready());
    Some(Widget { flow: made.get()?, _mounted: Box::new(mounted) })
}

#[wasm_bindgen]
impl Widget {
    /// Takes changed attributes; what was typed stays.
    pub fn update(&self, attributes: JsValue, page: JsValue) {
        self.flow.configure(read(attributes, page));
    }

    /// What is typed, before the widget is taken apart; nothing while a code is under way, whose answer is waited for.
    pub fn pause(&self) -> Option<Array> {
        let is_idle = self.flow.peek(|model| !model.redeem.is_busy()) == Some(true);
        is_idle.then(|| self.flow.fields().iter().map(|field| JsValue::from(field.get_untracked())).collect())
    }

    /// Empties the form and the history.
    pub fn reset(&self) {
        self.flow.reset();
    }
}

fn read(attributes: JsValue, page: JsValue) -> Config {
    let page = js::read(&page);
    let page = Page {
        search: page.get("search").text().unwrap_or_default().to_owned(),
        languages: page
            .get("languages")
            .list()
            .unwrap_or_default()
            .iter()
            .filter_map(Json::text)
            .map(str::to_owned)
            .collect(),
    };
    let (mut config, warnings) = Config::read(&js::read(&attributes), &page);
    for warning in warnings {
        warn(&["points-widget: unknown value of ", warning.attribute, ", taken for ", warning.instead].concat());
    }
    if config.time_zone.as_deref().is_some_and(|zone| !Format::is_known(zone)) {
        warn("points-widget: unknown value of time-zone, taken for the visitor's own");
        config.time_zone = None;
    }
    config
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

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn warn(message: &str);
}
