//! A page with one mounted widget, driven by what a person sees; and a network that answers as the test says.

use js_sys::{Array, Object, Reflect};
use points_widget::{HostApi, Widget, mount};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement, ShadowRoot};

#[wasm_bindgen(inline_js = "
const real = window.fetch;
let answers = [], requests = [];
// The network: answers in turn, `[status, text]`, or null for a connection that breaks.
export function answer_with(list) {
  answers = list;
  requests = [];
  window.fetch = async (request) => {
    const next = answers.shift();
    requests.push(request.method + ' ' + new URL(request.url).pathname + new URL(request.url).search + ' ' + (await request.clone().text()));
    if (next === undefined) return new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason)));
    if (next === null) throw new TypeError('Failed to fetch');
    return new Response(next[1], { status: next[0] });
  };
}
// What a page's own fetch may do instead of what the browser's does.
export function break_fetch(kind) {
  window.fetch = {
    text: async () => { throw 'a text'; },
    nothing: async () => { throw undefined; },
    object: async () => ({ status: 200 }),
    throw: () => { throw new Error('at once'); },
    null: () => null,
  }[kind];
}
export function requests_so_far() { return requests; }
export function listen(host, heard) {
  for (const name of ['points-ready', 'points-scan', 'points-accumulated', 'points-rejected', 'points-unconfirmed', 'points-error', 'points-consent'])
    host.addEventListener(name, (event) => heard.push(name + ' ' + JSON.stringify(event.detail, (key, value) => (key === 'at' ? typeof value : value))));
}
// The scanner: opens at once, and tells what the test says; each opening and closing is written down.
let told = [], tell;
export function scanner(is_there) {
  told = [];
  return async () => {
    if (!is_there) throw new TypeError('Failed to fetch');
    return (container, teller) => {
      tell = teller;
      told.push('open');
      container.textContent = 'the scanner';
      return () => {
        told.push('close');
        container.textContent = '';
      };
    };
  };
}
export function scanner_tells(message) { return String(tell(JSON.parse(message))); }
export function scanner_so_far() { return told.join(', '); }
// What the element does for the widget: locks, pending codes, and the saved customer.
let saved, reads = 0;
export function storage_reads() { return reads; }
export function saved_so_far() { return saved ?? ''; }
export function host_api(pending) {
  saved = undefined;
  const codes = new Set(pending ? [pending] : []);
  return {
    lock: async () => [false, () => {}],
    isPending: (code) => (reads++, codes.has(code)), addPending: (code) => codes.add(code), removePending: (code) => codes.delete(code),
    latestPending: () => (reads++, [...codes].pop()),
    focus: (host, id, onlyIfLost) => requestAnimationFrame(() => {
      const active = host.shadowRoot.activeElement;
      if (!onlyIfLost || !active || active.id === 'more') host.shadowRoot.getElementById(id)?.focus();
    }),
    saveCustomer: (customer) => (saved = JSON.stringify(customer)), forgetCustomer: () => (saved = 'nobody'),
    warn: (message) => console.warn(message),
    stringify: (data) => JSON.stringify(data), uuid: () => crypto.randomUUID(), removeFromAddress: () => {},
  };
}
// What the brand's pattern says of codes.
export function pattern() {
  return (text, wanted) => {
    if (wanted === 'hint') return text === 'T1VI' ? '1 or I?' : undefined;
    return /^TIVI(-[a-z0-9]+)+$/.test(text) ? text.replaceAll('-', '') : undefined;
  };
}
// What changes on the page: the ids of the fields that it happens in, and `other`.
let observer, records = [];
export function observe(root) {
  observer = new MutationObserver((more) => records.push(...more));
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
}
export function mutated() {
  const where = (node) => (node.closest ? node : node.parentNode).closest('.field')?.querySelector('input').id ?? 'other';
  const all = [...records.splice(0), ...observer.takeRecords()];
  return [...new Set(all.map(({ target }) => where(target)))].join(' ');
}
export function focused_in(root) { return root.activeElement?.id ?? ''; }
export function next_frame() { return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))); }
")]
extern "C" {
    fn answer_with(list: &Array);
    fn requests_so_far() -> Array;
    fn listen(host: &HtmlElement, heard: &Array);
    fn next_frame() -> js_sys::Promise;
    fn scanner(is_there: bool) -> js_sys::Function;
    fn pattern() -> js_sys::Function;
    fn host_api(pending: Option<&str>) -> HostApi;
    /// How often the pending codes were read.
    pub fn storage_reads() -> u32;
    fn focused_in(root: &ShadowRoot) -> String;
    /// The customer who was saved, as JSON, or `nobody`.
    pub fn saved_so_far() -> String;
    /// Begins to note what changes on the page.
    pub fn observe(root: &ShadowRoot);
    /// The fields in which something has changed, and `other` for anywhere else, since it was asked before.
    pub fn mutated() -> String;
    pub fn break_fetch(kind: &str);
    pub fn scanner_tells(message: &str) -> String;
    pub fn scanner_so_far() -> String;
}

#[wasm_bindgen(module = "/js/messages/lines.js")]
extern "C" {
    /// A language's messages as the build writes them for the widget.
    fn lines(locale: &JsValue) -> String;
}

pub struct Page {
    pub host: HtmlElement,
    pub root: ShadowRoot,
    pub widget: Option<Widget>,
    heard: Array,
}

/// Attributes by their HTML names.
pub fn attributes(pairs: &[(&str, &str)]) -> JsValue {
    let object = Object::new();
    for (name, value) in [("api-base", "/points"), ("time-zone", "Asia/Ho_Chi_Minh")].iter().chain(pairs) {
        Reflect::set(&object, &(*name).into(), &(*value).into()).unwrap();
    }
    object.into()
}

