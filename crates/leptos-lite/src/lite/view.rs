//! [`View`]: a piece of a page, built at once; one type and one pointer, whatever is in it.

use super::dom::{Node, create_text};
use super::effect::RenderEffect;
use super::element::Listener;
use super::into_view::IntoView;
use super::owner::Owner;
use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

/// What `view!` and components give. Dropping it ends its effects and listeners and cleans up its owners.
#[derive(Default)]
pub struct View(pub(crate) Option<Box<Rendered>>);

/// The same by the name that stock Leptos has for a view of any type; here every view is one.
pub type AnyView = View;

/// What a view has on the page, or will have once it is mounted.
pub(crate) struct Rendered {
    /// The element, the text, or the empty text that marks a fragment's end.
    pub node: Node,
    pub kind: Kind,
    /// Dropped in the order in which they were made: what is inside first.
    pub resources: Vec<Resource>,
}

pub(crate) enum Kind {
    Element,
    Text(Cow<'static, str>),
    /// Views one after another, before the node that marks their end.
    Fragment(Content),
}

/// Shared with the effect that changes it.
type Content = Rc<Cell<Vec<View>>>;

/// What lives as long as the nodes do.
#[expect(dead_code, reason = "they are there to be dropped")]
pub(crate) enum Resource {
    Effect(RenderEffect),
    Listener(Listener),
    Owner(Owner),
    View(View),
}

/// The closure of an effect that has ended, and what it holds, lives until the executor has its turn. The content ends now.
impl Drop for Rendered {
    fn drop(&mut self) {
        if let Kind::Fragment(content) = &self.kind {
            drop(content.take());
        }
    }
}

impl Rendered {
    /// Visits the views of a fragment.
    fn each(&self, visit: impl FnMut(&View)) {
        if let Kind::Fragment(content) = &self.kind {
            let views = content.take();
            views.iter().for_each(visit);
            content.set(views);
        }
    }
}

impl View {
    /// What `view!` calls for its root.
    pub fn new(view: impl IntoView) -> View {
        view.into_view()
    }

    /// What `view!` calls in debug builds, for hot reloading, which there is none of.
    pub fn with_view_marker(self, _: impl Into<Cow<'static, str>>) -> View {
        self
    }

    #[inline(never)]
    pub(crate) fn rendered(node: Node, kind: Kind) -> View {
        View(Some(Box::new(Rendered { node, kind, resources: Vec::new() })))
    }

    #[inline(never)]
    pub(crate) fn text(text: Cow<'static, str>) -> View {
        View::rendered(create_text(&text), Kind::Text(text))
    }

    #[inline(never)]
    pub(crate) fn fragment(views: Vec<View>) -> View {
        Fragment::new(views).view()
    }

    /// Keeps the view's owner as long as the view; it is cleaned up after all that is in it.
    pub(crate) fn owned_by(self, owner: Owner) -> View {
        let mut view = if self.0.is_some() { self } else { View::fragment(Vec::new()) };
        if let Some(rendered) = &mut view.0 {
            rendered.resources.push(Resource::Owner(owner));
        }
        view
    }

    /// Puts it into `parent`, or moves it there; at the end where `before` is `None`.
    #[inline(never)]
    pub(crate) fn mount(&self, parent: &Node, before: Option<&Node>) {
        if let Some(rendered) = &self.0 {
            parent.insert_before(&rendered.node, before);
            rendered.each(|view| view.mount(parent, Some(&rendered.node)));
        }
    }

    #[inline(never)]
    pub(crate) fn unmount(&self) {
        if let Some(rendered) = &self.0 {
            rendered.node.remove();
            rendered.each(View::unmount);
        }
    }

    /// Puts it before `next`, unless it stands there; gives the node with which it begins.
    pub(crate) fn mount_before(&self, parent: &Node, next: Node) -> Node {
        if self.0.as_ref().is_some_and(|rendered| rendered.node.next().as_ref() != Some(&next)) {
            self.mount(parent, Some(&next));
        }
        self.first_node().unwrap_or(next)
    }

    fn first_node(&self) -> Option<Node> {
        let rendered = self.0.as_ref()?;
        let mut first = None;
        rendered.each(|view| first = first.take().or_else(|| view.first_node()));
        first.or_else(|| Some(rendered.node.clone()))
    }

    /// Becomes `new` without leaving the page, where that can be done: a text changes in place, and an element that comes
    /// out equal stays, with the focus it may have, and is not read out again. An element with a listener or an effect
    /// inside does not stay: what those have captured may be another thing now.
    fn patch(&mut self, new: &mut View) -> bool {
        let (Some(old), Some(new)) = (&mut self.0, &mut new.0) else { return false };
        match (&mut old.kind, &mut new.kind) {
            (Kind::Text(before), Kind::Text(text)) => {
                if before != text {
                    old.node.set_text(text);
                    std::mem::swap(before, text);
                }
                true
            }
            (Kind::Element, Kind::Element) => {
                old.resources.is_empty() && new.resources.is_empty() && old.node.is_equal(&new.node)
            }
            _ => false,
        }
    }
}

/// Views one after another that may change: a handle to them, and to the node that marks their end.
#[derive(Clone)]
pub(crate) struct Fragment {
    pub end: Node,
    content: Content,
}

impl Fragment {
    pub fn new(views: Vec<View>) -> Fragment {
        Fragment { end: create_text(""), content: Rc::new(Cell::new(views)) }
    }

    pub fn view(&self) -> View {
        View::rendered(self.end.clone(), Kind::Fragment(self.content.clone()))
    }

    /// Where it is mounted, if it is.
    pub fn parent(&self) -> Option<Node> {
        self.end.parent()
    }

    pub fn take(&self) -> Vec<View> {
        self.content.take()
    }

    /// Takes views that are mounted already, if the fragment is.
    pub fn set(&self, views: Vec<View>) {
        self.content.set(views);
    }

    /// Shows this view only.
    #[inline(never)]
    pub fn show(&self, mut view: View) {
        let mut views = self.take();
        let is_patched = views.first_mut().is_some_and(|shown| shown.patch(&mut view));
        if !is_patched {
            if let Some(parent) = self.parent() {
                view.mount(&parent, Some(&self.end));
            }
            views.iter().for_each(View::unmount);
            views = vec![view];
        }
        self.set(views);
    }
}
