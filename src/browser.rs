//! What `element.js` calls: [`mount`] a widget into its shadow root, and change or end it.

use crate::api::json::Json;
use crate::config::{Config, Page};
use crate::flow::Flow;
use crate::format::Format;
use crate::later::Later;
use crate::redeem::{Event, State};
use crate::{js, notify, view};
use js_sys::Function;
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
/// `search` string and a list of `languages`; `scan` and `hint` are [`Later`]'s.
#[wasm_bindgen]
pub fn mount(
    container: HtmlElement,
    host: HtmlElement,
    attributes: JsValue,
    page: JsValue,
    scan: Function,
    hint: Function,
) -> Option<Widget> {
    let config = read(attributes, page);
    let made = Rc::new(Cell::new(None));
    let (flow, inside) = (made.clone(), host.clone());
    let mounted = leptos::mount::mount_to(container, move || {
        let new = Flow::new(config, inside, Later { scan, hint });
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

/// Back from another app or another page, an unknown outcome may be known.
fn settle_on_return(flow: Flow) {
    let listener = window_event_listener_untyped("visibilitychange", move |_| {
        if flow.peek(|model| matches!(model.redeem, State::Unconfirmed { checking: false, .. })) == Some(true) {
            flow.redeem(Event::CheckAgain);
        }
    });
    on_cleanup(move || listener.remove());
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn warn(message: &str);
}
