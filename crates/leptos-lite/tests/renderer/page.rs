//! A view on a page that takes no markup at run time, and what a test asks of it.

use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use std::sync::atomic::{AtomicUsize, Ordering};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, HtmlInputElement, Node};

#[wasm_bindgen(inline_js = "
// From now on, whatever makes nodes of a text throws.
export function forbid_markup() {
  const stop = () => { throw new Error('markup at run time'); };
  for (const name of ['innerHTML', 'outerHTML']) {
    for (const type of [Element, ShadowRoot]) {
      const own = Object.getOwnPropertyDescriptor(type.prototype, name);
      if (own) Object.defineProperty(type.prototype, name, { ...own, set: stop });
    }
  }
  Element.prototype.insertAdjacentHTML = stop;
  Range.prototype.createContextualFragment = stop;
  DOMParser.prototype.parseFromString = stop;
  document.write = document.writeln = stop;
}
export function sets_markup(node) { node.innerHTML = '<b></b>'; }
export function adds_markup(node) { node.insertAdjacentHTML('beforeend', '<b></b>'); }
// Counts the changes below a node since the last count.
export function observe(node) {
  let count = 0;
  const add = (records) => { count += records.length; };
  const observer = new MutationObserver(add);
  observer.observe(node, { attributes: true, characterData: true, childList: true, subtree: true });
  return () => {
    add(observer.takeRecords());
    const changes = count;
    count = 0;
    return changes;
  };
}
// Counts what nobody has caught since the last count: a listener that is called after its end throws.
let errors = 0;
addEventListener('error', () => { errors += 1; });
export function uncaught() {
  const count = errors;
  errors = 0;
  return count;
}
export function next_task() { return new Promise((resolve) => setTimeout(resolve)); }
")]
extern "C" {
    fn forbid_markup();
    #[wasm_bindgen(catch)]
    fn sets_markup(node: &Element) -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    fn adds_markup(node: &Element) -> Result<(), JsValue>;
    fn observe(node: &Element) -> js_sys::Function;
    fn next_task() -> js_sys::Promise;
    pub fn uncaught() -> u32;
}

pub struct Page {
    pub root: HtmlElement,
    handle: Option<Box<dyn Any>>,
}

impl Page {
    pub fn mount<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Page {
        forbid_markup();
        let root: HtmlElement = document().create_element("main").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let handle = mount_to(root.clone(), view);
        Page { root, handle: Some(Box::new(handle)) }
    }

    /// Takes the view off the page.
    pub async fn unmount(&mut self) {
        self.handle = None;
        settle().await;
    }

    /// The page as markup, without the comments that mark places in stock Leptos.
    pub fn html(&self) -> String {
        self.root.inner_html().replace("<!---->", "").replace("<!-->", "").replace("<!>", "")
    }

    pub fn text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    pub fn find(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.html())).unchecked_into()
    }

    pub fn has(&self, selector: &str) -> bool {
        self.root.query_selector(selector).unwrap().is_some()
    }

    pub fn input(&self, selector: &str) -> HtmlInputElement {
        self.find(selector).unchecked_into()
    }

    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let nodes = self.root.query_selector_all(selector).unwrap();
        (0..nodes.length()).filter_map(|at| nodes.get(at)).map(|node| node.unchecked_into()).collect()
    }

    /// The text node that says this.
    pub fn text_node(&self, text: &str) -> Node {
        fn find(node: &Node, text: &str) -> Option<Node> {
            let nodes = node.child_nodes();
            let mut children = (0..nodes.length()).filter_map(|at| nodes.get(at));
            if node.node_type() == Node::TEXT_NODE && node.node_value().as_deref() == Some(text) {
                return Some(node.clone());
            }
            children.find_map(|child| find(&child, text))
        }
        find(&self.root, text).unwrap_or_else(|| panic!("no {text:?} in {}", self.html()))
    }

    pub fn has_focus(&self, node: &HtmlElement) -> bool {
        document().active_element().as_ref() == Some(node)
    }

    /// Counts the changes of the page since this and since the last count.
    pub fn changes(&self) -> impl Fn() -> f64 {
        let count = observe(&self.root);
        move || count.call0(&JsValue::NULL).unwrap().as_f64().unwrap()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.handle = None;
        self.root.remove();
    }
}

/// Waits until effects have run.
pub async fn settle() {
    JsFuture::from(next_task()).await.unwrap();
}

/// Counts, from inside of views and handlers.
#[derive(Clone, Copy)]
pub struct Count(&'static AtomicUsize);

impl Count {
    pub fn new() -> Count {
        Count(Box::leak(Box::default()))
    }

    pub fn add(self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub fn get(self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

#[wasm_bindgen_test]
fn no_page_of_these_tests_takes_markup() {
    let page = Page::mount(|| view! { <p></p> });
    assert!(sets_markup(&page.find("p")).is_err() && adds_markup(&page.find("p")).is_err());
    assert_eq!(page.html(), "<p></p>");
}
