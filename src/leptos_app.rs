//! The widget as components of a Leptos app: [`PointsWidget`], [`RedeemForm`] and [`HistoryView`].
//!
//! Each renders into a shadow root of its own, with the widget's styles, as the custom element does, and dispatches the
//! same events (`points-accumulated` and the others bubble). There is no scanner: its files come with the element.

use crate::browser::host::HostApi;
use crate::exports::{Widget, mount};
use js_sys::{Function, Object, Reflect};
use leptos::prelude::*;
use points_core::config::Screen;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// The sheets that `style/widget.css` imports, and itself, in the order of the cascade.
const STYLES: [&str; 5] = [
    include_str!("../style/colour.css"),
    include_str!("../style/outcome.css"),
    include_str!("../style/customer.css"),
    include_str!("../style/history.css"),
    include_str!("../style/widget.css"),
];

/// The locales by their tags; the first is the one for every other language.
const LOCALES: [(&str, &str); 8] = [
    ("vi", include_str!("../locales/vi.json")),
    ("en", include_str!("../locales/en.json")),
    ("th", include_str!("../locales/th.json")),
    ("id", include_str!("../locales/id.json")),
    ("zh", include_str!("../locales/zh.json")),
    ("ja", include_str!("../locales/ja.json")),
    ("ko", include_str!("../locales/ko.json")),
    ("ar", include_str!("../locales/ar.json")),
];

/// Collects points for a code, and shows the history, in tabs.
#[component]
pub fn PointsWidget(
    /// Where the relay answers, absolute or relative to the page.
    #[prop(into)]
    api_base: String,
    /// A BCP 47 tag; Vietnamese for every language that there is no locale of.
    #[prop(optional, into)]
    lang: String,
    /// The element's other attributes by their names: `("require", "phone".into())`.
    #[prop(optional)]
    attributes: Vec<(&'static str, String)>,
) -> impl IntoView {
    let host = NodeRef::<leptos::html::Div>::new();
    let container = NodeRef::<leptos::html::Div>::new();
    let widget = StoredValue::new_local(None::<Widget>);
    Effect::new(move |_| {
        if let (Some(host), Some(container)) = (host.get(), container.get()) {
            let mut attributes = attributes.clone();
            attributes.push(("api-base", api_base.clone()));
            widget.set_value(open(host.into(), container.into(), &lang, &attributes));
        }
    });
    view! { <div node_ref=host><div node_ref=container></div></div> }
}

/// The form alone.
#[component]
pub fn RedeemForm(
    /// As [`PointsWidget`]'s.
    #[prop(into)]
    api_base: String,
    /// As [`PointsWidget`]'s.
    #[prop(optional, into)]
    lang: String,
    /// As [`PointsWidget`]'s.
    #[prop(optional)]
    attributes: Vec<(&'static str, String)>,
) -> impl IntoView {
    let attributes = with_screen(attributes, Screen::Redeem);
    view! { <PointsWidget api_base lang attributes/> }
}

/// The history alone.
#[component]
pub fn HistoryView(
    /// As [`PointsWidget`]'s.
    #[prop(into)]
    api_base: String,
    /// As [`PointsWidget`]'s.
    #[prop(optional, into)]
    lang: String,
    /// As [`PointsWidget`]'s.
    #[prop(optional)]
    attributes: Vec<(&'static str, String)>,
) -> impl IntoView {
    let attributes = with_screen(attributes, Screen::History);
    view! { <PointsWidget api_base lang attributes/> }
}

fn with_screen(mut attributes: Vec<(&'static str, String)>, screen: Screen) -> Vec<(&'static str, String)> {
    attributes.push(("view", screen.name().to_owned()));
    attributes
}

/// Moves the container into the host's shadow root, and mounts a widget into it; dropping that unmounts. `None` where the host
/// can have no shadow root.
fn open(
    host: HtmlElement,
    container: HtmlElement,
    lang: &str,
    attributes: &[(&'static str, String)],
) -> Option<Widget> {
    // Leptos gives the elements of one component to the next in its place.
    let attach = || host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok();
    let root = host.shadow_root().or_else(attach)?;
    let css: String =
        STYLES.iter().flat_map(|sheet| sheet.lines()).filter(|line| !line.starts_with("@import")).collect();
    adopt(&root, &css);
    root.append_child(&container).ok()?;
    let named = Object::new();
    for (name, value) in attributes {
        _ = Reflect::set(&named, &(*name).into(), &value.into());
    }
    let page = Object::new();
    _ = Reflect::set(&page, &"address".into(), &page_address().into());
    _ = Reflect::set(&page, &"lines".into(), &lines_of(lang).into());
    let api = host_api(&SAVED.with(JsValue::clone), &Closure::<dyn Fn(String)>::new(warn).into_js_value());
    mount(container, host, named.into(), page.into(), None, Function::default(), api)
}

/// The messages of the nearest language, a line each.
fn lines_of(lang: &str) -> String {
    let tag = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let (_, locale) = LOCALES.iter().find(|(known, _)| *known == tag).unwrap_or(&LOCALES[0]);
    js_sys::JSON::parse(locale).map(|locale| locale_lines(&locale)).unwrap_or_default()
}

fn warn(message: String) {
    leptos::logging::warn!("points-widget: {message}");
}

#[wasm_bindgen(module = "/js/element/host-api.js")]
extern "C" {
    #[wasm_bindgen(js_name = hostApi)]
    fn host_api(saved: &JsValue, warn: &JsValue) -> HostApi;
}

#[wasm_bindgen(module = "/js/element/customer.js")]
extern "C" {
    /// The customer who is saved in this browser.
    #[wasm_bindgen(thread_local_v2, js_name = customer)]
    static SAVED: JsValue;
}

#[wasm_bindgen(module = "/js/element/page-address.js")]
extern "C" {
    #[wasm_bindgen(js_name = pageAddress)]
    fn page_address() -> String;
}

#[wasm_bindgen(module = "/js/element/stylesheet.js")]
extern "C" {
    fn adopt(root: &ShadowRoot, css: &str);
}

#[wasm_bindgen(module = "/js/messages/lines.js")]
extern "C" {
    #[wasm_bindgen(js_name = lines)]
    fn locale_lines(locale: &JsValue) -> String;
}

/// What `host-api.js` imports: wasm-bindgen copies the files that are named here, and no others.
mod imported {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/js/element/code-lock.js")]
    extern "C" {
        #[wasm_bindgen(js_name = codeLock)]
        fn code_lock();
    }

    #[wasm_bindgen(module = "/js/element/focus.js")]
    extern "C" {
        fn focus();
    }

    #[wasm_bindgen(module = "/js/element/pending-codes.js")]
    extern "C" {
        #[wasm_bindgen(js_name = pendingCodes)]
        fn pending_codes();
    }

    #[wasm_bindgen(module = "/js/element/saved-customer.js")]
    extern "C" {
        #[wasm_bindgen(js_name = savedCustomer)]
        fn saved_customer();
    }

    #[wasm_bindgen(module = "/js/element/stringify.js")]
    extern "C" {
        fn stringify();
    }

    #[wasm_bindgen(module = "/js/element/uuid.js")]
    extern "C" {
        fn uuid();
    }
}
