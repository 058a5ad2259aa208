//! What `element.js` calls: [`mount`] a widget into its shadow root, and change or end it.

use crate::actions::Flow;
use crate::browser::host::Shell;
use crate::browser::intl::Format;
use crate::browser::lazy::Later;
use crate::browser::{events as notify, json as js};
use crate::components::PointsWidget;
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
    shell: Shell,
    _mounted: Box<dyn Any>,
}

/// Mounts a widget into `container`; `host` hears its events. `attributes` holds strings by their HTML names, `page` a
/// `search` string, the `words` of its language, a line each, as `typed` what [`Widget::pause`] gave, and as `kept` the
/// customer who is remembered; `scan` and `hint` are [`Later`]'s.
#[wasm_bindgen]
pub fn mount(
    container: HtmlElement,
    host: HtmlElement,
    attributes: JsValue,
    page: JsValue,
    scan: Function,
    hint: Function,
    shell: Shell,
) -> Option<Widget> {
    let page = js::read(&page);
    let (config, words) = read(attributes, &page, &shell);
    let kept = shell.clone();
    let made = Rc::new(Cell::new(None));
    let (inside, to) = (host.clone(), made.clone());
    let mounted = leptos::mount::mount_to(container, move || {
        let flow = Flow::new(config, words, inside, Later { scan, hint }, shell);
        flow.fill(page.get("typed"), page.get("kept"));
        settle_on_return(flow);
        to.set(Some(flow));
        view! { <PointsWidget flow/> }
    });
    // Not before the element has what this gives: a listener may call it.
    spawn_local(async move { notify::dispatch(&host, notify::ready()) });
    Some(Widget { flow: made.take()?, shell: kept, _mounted: Box::new(mounted) })
}

#[wasm_bindgen]
impl Widget {
    /// Takes changed attributes; what was typed stays.
    pub fn update(&self, attributes: JsValue, page: JsValue) {
        let (config, words) = read(attributes, &js::read(&page), &self.shell);
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

fn read(attributes: JsValue, page: &Json, shell: &Shell) -> (Config, &'static Messages) {
    let text = |name: &str| page.get(name).text().unwrap_or_default();
    let (mut config, warnings) = Config::read(&js::read(&attributes), text("search"));
    for warning in warnings {
        shell.warn(warning.attribute, warning.instead);
    }
    if config.time_zone.as_deref().is_some_and(|zone| !Format::is_known(zone)) {
        shell.warn("time-zone", "the visitor's own");
        config.time_zone = None;
    }
    (config, Messages::of(text("words")))
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