/// What the element knows of its page, in a language.
pub fn location(search: &str, lang: &str) -> JsValue {
    let object = Object::new();
    Reflect::set(&object, &"address".into(), &search.into()).unwrap();
    Reflect::set(&object, &"lines".into(), &words(lang).into()).unwrap();
    object.into()
}

fn words(lang: &str) -> String {
    let locale = match lang {
        "vi" => include_str!("../../locales/vi.json"),
        _ => include_str!("../../locales/en.json"),
    };
    lines(&js_sys::JSON::parse(locale).unwrap())
}

impl Page {
    /// Mounts a widget whose network gives these answers, in turn; `None` is a connection that breaks, and after the
    /// last one a request stays without an answer.
    pub fn open(pairs: &[(&str, &str)], search: &str, answers: &[Option<(u16, &str)>]) -> Page {
        Page::open_with(pairs, search, answers, true, None, None)
    }

    /// The same where an earlier try of the code `open` has an unknown outcome.
    pub fn open_again(search: &str, answers: &[Option<(u16, &str)>], open: &str) -> Page {
        Page::open_with(&[], search, answers, true, Some(open), None)
    }

    /// The same for a customer who is remembered: name, phone, e-mail, version of the notice.
    pub fn open_to(kept: &[&str], pairs: &[(&str, &str)], answers: &[Option<(u16, &str)>]) -> Page {
        Page::open_with(pairs, "", answers, true, None, Some(kept))
    }

    /// The same where the scanner may be out of reach.
    pub fn open_with(
        pairs: &[(&str, &str)],
        search: &str,
        answers: &[Option<(u16, &str)>],
        has_scanner: bool,
        open: Option<&str>,
        kept: Option<&[&str]>,
    ) -> Page {
        let list = Array::new();
        for answer in answers {
            list.push(&match answer {
                Some((status, text)) => Array::of2(&(*status).into(), &(*text).into()).into(),
                None => JsValue::NULL,
            });
        }
        answer_with(&list);
        let document = web_sys::window().unwrap().document().unwrap();
        let host: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&host).unwrap();
        let root = host.attach_shadow(&web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open)).unwrap();
        let container: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        root.append_child(&container).unwrap();
        let heard = Array::new();
        listen(&host, &heard);
        let page = location(search, "en");
        if let Some(kept) = kept {
            Reflect::set(
                &page,
                &"savedCustomer".into(),
                &kept.iter().map(|text| JsValue::from(*text)).collect::<Array>(),
            )
            .unwrap();
        }
        let widget = mount(
            container,
            host.clone(),
            attributes(pairs),
            page,
            Some(scanner(has_scanner)),
            pattern(),
            host_api(open),
        );
        Page { host, root, widget, heard }
    }

    pub fn text(&self) -> String {
        self.root.first_element_child().unwrap().text_content().unwrap_or_default()
    }

    /// Waits until the page says this; fails with what it says instead.
    pub async fn says(&self, text: &str) {
        for _ in 0..600 {
            if self.text().contains(text) {
                return;
            }
            frame().await;
        }
        panic!("never said {text:?}, but {:?}", self.text());
    }

    /// The field with this label, by the label's `for`.
    pub fn field(&self, label: &str) -> HtmlInputElement {
        let labels = self.root.query_selector_all("label").unwrap();
        let found = (0..labels.length())
            .filter_map(|at| labels.get(at))
            .find(|node| node.text_content().unwrap_or_default().starts_with(label))
            .unwrap_or_else(|| panic!("no label {label:?}"));
        let id = found.unchecked_into::<Element>().get_attribute("for").unwrap();
        self.root.get_element_by_id(&id).unwrap().unchecked_into()
    }

    pub async fn fill(&self, label: &str, value: &str) {
        let field = self.field(label);
        field.set_value(value);
        field.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
        frame().await;
    }

    pub async fn press(&self, name: &str) {
        let buttons = self.root.query_selector_all("button").unwrap();
        let found = (0..buttons.length())
            .filter_map(|at| buttons.get(at))
            .rfind(|node| node.text_content().unwrap_or_default() == name)
            .unwrap_or_else(|| panic!("no button {name:?} in {:?}", self.text()));
        found.unchecked_into::<HtmlElement>().click();
        frame().await;
    }

    /// A tap on the button that is only a sign, by its label.
    pub async fn tap(&self, label: &str) {
        let selector = format!("button[aria-label='{label}']");
        let button = self.root.query_selector(&selector).unwrap().unwrap_or_else(|| panic!("no button {label:?}"));
        button.unchecked_into::<HtmlElement>().click();
        frame().await;
    }

    /// The id of what has the focus.
    pub fn focused(&self) -> String {
        focused_in(&self.root)
    }

    /// Waits until so many requests have been sent: the lock before the first takes what time it takes.
    pub async fn has_sent(&self, count: usize) {
        for _ in 0..600 {
            if self.requests().len() >= count {
                return;
            }
            frame().await;
        }
        panic!("never sent {count}, but {:?}", self.requests());
    }

    pub fn requests(&self) -> Vec<String> {
        requests_so_far().iter().filter_map(|request| request.as_string()).collect()
    }

    pub fn heard(&self) -> Vec<String> {
        self.heard.iter().filter_map(|event| event.as_string()).collect()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.host.remove();
    }
}

pub async fn frame() {
    JsFuture::from(next_frame()).await.unwrap();
}

/// A request for the history without the moment that its range begins at, and that moment.
pub fn without_beginning(request: &str) -> (String, i64) {
    let (start, rest) = request.split_once("createdAtRangeFrom=").unwrap();
    let (moment, end) = rest.split_once('&').unwrap();
    ([start, end].concat(), moment.parse().unwrap())
}
